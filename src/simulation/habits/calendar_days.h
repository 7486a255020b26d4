// What comes by the day: how many of something come on a day, and when, is a question to chance about that day.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulation/habit.h"

namespace drivetrain::simulation {

/// Moments on that local day, in order. `share` is the day's share of the week.
inline std::vector<Instant> moments_of_day(Scene const& scene, std::string_view what, Date day, double weekly, double share, Text const& between) {
  auto random = scene.chance.of({"moments", what, format_date(day)});
  auto hours = stretch_of(between, scene.sight.zone, day);
  std::vector<Instant> moments(static_cast<std::size_t>(how_many(weekly * share, random)));
  for (auto& moment : moments) moment = hours.from + Duration{static_cast<std::int64_t>(random.uniform() * static_cast<double>((hours.to - hours.from).us))};
  std::sort(moments.begin(), moments.end());
  return moments;
}

/// Share of a day in a week; Monday to Friday alike when nothing is said. Holidays are not told apart: the gate is open.
inline double share_of_day(std::map<std::string, Decimal> const& days, Date day) {
  constexpr char const* names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  auto today = weekday(day);
  if (days.empty()) return today <= 5 ? 0.2 : 0;
  double sum = 0;
  for (auto const& [name, share] : days) sum += share.to_double();
  auto found = days.find(names[today - 1]);
  return found == days.end() || sum <= 0 ? 0 : found->second.to_double() / sum;
}

}  // namespace drivetrain::simulation
