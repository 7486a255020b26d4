// The map from intent to work (see strategy.h): the model's graph, and at every node what stands there now.
#include <algorithm>

#include "app/views/strategy.h"
#include "base/text.h"
#include "coordination/views.h"
#include "model/sight_graph.h"
#include "performance/views.h"
#include "processes/views.h"

namespace drivetrain::app::views {

namespace {

/// What stands at a node right now: its status and a figure in words.
class NodeStatus {
 public:
  NodeStatus(Company const& company, Instant now) : company_(company), model_(company.model()), now_(now) {}

  void set(SightNode& node) const {
    if (node.kind == "objective") node.status = status_of_objective(company_, node.id, now_);
    else if (node.kind == "decision") set_decision(node);
    else if (node.kind == "process") set_process(node);
    else if (node.kind == "kpi") set_kpi(node);
    else if (node.kind == "rhythm") set_rhythm(node);
  }

 private:
  void set_decision(SightNode& node) const {
    std::size_t open = 0, late = 0;
    for (auto const& [id, live] : company_.decisions.live)
      if (live.decision == node.id) ++open, late += live.due && *live.due < now_;
    bool taken = std::any_of(company_.decisions.answered.begin(), company_.decisions.answered.end(), [&](auto const& one) { return one.asked.decision == node.id; });
    if (open + taken > 0) node.status = late > 0 ? KpiStatus::alarm : KpiStatus::ok;
    if (open > 0) node.figure = std::to_string(open) + " waiting" + (late > 0 ? ", " + std::to_string(late) + " late" : "");
  }
  void set_process(SightNode& node) const {
    auto now = processes::view_process(company_.processes, node.id);
    if (now.running == 0) return;
    node.status = now.incidents > 0 ? KpiStatus::alarm : KpiStatus::ok;
    node.figure = counted(static_cast<std::size_t>(now.running), "case") + (now.incidents > 0 ? ", " + std::to_string(now.incidents) + " stuck" : "");
  }
  void set_kpi(SightNode& node) const {
    auto const& kpi = model_.performance.kpis.at(node.id);
    auto figure = performance::read_kpi(kpi, *model_.kpis, company_.performance, now_);
    node.status = figure.status;
    if (figure.value) node.figure = figure.value->to_string() + (kpi.unit.empty() ? "" : " " + kpi.unit) + (kpi.target ? ", target " + kpi.target->to_string() : "");
  }
  void set_rhythm(SightNode& node) const {
    if (node.owner.empty()) node.owner = model_.coordination.rhythms.at(node.id).chair.text();
    auto health = coordination::rhythm_health(node.id, company_.coordination, now_, days(28), company_.today(now_));
    if (health.due == 0) return;
    node.status = health.missed > 0 ? KpiStatus::warn : KpiStatus::ok;
    node.figure = std::to_string(health.on_time) + " of " + std::to_string(health.due) + " on time";
  }

  Company const& company_;
  OperatingModel const& model_;
  Instant now_;
};

}  // namespace

SightMap sight_map(Company const& company, Instant now) {
  auto graph = model::sight_graph(company.model());
  NodeStatus status(company, now);
  SightMap map;
  std::vector<std::string> keys;
  for (auto const& one : graph.nodes) {
    // What lays the work down and guards it stands on the pages of the processes; the map has the six kinds that carry intent.
    bool drawn = one.kind != "Sop" && one.kind != "Control" && one.kind != "CheckPlan" && one.kind != "Rule";
    auto kind = lower_ascii(one.kind);
    keys.push_back(drawn ? kind + "/" + one.id : "");
    if (!drawn) continue;
    SightNode node{keys.back(), kind, one.id, KpiStatus::no_data, one.weight.empty() ? "" : "weight " + one.weight, one.owner, one.gaps.empty() ? "" : one.gaps[0]};
    status.set(node);
    map.nodes.push_back(std::move(node));
  }
  for (auto const& link : graph.links)
    if (!keys[link.from].empty() && !keys[link.to].empty()) map.links.push_back({keys[link.from], keys[link.to], link.strength});
  return map;
}

}  // namespace drivetrain::app::views
