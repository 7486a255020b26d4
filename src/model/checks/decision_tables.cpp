// DT-D210 and the codes beside it: decision tables that rights name are verified: every input has a rule, no two rules contradict each
// other. Prevents brittle processes: the criteria by which cases are decided must decide them all.
#include <set>

#include "decisions/dmn/verify.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

void check_decision_tables(CheckInput const& input, Diagnostics& diagnostics) {
  std::set<decisions::dmn::DecisionModel const*> verified;  // several rights may name decisions of one file
  for (auto const& [id, table] : input.model.tables)
    if (verified.insert(table->model.get()).second) decisions::dmn::verify(*table->model, {}, diagnostics);
}

}  // namespace drivetrain::model
