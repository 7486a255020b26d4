// All rules of this folder, in the order of their codes.
#include "strategy/check.h"

namespace drivetrain::strategy {

void check(Model const& model, int max_objectives_per_level, Diagnostics& diagnostics) {
  check_weights(model, diagnostics);
  check_objective_kpis(model, diagnostics);
  check_accountable(model, diagnostics);
  check_cycles(model, diagnostics);
  check_requirements(model, diagnostics);
  check_constraints(model, diagnostics);
  check_breadth(model, max_objectives_per_level, diagnostics);
  check_choices(model, diagnostics);
}

}  // namespace drivetrain::strategy
