// Views of the loop (see views.h).
#include "adaptation/views.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace drivetrain::adaptation {

namespace {

/// When the version after this change's came into force.
std::optional<Instant> next_deployment(Change const& change, State const& state) {
  for (auto const& version : state.versions)
    if (version.deployed > *change.deployed) return version.deployed;
  return std::nullopt;
}

std::string figure(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.0f", value);
  return text;
}

}  // namespace

std::optional<Effect> effect_of(Change const& change, State const& state) {
  auto signal = state.signals.find(change.proposal.signal);
  if (!change.deployed || signal == state.signals.end()) return std::nullopt;
  auto history = state.gauges.find(signal->second.gauge);
  auto const* gauge = find_gauge(signal->second.gauge);
  if (!gauge || history == state.gauges.end()) return std::nullopt;
  auto const next = next_deployment(change, state);
  GaugeRecord const *before = nullptr, *after = nullptr, *early = nullptr;
  for (auto const& record : history->second) {
    if (record.measured.evidence == 0) continue;
    if (record.at <= *change.deployed) before = &record;
    else if (next && record.at > *next) break;
    else if (record.at - days(gauge->window_days) < *change.deployed - days(1)) early = &record;
    else if (!after) after = &record;
  }
  if (!before) return std::nullopt;
  Effect effect{gauge->id, before->measured.value, std::nullopt, ""};
  auto stood = figure(effect.before) + " before";
  if (after) {
    effect.after = after->measured.value;
    effect.text = std::string(gauge->title) + ": " + stood + ", " + figure(*effect.after) + " " + gauge->unit + " after" +
                  (std::abs(*effect.after - effect.before) < 0.5 ? "; it did not move." : ".");
  } else if (next) {
    effect.text = std::string(gauge->title) + " stood at " + figure(effect.before) + " " + gauge->unit +
                  " before the change; the next version came into force before it was measured over a whole window of " +
                  std::to_string(gauge->window_days) + " days" + (early ? ", and stood at " + figure(early->measured.value) + " then." : ".");
  } else {
    effect.text = std::string(gauge->title) + " stood at " + figure(effect.before) + " " + gauge->unit + " before the change; not measured over a whole window of " +
                  std::to_string(gauge->window_days) + " days since.";
  }
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
