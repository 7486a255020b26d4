// DT-S103: exactly one role answers for an objective. Prevents unclear decision rights.
#include "strategy/check.h"

namespace drivetrain::strategy {

void check_accountable(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, objective] : model.objectives) {
    if (!objective.header.owner.empty()) continue;
    Diagnostic d;
    d.code = "DT-S103";
    d.span = objective.header.id_span;
    d.message = "objective " + id + " must have exactly one accountable role, has 0";
    d.why = "an objective that belongs to all is pursued by none";
    d.help = "add  owner: <role>  to its metadata";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::strategy
