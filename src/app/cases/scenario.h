// Scenarios: tests that stand in the model itself (kind Scenario). Given a day and facts, a decision must go to that role and that
// person; from given measures a KPI must be that figure; a finding must be there.
#pragma once

#include <string>
#include <vector>

#include "model/files.h"

namespace drivetrain::app::cases {

struct ScenarioResult {
  std::string id, file;
  std::size_t expectations = 0;
  std::vector<std::string> problems;  ///< what is not as expected, each with its line; empty when all of it holds
};

/// All scenarios of a model, in order of their ids. The model is compiled once for each day that they give.
std::vector<ScenarioResult> run_scenarios(model::Files const& files);

}  // namespace drivetrain::app::cases
