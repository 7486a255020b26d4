// The closure over affects, standards and capacities (see reach.h): breadth first.
#include "app/views/reach.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

namespace drivetrain::app::views {

namespace {

template <class T>
bool names(std::vector<Ref<T>> const& ids, std::string const& id) {
  return std::any_of(ids.begin(), ids.end(), [&](auto const& one) { return one.text() == id; });
}

class Touched {
 public:
  Touched(OperatingModel const& model, Thing const& thing) : model_(model), id_(thing.id) {
    if (thing.kind == "Decision") from_decision();
    else if (thing.kind == "Kpi") from_kpi();
    else if (thing.kind == "Objective") from_objective();
    else if (thing.kind == "Role" || thing.kind == "Assignment") from_role(thing);
    else if (thing.kind == "Requirement") from_requirement();
    else if (thing.kind == "WorkCentre") from_work_centre();
    else if (thing.kind == "Demand") from_demand();
  }
  std::vector<Thing> take() { return {all_.begin(), all_.end()}; }

 private:
  void add(char const* kind, std::string const& id) {
    if (!id.empty()) all_.insert({kind, id});
  }
  void from_decision() {
    auto found = model_.decisions.decisions.find(id_);
    if (found == model_.decisions.decisions.end()) return;
    for (auto const& one : found->second.affects) add("Decision", one.text());
    for (auto const& one : found->second.moves) add("Kpi", one.text());
    for (auto const& [rhythm_id, rhythm] : model_.coordination.rhythms)
      if (std::any_of(rhythm.takes.begin(), rhythm.takes.end(), [&](auto const& one) { return one.value == id_; })) add("Rhythm", rhythm_id);
    if (!found->second.forum.empty()) add("Rhythm", found->second.forum.text());
    for (auto const& cover : found->second.covers) add("WorkCentre", cover.work_centre.text());
  }
  /// Whoever answers for its load, the work that can go elsewhere, and the steps that it limits.
  void from_work_centre() {
    for (auto const& [decision_id, decision] : model_.decisions.decisions)
      if (std::any_of(decision.covers.begin(), decision.covers.end(), [&](auto const& cover) { return cover.work_centre.text() == id_; })) add("Decision", decision_id);
    if (auto found = model_.resources.work_centres.find(id_); found != model_.resources.work_centres.end())
      for (auto const& other : found->second.alternatives) add("WorkCentre", other.text());
    for (auto const& [process_id, process] : model_.processes.processes)
      if (std::any_of(process.steps.begin(), process.steps.end(), [&](auto const& step) { return step.work_centre.text() == id_; })) add("Process", process_id);
  }
  void from_demand() {
    auto found = model_.resources.demands.find(id_);
    if (found == model_.resources.demands.end()) return;
    for (auto const& load : found->second.loads) add("WorkCentre", load.work_centre.text());
  }
  void from_kpi() {
    for (auto const& [decision_id, decision] : model_.decisions.decisions)
      if (std::any_of(decision.information.begin(), decision.information.end(), [&](auto const& one) { return one.kpi.text() == id_; })) add("Decision", decision_id);
    auto found = model_.performance.kpis.find(id_);
    if (found != model_.performance.kpis.end() && found->second.reaction) {
      add("Decision", found->second.reaction->decision.text());
      add("IssueType", found->second.reaction->issue.text());
    }
    for (auto const& [assumption_id, assumption] : model_.strategy.assumptions)
      if (assumption.metric.text() == id_) add("Assumption", assumption_id);
  }
  void from_objective() {
    for (auto const& [kpi_id, kpi] : model_.performance.kpis)
      if (names(kpi.serves, id_)) add("Kpi", kpi_id);
    if (auto found = model_.strategy.objectives.find(id_); found != model_.strategy.objectives.end())
      for (auto const& kpi : found->second.kpis) add("Kpi", kpi.text());
    for (auto const& [requirement_id, requirement] : model_.strategy.requirements)
      if (names(requirement.objectives, id_)) add("Requirement", requirement_id);
  }
  void from_requirement() {
    auto found = model_.strategy.requirements.find(id_);
    if (found == model_.strategy.requirements.end()) return;
    for (auto const& one : found->second.realised_by) {
      add("Decision", one.decision.text());
      add("Kpi", one.kpi.text());
      add("Process", one.process.text());
      add("Rhythm", one.rhythm.text());
    }
  }
  /// Whoever holds a role decides by it.
  void from_role(Thing const& thing) {
    auto role = id_;
    if (thing.kind == "Assignment") {
      auto found = model_.organisation.assignments.find(id_);
      if (found == model_.organisation.assignments.end()) return;
      role = found->second.role.text();
    }
    for (auto const& [decision_id, decision] : model_.decisions.decisions)
      if (names(decision.rapid.decide, role) || std::any_of(decision.bands.begin(), decision.bands.end(), [&](auto const& band) { return band.role.text() == role; })) add("Decision", decision_id);
  }

  OperatingModel const& model_;
  std::string id_;
  std::set<Thing> all_;
};

}  // namespace

std::vector<Thing> touched_by(OperatingModel const& model, Thing const& thing) { return Touched(model, thing).take(); }

std::vector<Reached> reach_of(OperatingModel const& model, std::vector<Thing> const& changed) {
  std::vector<Reached> all;
  std::map<Thing, std::vector<Thing>> ways;  // seen, with the way that led there
  std::deque<Thing> waiting;
  for (auto const& thing : changed)
    if (ways.emplace(thing, std::vector<Thing>{}).second) waiting.push_back(thing);
  while (!waiting.empty()) {
    auto thing = waiting.front();
    waiting.pop_front();
    auto way = ways.at(thing);
    way.push_back(thing);
    for (auto& next : touched_by(model, thing)) {
      if (!ways.emplace(next, way).second) continue;
      all.push_back({next, way});
      waiting.push_back(std::move(next));
    }
  }
  return all;
}

}  // namespace drivetrain::app::views
