// DT-S105 (warning): a process that contributes to no objective; its work gets priority 0. Prevents conflicting priorities.
#include <algorithm>

#include "model/checks/checks.h"

namespace drivetrain::model {

void check_contributing(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [id, process] : input.model.processes.processes) {
    bool contributes = std::any_of(process.contributes.begin(), process.contributes.end(),
                                   [](auto const& contribution) { return contribution.strength.value > 0; });
    if (contributes) continue;
    Diagnostic d;
    d.code = "DT-S105";
    d.severity = Severity::warning;
    d.span = process.header.id_span;
    d.message = "process " + id + " contributes to no objective; its work gets priority 0";
    d.why = "its tasks stand at the end of every queue, or people push them up by hand against the strategy";
    d.help = "add  contributes: [{objective: <objective>, strength: 9|3|1}],  or ask why the process exists";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
