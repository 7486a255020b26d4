// Scorecard: how well a right is decided, told by its answers: consistent, timely, transparent, aligned.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "decisions/model.h"
#include "decisions/state.h"

namespace drivetrain::decisions {

/// So many of so many; `of` is 0 when there is nothing to judge by.
struct Share {
  std::size_t count = 0, of = 0;
  bool operator==(Share const&) const = default;
};

struct Scorecard {
  Decision const* decision = nullptr;
  std::size_t answered = 0, automatic = 0;
  std::optional<Instant> since;   ///< the first answer that is counted
  Share consistent;               ///< answers like most others to the same facts, of those to facts that were asked about more than once
  Share timely;                   ///< in time, of those that had a time
  std::optional<Duration> median, p90;  ///< working time from the opening to the answer
  Share transparent;              ///< on record with facts, a reason, and the information that the right declares
  Share aligned;                  ///< as the table suggested, of those with a suggestion
  std::size_t against = 0;        ///< answers with which somebody who must agree did not
  bool serves_objective = false;  ///< the right names an objective
};

/// One for each right of the model, in the order of ids, over the answers that are remembered (State::max_answered, of all rights together).
std::vector<Scorecard> scorecards(Model const& model, State const& state);

}  // namespace drivetrain::decisions
