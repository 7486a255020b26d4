// Where most of the trouble comes from: issues counted by what they have in common, the most frequent first (Juran's Pareto analysis).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "coordination/state.h"

namespace drivetrain::coordination {

/// cause: the branch of the fishbone that was told.
enum class ParetoBy { type, cause, unit, subject };
/// "type", "cause", "unit", "subject".
std::optional<ParetoBy> pareto_by(std::string_view word);

struct ParetoRow {
  std::string key;          ///< an id, or a branch; empty: the issue does not say
  int issues = 0;
  int times = 0;            ///< with those that came again
  int reopened = 0;         ///< fixes that did not hold
  double share = 0;         ///< of all times, 0 to 1
  double cumulative = 0;    ///< of this row and those before it
};

/// Of the issues raised at `since` or later that are open or remembered (State::max_remembered). By `times`, then by key; empty without issues.
std::vector<ParetoRow> pareto(State const& state, ParetoBy by, Instant since);

}  // namespace drivetrain::coordination
