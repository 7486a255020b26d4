// Reordering: what a new model version moved in the queues, and why, in words that the people who work them can check.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "coordination/model.h"
#include "coordination/state.h"
#include "strategy/model.h"

namespace drivetrain::coordination {

struct QueueChanges {
  std::vector<std::string> reasons;  ///< weights first, then what processes are worth, tiers, and the items that moved most
  std::int64_t moved = 0;            ///< items whose rank in their role's queue differs
};
/// Compares the order of every queue under two value tables at one instant. At most 12 moves are named.
QueueChanges compare_queues(State const& state, Model const& model, strategy::ValueTable const& before, strategy::ValueTable const& after,
                            Instant now);

}  // namespace drivetrain::coordination
