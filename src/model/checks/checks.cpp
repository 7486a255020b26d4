// All joining rules, in the order of their codes.
#include "model/checks/checks.h"

namespace drivetrain::model {

void check_joined(CheckInput const& input, Diagnostics& diagnostics) {
  check_unused(input, diagnostics);
  check_served_objectives(input, diagnostics);
  check_contributing(input, diagnostics);
  check_forum(input, diagnostics);
  check_reviewed_kpis(input, diagnostics);
  check_performers(input, diagnostics);
  check_bound_decisions(input, diagnostics);
  check_named_people(input, diagnostics);
  check_rhythm_rights(input, diagnostics);
}

}  // namespace drivetrain::model
