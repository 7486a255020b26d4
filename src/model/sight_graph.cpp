// Building the graph (see sight_graph.h): nodes kind by kind down the cascade, then links, then gaps.
#include "model/sight_graph.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/diagnostic_codes.h"
#include "base/text.h"
#include "model/line_of_sight.h"

namespace drivetrain::model {

namespace {

class SightGraphBuilder {
 public:
  explicit SightGraphBuilder(OperatingModel const& model) : model_(model) {}

  SightGraph build() {
    add_nodes();
    link_objectives();
    link_requirements();
    link_decisions();
    link_processes();
    link_standards();
    link_figures();
    find_gaps();
    return std::move(graph_);
  }

 private:
  using Key = std::pair<std::string_view, std::string>;

  SightGraphNode& add(std::string_view kind, notation::Header const& header, std::string const& id) {
    index_.emplace(Key{kind, id}, graph_.nodes.size());
    graph_.nodes.push_back({std::string(kind), id, header.title.empty() ? notation::in_words(id) : header.title, header.owner, "", {}});
    return graph_.nodes.back();
  }
  void add_nodes() {
    for (auto const* objective : objectives_in_order(model_.strategy)) add("Objective", objective->header, objective->header.id).weight = objective->weight.value.to_string();
    for (auto const& [id, one] : model_.strategy.requirements) add("Requirement", one.header, id);
    for (auto const& [id, one] : model_.strategy.constraints) add("Constraint", one.header, id);
    for (auto const& [id, one] : model_.decisions.decisions) add("Decision", one.header, id);
    for (auto const& [id, one] : model_.processes.processes) add("Process", one.header, id);
    for (auto const& [id, one] : model_.processes.sops) add("Sop", one.header, id);
    for (auto const& [id, one] : model_.adaptation.controls) add("Control", one.header, id);
    for (auto const& [id, one] : model_.processes.check_plans) add("CheckPlan", one.header, id);
    for (auto const& [id, one] : model_.performance.kpis) add("Kpi", one.header, id);
    for (auto const& [id, one] : model_.coordination.rhythms) add("Rhythm", one.header, id);
  }

