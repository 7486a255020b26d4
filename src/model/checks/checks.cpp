// All joining rules: first what names something that is not there, then in the order of their codes' letters.
#include "model/checks/checks.h"

namespace drivetrain::model {

void check_joined(CheckInput const& input, Diagnostics& diagnostics) {
  check_named_steps(input, diagnostics);
  check_named_files(input, diagnostics);
  check_named_codes(input, diagnostics);
  check_value_formulas(input, diagnostics);
  check_validity(input, diagnostics);
  check_unused(input, diagnostics);
  check_targets(input, diagnostics);
  check_lived_principles(input, diagnostics);
  check_served_objectives(input, diagnostics);
  check_contributing(input, diagnostics);
  check_fresh_information(input, diagnostics);
  check_forum(input, diagnostics);
  check_reviewed_kpis(input, diagnostics);
  check_performers(input, diagnostics);
  check_named_hands(input, diagnostics);
  check_skills_on_shift(input, diagnostics);
  check_missed_limits(input, diagnostics);
  check_promised_time(input, diagnostics);
  check_decision_tables(input, diagnostics);
  check_bound_decisions(input, diagnostics);
  check_table_context(input, diagnostics);
  check_named_people(input, diagnostics);
  check_rhythm_rights(input, diagnostics);
  check_allocations(input, diagnostics);
  check_critical_assets(input, diagnostics);
  check_changed_standards(input, diagnostics);
}

}  // namespace drivetrain::model
