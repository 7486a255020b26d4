// Test cases that a decision table asks for: modified condition/decision coverage (MC/DC). For each rule an input that it decides, for each alternative
// within its cells and each end of their ranges another, and for each of its conditions an input at which that one fails and all others hold, so that every cell is shown to matter. What the model answers today is
// what each case expects: they hold the table to it when somebody changes it.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "decisions/dmn/decision_model.h"

namespace drivetrain::decisions::dmn {

struct TableCase {
  std::string id;           ///< rule-3, rule-3-at-1-1, rule-3-not-2 (columns from 1)
  std::string description;  ///< what it shows
  std::vector<Input> inputs;
  Outcome outcome;
};
struct TableCases {
  std::string decision;
  std::vector<TableCase> cases;  ///< no two with the same inputs
  std::vector<std::string> left_out;  ///< rules and conditions that no input shows, and why
};

/// Cases for a decision that is a table. Error DT-X902 when it is none, or a column reads more than a name or an entry of a context.
Result<TableCases> mcdc_cases(DecisionModel const& model, std::uint32_t node, feel::Environment const& environment);

}  // namespace drivetrain::decisions::dmn
