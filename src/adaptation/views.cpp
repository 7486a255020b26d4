// Views of the loop (see views.h).
#include "adaptation/views.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace drivetrain::adaptation {

std::optional<Effect> effect_of(Change const& change, State const& state) {
  auto signal = state.signals.find(change.proposal.signal);
  if (!change.deployed || signal == state.signals.end()) return std::nullopt;
  auto history = state.gauges.find(signal->second.gauge);
  auto const* gauge = find_gauge(signal->second.gauge);
  if (!gauge || history == state.gauges.end()) return std::nullopt;
  Effect effect{gauge->id, 0, std::nullopt, ""};
  bool known_before = false;
  for (auto const& record : history->second) {
    if (record.at <= *change.deployed) effect.before = record.measured.value, known_before = true;
    else if (record.at - days(gauge->window_days) >= *change.deployed - days(1)) effect.after = record.measured.value;
  }
  if (!known_before) return std::nullopt;
  char text[160];
  if (!effect.after) {
    std::snprintf(text, sizeof text, "%s stood at %.0f %s before the change; not measured over a whole window since.", gauge->title,
                  effect.before, gauge->unit);
  } else {
    auto moved = *effect.after - effect.before;
    std::snprintf(text, sizeof text, "%s: %.0f before, %.0f %s after%s.", gauge->title, effect.before, *effect.after, gauge->unit,
                  std::abs(moved) < 0.5 ? "; it did not move" : "");
  }
  effect.text = text;
  return effect;
}

std::optional<Duration> sense_to_change(State const& state) {
  std::vector<Duration> times;
  for (auto const& [id, change] : state.changes)
    if (auto signal = state.signals.find(change.proposal.signal); change.deployed && signal != state.signals.end())
      times.push_back(*change.deployed - signal->second.raised);
  if (times.empty()) return std::nullopt;
  auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  return *middle;
}

std::size_t open_signals(State const& state) {
  return static_cast<std::size_t>(std::count_if(state.signals.begin(), state.signals.end(),
                                                [](auto const& entry) { return entry.second.state == SignalState::open; }));
}

}  // namespace drivetrain::adaptation
