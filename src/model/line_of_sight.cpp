// Line of sight (see line_of_sight.h).
#include "model/line_of_sight.h"

#include <algorithm>
#include <set>

namespace drivetrain::model {

namespace {

using Ids = std::set<std::string>;

template <class T>
bool names_any(std::vector<Ref<T>> const& references, Ids const& ids) {
  return std::any_of(references.begin(), references.end(), [&](Ref<T> const& one) { return ids.contains(one.text()); });
}

Ids with_descendants(strategy::Model const& strategy, std::string const& objective) {
  Ids ids{objective};
  for (bool grown = true; grown;) {
    grown = false;
    for (auto const& [id, one] : strategy.objectives)
      if (!one.parent.empty() && ids.contains(one.parent.text())) grown = ids.insert(id).second || grown;
  }
  return ids;
}

void add_reached(Reach& reach, std::string kind, std::string const& id) {
  Reached one{std::move(kind), id};
  if (std::find(reach.by.begin(), reach.by.end(), one) == reach.by.end()) reach.by.push_back(std::move(one));
}

/// What makes the requirements true reaches the objective through them.
void add_realisers(std::vector<strategy::Realiser> const& realisers, LineOfSight& sight) {
  auto& [requirement, rule, process, kpi, rhythm] = sight.teeth;
  for (auto const& one : realisers) {
    if (!one.decision.empty()) add_reached(rule, "Decision", one.decision.text());
    if (!one.process.empty()) add_reached(process, "Process", one.process.text());
    if (!one.kpi.empty()) add_reached(kpi, "Kpi", one.kpi.text());
    if (!one.rhythm.empty()) add_reached(rhythm, "Rhythm", one.rhythm.text());
    // What lays down, guards and proves the work is part of how it is done.
    if (!one.sop.empty()) add_reached(process, "Sop", one.sop.text());
    if (!one.control.empty()) add_reached(process, "Control", one.control.text());
    if (!one.check.empty()) add_reached(process, "CheckPlan", one.check.text());
  }
}

bool contributes_to(processes::Process const& process, Ids const& objectives) {
  return std::any_of(process.contributes.begin(), process.contributes.end(), [&](auto const& one) { return objectives.contains(one.objective.text()); });
}

bool looks_at(coordination::Rhythm const& rhythm, Reach const& kpis) {
  return std::any_of(rhythm.inputs.begin(), rhythm.inputs.end(), [&](auto const& input) {
    return !input.kpi.empty() && std::find(kpis.by.begin(), kpis.by.end(), Reached{"Kpi", input.kpi.text()}) != kpis.by.end();
  });
}

double weight_of(OperatingModel const& model, std::string const& objective) {
  auto found = model.values.weights.find(objective);
  return found == model.values.weights.end() ? 0 : found->second;
}

template <class T>
std::string heaviest(OperatingModel const& model, std::vector<Ref<T>> const& objectives) {
  std::string best;
  for (auto const& one : objectives)
    if (best.empty() || weight_of(model, one.text()) > weight_of(model, best)) best = one.text();
  return best;
}

/// What leads to an entity directly.
struct Origins {
  std::string objective, requirement, decision;
};

std::string realiser_id(strategy::Realiser const& one, std::string_view kind) {
  if (kind == "Process") return one.process.text();
  if (kind == "Decision") return one.decision.text();
  if (kind == "Rhythm") return one.rhythm.text();
  if (kind == "Sop") return one.sop.text();
  if (kind == "Control") return one.control.text();
  if (kind == "CheckPlan") return one.check.text();
  return kind == "Kpi" ? one.kpi.text() : "";
}

Origins origins_of(OperatingModel const& model, std::string_view kind, std::string const& id) {
  Origins origins;
  for (auto const& [name, requirement] : model.strategy.requirements)
    if (std::any_of(requirement.realised_by.begin(), requirement.realised_by.end(), [&](auto const& one) { return realiser_id(one, kind) == id; })) {
      origins.requirement = name;
      origins.objective = heaviest(model, requirement.objectives);
      break;
    }
  std::string own;
  if (kind == "Requirement") {
    auto found = model.strategy.requirements.find(id);
    if (found != model.strategy.requirements.end()) own = heaviest(model, found->second.objectives);
  } else if (kind == "Decision") {
    auto found = model.decisions.decisions.find(id);
    if (found != model.decisions.decisions.end()) own = heaviest(model, found->second.supports);
  } else if (kind == "Process") {
    auto found = model.processes.processes.find(id);
    double best = -1;
    if (found != model.processes.processes.end())
      for (auto const& one : found->second.contributes)
        if (auto worth = weight_of(model, one.objective.text()) * one.strength.value; worth > best) best = worth, own = one.objective.text();
  } else if (kind == "Rhythm") {
    auto found = model.coordination.rhythms.find(id);
    if (found != model.coordination.rhythms.end()) own = heaviest(model, found->second.aligns);
  } else if (kind == "Kpi") {
    auto found = model.performance.kpis.find(id);
    if (found != model.performance.kpis.end()) own = heaviest(model, found->second.serves);
    for (auto const& [name, decision] : model.decisions.decisions)
      if (origins.decision.empty() && names_any(decision.moves, Ids{id})) origins.decision = name;
  }
  if (!own.empty()) origins.objective = own;
  return origins;
}

}  // namespace

std::string_view to_string(Tooth tooth) {
  switch (tooth) {
    case Tooth::requirement: return "requirement";
    case Tooth::rule: return "rule";
    case Tooth::process: return "process";
    case Tooth::kpi: return "kpi";
    case Tooth::rhythm: return "rhythm";
  }
  return "";
}

bool LineOfSight::closed() const {
  return std::all_of(teeth.begin(), teeth.end(), [](Reach const& reach) { return !reach.by.empty(); });
}

LineOfSight line_of_sight(OperatingModel const& model, std::string const& objective) {
  LineOfSight sight;
  auto& [requirement, rule, process, kpi, rhythm] = sight.teeth;
  requirement.tooth = Tooth::requirement, rule.tooth = Tooth::rule, process.tooth = Tooth::process, kpi.tooth = Tooth::kpi, rhythm.tooth = Tooth::rhythm;
  auto objectives = with_descendants(model.strategy, objective);
  for (auto const& [id, one] : model.strategy.requirements)
    if (names_any(one.objectives, objectives)) {
      add_reached(requirement, "Requirement", id);
      add_realisers(one.realised_by, sight);
    }
  for (auto const& [id, one] : model.decisions.decisions)
    if (names_any(one.supports, objectives)) add_reached(rule, "Decision", id);
  for (auto const& [id, one] : model.processes.processes)
    if (contributes_to(one, objectives)) add_reached(process, "Process", id);
  for (auto const& id : objectives)
    if (auto found = model.strategy.objectives.find(id); found != model.strategy.objectives.end())
      for (auto const& one : found->second.kpis) add_reached(kpi, "Kpi", one.text());
  for (auto const& [id, one] : model.performance.kpis)
    if (names_any(one.serves, objectives)) add_reached(kpi, "Kpi", id);
  for (auto const& [id, one] : model.coordination.rhythms)
    if (names_any(one.aligns, objectives) || looks_at(one, kpi)) add_reached(rhythm, "Rhythm", id);
  if (requirement.by.empty()) requirement.why_not = "no requirement says what operations must be able to do for it";
  if (rule.by.empty()) rule.why_not = "no decision right supports it";
  if (process.by.empty()) process.why_not = "no process contributes to it";
  if (kpi.by.empty()) kpi.why_not = "no KPI shows whether it is met";
  if (rhythm.by.empty()) rhythm.why_not = "no rhythm looks at it";
  return sight;
}

std::vector<Reached> way_to(OperatingModel const& model, std::string_view kind, std::string const& id) {
  auto origins = origins_of(model, kind, id);
  if (origins.objective.empty() && !origins.decision.empty()) {
    // A figure that serves no objective itself may be moved by a decision that does.
    auto of_decision = origins_of(model, "Decision", origins.decision);
    origins.objective = of_decision.objective;
    origins.requirement = of_decision.requirement;
  }
  if (origins.objective.empty()) return {};
  std::vector<Reached> way{{"Objective", origins.objective}};
  if (!origins.requirement.empty()) way.push_back({"Requirement", origins.requirement});
  if (!origins.decision.empty()) way.push_back({"Decision", origins.decision});
  way.push_back({std::string(kind), id});
  return way;
}

}  // namespace drivetrain::model
