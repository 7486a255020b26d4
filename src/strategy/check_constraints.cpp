// DT-S109: a constraint is enforced by something that runs. Prevents operational drift.
#include "strategy/check.h"

namespace drivetrain::strategy {

void check_constraints(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, constraint] : model.constraints) {
    if (!constraint.enforced_by.empty()) continue;
    Diagnostic d;
    d.code = "DT-S109";
    d.span = constraint.header.id_span;
    d.message = "constraint " + id + " is enforced by nothing";
    d.why = "a limit that nothing enforces is crossed on the first busy day";
    d.help = "add  enforced_by: [{decision: <decision>}]  or a process, rhythm or kpi that stops a breach";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::strategy
