// Computing decisions again: what the journal says that tables suggested, with the model versions and the inputs of then. The same
// engine gives the same answers; another one shows here what it would have said otherwise.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "journal/store.h"

namespace drivetrain::app {

struct ReplayedDecisions {
  std::uint64_t equal = 0, different = 0;
  std::uint64_t erased = 0;               ///< their inputs were erased, so that nothing can be computed
  std::vector<std::string> differences;   ///< one line each, at most limits::max_diagnostics
};

/// All suggestions of the journal, in order. `told` hears how many after each. Error when the store, or a model version that is
/// needed, cannot be read.
Result<ReplayedDecisions> replay_decisions(journal::Store& store, std::function<void(std::uint64_t)> const& told);

}  // namespace drivetrain::app
