// DT-P404: a step with a limit says what happens when it is missed: an issue, a decision, a step (late), or a timer on it in the diagram.
// Prevents brittle processes: work that is late in silence.
#include <algorithm>

#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

bool has_timer(processes::Program const& program, processes::NodeIndex node) {
  auto events = program.boundaries(node);
  return std::any_of(events.begin(), events.end(), [&](processes::NodeIndex event) { return program.trigger(event, processes::TriggerKind::timer) != nullptr; });
}

}  // namespace

void check_missed_limits(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [id, process] : input.model.processes.processes) {
    auto program = input.model.programs.find(id);
    for (auto const& step : process.steps) {
      if (!step.limit || step.late) continue;
      auto node = program == input.model.programs.end() ? processes::no_index : program->second->find(step.step.value);
      if (node != processes::no_index && has_timer(*program->second, node)) continue;
      Diagnostic d;
      d.code = "DT-P404";
      d.span = step.step.span.known() ? step.step.span : process.header.id_span;
      d.message = "task " + step.step.value + " of " + id + " has a limit of " + describe_duration(*step.limit) + " but no path when it is missed or fails";
      d.why = "when the limit passes nothing happens and nobody is told, so the limit is a wish";
      d.help = "late: {issue: <type>}, {decision: <right>} or {step: <id in the diagram>}; or draw a timer on the task";
      d.subject = id;
      diagnostics.add(std::move(d));
    }
  }
}

}  // namespace drivetrain::model