  void link(Key const& from, Key const& to, int strength = 0) {
    auto begin = index_.find(from), end = index_.find(to);
    if (begin == index_.end() || end == index_.end()) return;
    if (seen_.insert({begin->second, end->second}).second) graph_.links.push_back({begin->second, end->second, strength});
  }
  void link_realisers(Key const& from, std::vector<strategy::Realiser> const& realisers) {
    for (auto const& one : realisers) {
      if (!one.decision.empty()) link(from, {"Decision", one.decision.text()});
      if (!one.process.empty()) link(from, {"Process", one.process.text()});
      if (!one.kpi.empty()) link(from, {"Kpi", one.kpi.text()});
      if (!one.rhythm.empty()) link(from, {"Rhythm", one.rhythm.text()});
      if (!one.sop.empty()) link(from, {"Sop", one.sop.text()});
      if (!one.control.empty()) link(from, {"Control", one.control.text()});
      if (!one.check.empty()) link(from, {"CheckPlan", one.check.text()});
      if (!one.rule.empty()) link_rule(from, one.rule.value);
    }
  }
  /// A rule of the compiler is no entity of the model: it joins where something names it.
  void link_rule(Key const& from, std::string const& code) {
    auto const* known = find_diagnostic_code(code);
    if (!known) return;  // DT-R001 (checks/named_codes.cpp)
    if (!index_.contains({"Rule", code})) {
      index_.emplace(Key{"Rule", code}, graph_.nodes.size());
      graph_.nodes.push_back({"Rule", code, code + " refuses " + std::string(known->title), "", "", {}});
    }
    link(from, {"Rule", code});
  }
  void link_objectives() {
    for (auto const& [id, one] : model_.strategy.objectives) {
      if (!one.parent.empty()) link({"Objective", one.parent.text()}, {"Objective", id});
      for (auto const& kpi : one.kpis) link({"Objective", id}, {"Kpi", kpi.text()});
    }
  }
  void link_requirements() {
    for (auto const& [id, one] : model_.strategy.requirements) {
      for (auto const& objective : one.objectives) link({"Objective", objective.text()}, {"Requirement", id});
      link_realisers({"Requirement", id}, one.realised_by);
    }
    for (auto const& [id, one] : model_.strategy.constraints) link_realisers({"Constraint", id}, one.enforced_by);
  }
  void link_decisions() {
    for (auto const& [id, one] : model_.decisions.decisions) {
      for (auto const& objective : one.supports) link({"Objective", objective.text()}, {"Decision", id});
      for (auto const& kpi : one.moves) link({"Decision", id}, {"Kpi", kpi.text()});
    }
  }
  void link_processes() {
    for (auto const& [id, one] : model_.processes.processes) {
      for (auto const& contribution : one.contributes) link({"Objective", contribution.objective.text()}, {"Process", id}, contribution.strength.value);
      auto program = model_.programs.find(id);
      if (program == model_.programs.end()) continue;
      for (processes::NodeIndex i = 0; i < program->second->nodes().size(); ++i)
        if (program->second->node(i).kind == processes::ElementKind::business_rule_task && !program->second->decision_of(i))
          link({"Decision", program->second->word(program->second->task(i).decision)}, {"Process", id});
    }
  }
  /// Procedures, controls and checks of the work: what lays it down, guards it and proves it.
  void link_standards() {
    for (auto const& [id, one] : model_.processes.processes) {
      Key process{"Process", id};
      for (auto const& sop : one.sops) link(process, {"Sop", sop.text()});
      for (auto const& control : one.controls) link(process, {"Control", control.text()});
      for (auto const& step : one.steps) {
        for (auto const& sop : step.sops) link(process, {"Sop", sop.text()});
        for (auto const& check : step.checks) link(process, {"CheckPlan", check.text()});
      }
    }
    for (auto const& [id, one] : model_.processes.sops)
      for (auto const& where : one.applies_to) link({"Process", where.process.text()}, {"Sop", id});
    for (auto const& [id, one] : model_.adaptation.controls) {
      for (auto const& where : one.applies_to) link({"Process", where.process.text()}, {"Control", id});
      if (!one.check.empty()) link({"Control", id}, {"CheckPlan", one.check.text()});
      if (!one.rhythm.empty()) link({"Control", id}, {"Rhythm", one.rhythm.text()});
    }
    for (auto const& [id, one] : model_.processes.check_plans) {
      for (auto const& where : one.applies_to) link({"Process", where.process.text()}, {"CheckPlan", id});
      if (!one.kpi.empty()) link({"CheckPlan", id}, {"Kpi", one.kpi.text()});
    }
  }
  void link_figures() {
    for (auto const& [id, one] : model_.performance.kpis)
      for (auto const& objective : one.serves) link({"Objective", objective.text()}, {"Kpi", id});
    for (auto const& [id, one] : model_.coordination.rhythms) {
      for (auto const& objective : one.aligns) link({"Objective", objective.text()}, {"Rhythm", id});
      for (auto const& input : one.inputs)
        if (!input.kpi.empty()) link({"Kpi", input.kpi.text()}, {"Rhythm", id});
    }
  }

  void find_gaps() {
    std::set<std::size_t> reached, leading;
    for (auto const& one : graph_.links) reached.insert(one.to), leading.insert(one.from);
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      auto& node = graph_.nodes[i];
      if (node.kind == "Objective") {
        for (auto const& tooth : line_of_sight(model_, node.id).teeth)
          if (tooth.by.empty()) node.gaps.push_back(tooth.why_not);
      } else if (node.kind == "Constraint") {
        if (!leading.contains(i)) node.gaps.push_back("nothing enforces it");
      } else if (node.kind == "Sop" || node.kind == "Control" || node.kind == "CheckPlan") {
        // Risks and obligations carry those that no work names.
      } else if (!reached.contains(i)) {
        node.gaps.push_back("no objective or requirement leads here");
      }
    }
  }

