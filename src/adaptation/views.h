// What pages ask of the loop.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adaptation/gauge.h"
#include "adaptation/state.h"

namespace drivetrain::adaptation {

/// What a deployed change did to the gauge whose signal it answered: the last figure before it, and the first over a whole window
/// after it. What is measured later, or after the next version came into force, is not this change's doing. Readings over no
/// evidence do not count.
struct Effect {
  std::string gauge;
  double before = 0;
  std::optional<double> after;         ///< nothing until the gauge was measured over a window that began after the deployment
  std::string text;
};
std::optional<Effect> effect_of(Change const& change, State const& state);

/// Median time from signal to deployed change; nothing when no signal led to a change yet.
std::optional<Duration> sense_to_change(State const& state);
std::size_t open_signals(State const& state);

}  // namespace drivetrain::adaptation
