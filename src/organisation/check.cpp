// All rules of form, in the order of their codes.
#include "organisation/check.h"

namespace drivetrain::organisation {

void check(Model const& model, Diagnostics& diagnostics) {
  check_holders(model, diagnostics);
  check_terms(model, diagnostics);
  check_calendars(model, diagnostics);
  check_assigned_once(model, diagnostics);
  check_units(model, diagnostics);
  check_timezone(model, diagnostics);
}

}  // namespace drivetrain::organisation