  OperatingModel const& model_;
  SightGraph graph_;
  std::map<Key, std::size_t> index_;
  std::set<std::pair<std::size_t, std::size_t>> seen_;
};

void add_level(std::multimap<std::string, strategy::Objective const*> const& by_parent, std::string const& parent, std::set<strategy::Objective const*>& known,
               std::vector<strategy::Objective const*>& ordered) {
  std::vector<strategy::Objective const*> level;
  for (auto [at, end] = by_parent.equal_range(parent); at != end; ++at) level.push_back(at->second);
  std::stable_sort(level.begin(), level.end(), [](auto const* a, auto const* b) { return b->weight.value < a->weight.value; });
  for (auto const* objective : level) {
    if (!known.insert(objective).second) continue;
    ordered.push_back(objective);
    add_level(by_parent, objective->header.id, known, ordered);
  }
}

/// Everything that the links reach from `start`, following them in one direction.
void spread(SightGraph const& graph, std::size_t start, std::size_t SightGraphLink::*from, std::size_t SightGraphLink::*to, std::vector<bool>& reached) {
  std::vector<std::vector<std::size_t>> next(graph.nodes.size());
  for (auto const& link : graph.links) next[link.*from].push_back(link.*to);
  std::vector<bool> seen(graph.nodes.size());
  std::vector<std::size_t> waiting{start};
  while (!waiting.empty()) {
    auto at = waiting.back();
    waiting.pop_back();
    if (seen[at]) continue;
    seen[at] = reached[at] = true;
    waiting.insert(waiting.end(), next[at].begin(), next[at].end());
  }
}

}  // namespace

SightGraph sight_graph(OperatingModel const& model) { return SightGraphBuilder(model).build(); }

std::vector<strategy::Objective const*> objectives_in_order(strategy::Model const& model) {
  std::multimap<std::string, strategy::Objective const*> by_parent;
  for (auto const& [id, objective] : model.objectives) by_parent.emplace(objective.parent.text(), &objective);
  std::vector<strategy::Objective const*> ordered;
  std::set<strategy::Objective const*> known;
  add_level(by_parent, "", known, ordered);
  for (auto const& [id, objective] : model.objectives)
    if (known.insert(&objective).second) ordered.push_back(&objective);  // under a parent that is not there, or in a circle
  return ordered;
}

Result<SightGraph> part_around(SightGraph const& graph, std::string const& name) {
  std::vector<std::size_t> found;
  std::vector<std::string> ids, kinds;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    auto const& node = graph.nodes[i];
    ids.push_back(node.id);
    if (node.id == name || node.kind + "/" + node.id == name) found.push_back(i), kinds.push_back(node.kind + "/" + node.id);
  }
  if (found.size() > 1) return Error{"DT-X901", name + " may be each of " + join(kinds, ", "), "write one of these"};
  if (found.empty()) {
    auto near = nearest(name, ids);
    return Error{"DT-X901", "no objective, requirement, constraint, decision, process, procedure, control, check, KPI, rhythm or named rule is called " + name, near ? "did you mean " + *near + "?" : "drivetrain graph shows all of them"};
  }
  std::vector<bool> reached(graph.nodes.size());
  spread(graph, found[0], &SightGraphLink::from, &SightGraphLink::to, reached);
  spread(graph, found[0], &SightGraphLink::to, &SightGraphLink::from, reached);
  SightGraph part;
  std::vector<std::size_t> moved(graph.nodes.size());
  for (std::size_t i = 0; i < graph.nodes.size(); ++i)
    if (reached[i]) moved[i] = part.nodes.size(), part.nodes.push_back(graph.nodes[i]);
  for (auto const& link : graph.links)
    if (reached[link.from] && reached[link.to]) part.links.push_back({moved[link.from], moved[link.to], link.strength});
  return part;
}

}  // namespace drivetrain::model
