// The map from intent to work: every node with its status now, every link downward, and what hangs loose (see strategy.h).
#include <algorithm>
#include <cstdio>
#include <set>

#include "app/views/strategy.h"
#include "base/text.h"
#include "coordination/views.h"
#include "performance/views.h"
#include "processes/views.h"

namespace drivetrain::app::views {

namespace {

class MapBuilder {
 public:
  MapBuilder(Company const& company, Instant now) : company_(company), model_(company.model()), now_(now) {}

  SightMap build() {
    add_objectives();
    add_requirements();
    add_decisions();
    add_processes();
    add_kpis();
    add_rhythms();
    find_orphans();
    return std::move(map_);
  }

 private:
  static std::string key_of(std::string_view kind, std::string const& id) { return std::string(kind) + "/" + id; }

  SightNode& add_node(std::string kind, notation::Header const& header) {
    map_.nodes.push_back({key_of(kind, header.id), kind, header.id, KpiStatus::no_data, "", header.owner, ""});
    return map_.nodes.back();
  }
  void link(std::string from, std::string to, int strength = 0) {
    auto same = [&](SightLink const& one) { return one.from == from && one.to == to; };
    if (std::none_of(map_.links.begin(), map_.links.end(), same)) map_.links.push_back({std::move(from), std::move(to), strength});
  }
  void link_realisers(std::string const& from, std::vector<strategy::Realiser> const& realisers) {
    for (auto const& one : refer_all(company_, realisers)) link(from, key_of(one.kind, one.id));
  }

  void add_objectives() {
    for (auto const* objective : objectives_in_order(model_.strategy)) {
      auto& node = add_node("objective", objective->header);
      node.status = status_of_objective(company_, objective->header.id, now_);
      node.figure = "weight " + objective->weight.value.to_string();
      if (!objective->parent.empty()) link(key_of("objective", objective->parent.text()), node.key);
    }
  }

  void add_requirements() {
    for (auto const& [id, requirement] : model_.strategy.requirements) {
      auto key = add_node("requirement", requirement.header).key;
      for (auto const& objective : requirement.objectives) link(key_of("objective", objective.text()), key);
      link_realisers(key, requirement.realised_by);
    }
    for (auto const& [id, constraint] : model_.strategy.constraints) link_realisers(add_node("constraint", constraint.header).key, constraint.enforced_by);
  }

  void add_decisions() {
    for (auto const& [id, decision] : model_.decisions.decisions) {
      auto& node = add_node("decision", decision.header);
      std::size_t open = 0, late = 0;
      for (auto const& [live_id, live] : company_.decisions.live)
        if (live.decision == id) ++open, late += live.due && *live.due < now_;
      bool taken = std::any_of(company_.decisions.answered.begin(), company_.decisions.answered.end(), [&, &name = id](auto const& one) { return one.asked.decision == name; });
      if (open + taken > 0) node.status = late > 0 ? KpiStatus::alarm : KpiStatus::ok;
      if (open > 0) node.figure = std::to_string(open) + " waiting" + (late > 0 ? ", " + std::to_string(late) + " late" : "");
      auto key = node.key;
      for (auto const& objective : decision.supports) link(key_of("objective", objective.text()), key);
      for (auto const& kpi : decision.moves) link(key, key_of("kpi", kpi.text()));
    }
  }

  void add_processes() {
    for (auto const& [id, process] : model_.processes.processes) {
      auto& node = add_node("process", process.header);
      auto now = processes::view_process(company_.processes, id);
      if (now.running > 0) {
        node.status = now.incidents > 0 ? KpiStatus::alarm : KpiStatus::ok;
        node.figure = counted(static_cast<std::size_t>(now.running), "case") + (now.incidents > 0 ? ", " + std::to_string(now.incidents) + " stuck" : "");
      }
      auto key = node.key;
      for (auto const& one : process.contributes) link(key_of("objective", one.objective.text()), key, one.strength.value);
      if (auto program = model_.programs.find(id); program != model_.programs.end())
        for (processes::NodeIndex i = 0; i < program->second->nodes().size(); ++i)
          if (program->second->node(i).kind == processes::ElementKind::business_rule_task)
            if (auto const& decision = program->second->word(program->second->task(i).decision); !decision.empty()) link(key_of("decision", decision), key);
    }
  }

  void add_kpis() {
    for (auto const& [id, kpi] : model_.performance.kpis) {
      auto& node = add_node("kpi", kpi.header);
      auto figure = performance::read_kpi(kpi, *model_.kpis, company_.performance, now_);
      node.status = figure.status;
      if (figure.value) node.figure = figure.value->to_string() + (kpi.unit.empty() ? "" : " " + kpi.unit) + (kpi.target ? ", target " + kpi.target->to_string() : "");
      auto key = node.key;
      for (auto const& objective : kpi.serves) link(key_of("objective", objective.text()), key);
    }
    for (auto const& [id, objective] : model_.strategy.objectives)
      for (auto const& kpi : objective.kpis) link(key_of("objective", id), key_of("kpi", kpi.text()));
  }

  void add_rhythms() {
    for (auto const& [id, rhythm] : model_.coordination.rhythms) {
      auto& node = add_node("rhythm", rhythm.header);
      if (node.owner.empty()) node.owner = rhythm.chair.text();
      auto health = coordination::rhythm_health(id, company_.coordination, now_, days(28), company_.today(now_));
      if (health.due > 0) {
        node.status = health.missed > 0 ? KpiStatus::warn : KpiStatus::ok;
        node.figure = std::to_string(health.on_time) + " of " + std::to_string(health.due) + " on time";
      }
      auto key = node.key;
      for (auto const& objective : rhythm.aligns) link(key_of("objective", objective.text()), key);
      for (auto const& input : rhythm.inputs)
        if (!input.kpi.empty()) link(key_of("kpi", input.kpi.text()), key);
    }
  }

  void find_orphans() {
    std::set<std::string> keys, reached;
    for (auto const& node : map_.nodes) keys.insert(node.key);
    std::erase_if(map_.links, [&](SightLink const& one) { return !keys.contains(one.from) || !keys.contains(one.to); });
    for (auto const& one : map_.links) reached.insert(one.to);
    for (auto& node : map_.nodes) {
      if (node.kind == "objective") {
        auto sight = model::line_of_sight(model_, node.id);
        auto open = std::find_if(sight.teeth.begin(), sight.teeth.end(), [](auto const& tooth) { return tooth.by.empty(); });
        if (open != sight.teeth.end()) node.orphan = open->why_not;
      } else if (node.kind == "constraint") {
        bool enforced = std::any_of(map_.links.begin(), map_.links.end(), [&](auto const& one) { return one.from == node.key; });
        if (!enforced) node.orphan = "nothing enforces it";
      } else if (!reached.contains(node.key)) node.orphan = "no objective or requirement leads here";
    }
  }

  Company const& company_;
  OperatingModel const& model_;
  Instant now_;
  SightMap map_;
};

}  // namespace

SightMap sight_map(Company const& company, Instant now) { return MapBuilder(company, now).build(); }

}  // namespace drivetrain::app::views
