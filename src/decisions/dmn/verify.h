// Decision tables verified before anybody asks them: inputs for which no rule decides (DT-D210), rules that contradict each other
// (DT-D210, DT-D216), rules that never decide (DT-D217) or add nothing (DT-D219), outputs that are not allowed (DT-D218). Prevents brittle
// processes: what nobody decided is found out when a case already waits for it. Each finding names an input that shows it, and was tried with
// it (witness.h). Where the search is not complete (cells that are more than comparisons, columns that compute, inputs without a type, too much
// work) that is a finding, too (DT-D227): never "no gap".
//
// Gaps are asked of tables where one rule decides (UNIQUE, ANY, PRIORITY, FIRST) and no default does. A missing value (null) counts as an
// input where some cell of its column asks for it. What a column can be given follows from its type, inputValues, and what the decision
// that it reads can yield, so that tables above each other are verified together.
#pragma once

#include "base/diagnostic.h"
#include "decisions/dmn/decision_model.h"

namespace drivetrain::decisions::dmn {

struct VerifyOptions {
  std::size_t most_reported = 5;        ///< findings of one kind in one table; one more says that there are others
  std::uint64_t work = 250'000'000;     ///< steps for all tables together, at most about three seconds
};

void verify(DecisionModel const& model, VerifyOptions const& options, Diagnostics& diagnostics);

}  // namespace drivetrain::decisions::dmn
