// Stretches of work, found as far ahead as they are asked for (see hours.h).
#include "simulation/hours.h"

#include <algorithm>

namespace drivetrain::simulation {

namespace {
constexpr std::int64_t searched_days = 366;
}

Hours::Hours(std::vector<organisation::WorkingHours> turns, Date first, int ahead)
    : turns_(std::move(turns)), first_(first), ahead_(ahead), next_day_(days_from_epoch(first) - 8) {}

void Hours::add_day() const {
  auto date = date_from_days(next_day_++);
  auto week = (days_from_epoch(date) - days_from_epoch(first_) + 7'000) / 7 - 1'000 + ahead_;
  auto count = static_cast<std::int64_t>(turns_.size());
  auto const& hours = turns_[static_cast<std::size_t>(((week % count) + count) % count)];
  auto covered = stretches_.empty() ? Instant{INT64_MIN / 4} : stretches_.back().end;
  for (auto const& stretch : hours.of_day(date, covered)) {
    // Round the clock is one stretch after the other without a gap.
    if (!stretches_.empty() && stretches_.back().end == stretch.begin) stretches_.back().end = stretch.end;
    else stretches_.push_back(stretch);
  }
}

std::optional<std::size_t> Hours::stretch_after(Instant instant) const {
  for (std::int64_t searched = 0; stretches_.empty() || stretches_.back().end <= instant; ++searched) {
    auto far = Instant{next_day_ * days(1).us} > instant + days(searched_days);
    if (far) return std::nullopt;
    add_day();
  }
  auto found = std::upper_bound(stretches_.begin(), stretches_.end(), instant, [](Instant at, Stretch const& stretch) { return at < stretch.end; });
  return static_cast<std::size_t>(found - stretches_.begin());
}

std::optional<Instant> Hours::next(Instant instant) const {
  auto index = stretch_after(instant);
  if (!index) return std::nullopt;
  return std::max(instant, stretches_[*index].begin);
}

std::optional<Instant> Hours::add(Instant from, Duration work) const {
  auto at = next(from);
  while (at) {
    auto index = stretch_after(*at);
    if (!index) return std::nullopt;
    auto end = stretches_[*index].end;
    if (*at + work <= end) return *at + work;
    // The last stretch known may go on: round the clock.
    if (*index + 1 == stretches_.size()) add_day();
    if (stretches_[*index].end > end) continue;
    work = work - (end - *at);
    at = next(end);
  }
  return std::nullopt;
}

}  // namespace drivetrain::simulation
