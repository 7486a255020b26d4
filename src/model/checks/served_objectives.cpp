// DT-S104 (warning): an objective that no process or initiative serves. Prevents strategic drift: weight without hours.
#include <set>

#include "model/checks/checks.h"

namespace drivetrain::model {

void check_served_objectives(CheckInput const& input, Diagnostics& diagnostics) {
  auto const& objectives = input.model.strategy.objectives;
  std::set<std::string> served;
  auto serve = [&](std::string id) {
    for (int depth = 0; depth < 32 && !id.empty() && served.insert(id).second; ++depth) {
      auto found = objectives.find(id);
      id = found == objectives.end() ? "" : found->second.parent.text();
    }
  };
  for (auto const& [id, process] : input.model.processes.processes)
    for (auto const& contribution : process.contributes)
      if (contribution.strength.value > 0) serve(contribution.objective.text());
  for (auto const& [id, initiative] : input.model.execution.initiatives)
    for (auto const& objective : initiative.objectives) serve(objective.text());
  for (auto const& [id, objective] : objectives) {
    if (served.contains(id)) continue;
    Diagnostic d;
    d.code = "DT-S104";
    d.severity = Severity::warning;
    d.span = objective.header.id_span;
    d.message = "objective " + id + " (weight " + objective.weight.value.to_string() + ") is served by no process or initiative";
    d.why = "weight without work: the company says that it matters, and nobody does anything for it";
    d.help = "let a process contribute to it (contributes: [{objective: " + id + ", strength: 3}]), start an initiative, or drop it";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
