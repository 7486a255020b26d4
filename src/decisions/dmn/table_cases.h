// Test cases that a decision table asks for: modified condition/decision coverage (MC/DC). For each rule an input that it decides, for each alternative
// within its cells and each end of their ranges another, and for each of its conditions an input at which that one fails and all others hold, so that every cell is shown to matter. What the model answers today is
// what each case expects: they hold the table to it when somebody changes it. Every case was evaluated, and says what was seen; a fault (rules that
// match together though one must decide) is said and not written down as what is expected.
#pragma once

#include <functional>
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
struct CasesOptions {
  std::uint64_t work = 1'500'000'000;  ///< steps for the whole table, at most about twenty seconds
  std::function<void(std::size_t rule, std::size_t of)> progress = {};
};

/// Cases for a decision that is a table. Error DT-X902 when it is none, or a column computes something from what it reads.
Result<TableCases> mcdc_cases(DecisionModel const& model, std::uint32_t node, feel::Environment const& environment, CasesOptions const& options = {});

}  // namespace drivetrain::decisions::dmn
