// Rules, zones and working days joined (see timetable.h).
#include "coordination/timetable.h"

#include <algorithm>

#include "coordination/recurrence.h"
#include "organisation/working_time.h"

namespace drivetrain::coordination {

namespace {

constexpr int max_skipped = 2'000;
constexpr std::size_t max_listed = 1'000;
constexpr int weeks_waited = 13;

std::shared_ptr<Zone const> zone_of_company(organisation::Model const& form) {
  auto zone = Zone::find(form.company.timezone.value);
  return zone ? *zone : Zone::utc();
}

/// Not on a day that the rhythm leaves out, and only when working time of the chair touches the local day of `instant`; a calendar that
/// cannot be read leaves nothing out.
bool takes_place(Rhythm const& rhythm, organisation::Model const& form, Zone const& zone, Instant instant) {
  auto local = zone.to_local(instant).date;
  if (std::find(rhythm.exdates.begin(), rhythm.exdates.end(), local) != rhythm.exdates.end()) return false;
  auto hours = organisation::hours_of_role(form, rhythm.chair.text());
  if (!hours) return true;
  auto tomorrow = date_from_days(days_from_epoch(local) + 1);
  return organisation::working_duration(*hours, zone.to_instant({local, 0}), zone.to_instant({tomorrow, 0})).us > 0;
}

/// By the clock on the wall: the hour by which it is set back in autumn makes no day longer, nor a weekly meeting late.
Duration wall_clock_between(Zone const& zone, Instant from, Instant to) {
  auto begin = zone.to_local(from), end = zone.to_local(to);
  return days(days_from_epoch(end.date) - days_from_epoch(begin.date)) + Duration{end.us_of_day - begin.us_of_day};
}

}  // namespace

Duration grace_of(Rhythm const& rhythm) { return rhythm.grace.value_or(minutes(5)); }

Result<std::optional<Instant>> next_occurrence(Rhythm const& rhythm, organisation::Model const& form, Instant after) {
  auto zone = zone_of_company(form);
  DT_TRY(auto recurrence, Recurrence::parse(rhythm.rrule.value, rhythm.start, zone));
  auto at = after;
  for (int skipped = 0; skipped < max_skipped; ++skipped) {
    auto next = recurrence.next(at);
    if (!next) break;
    if (takes_place(rhythm, form, *zone, *next)) return std::optional(*next);
    at = *next;
  }
  return std::optional<Instant>();
}

Result<std::vector<Instant>> occurrences_between(Rhythm const& rhythm, organisation::Model const& form, Instant from, Instant to) {
  auto zone = zone_of_company(form);
  DT_TRY(auto recurrence, Recurrence::parse(rhythm.rrule.value, rhythm.start, zone));
  auto all = recurrence.between(from, to, max_listed);
  std::erase_if(all, [&](Instant instant) { return !takes_place(rhythm, form, *zone, instant); });
  return all;
}

Result<std::optional<Gap>> longest_gap(Rhythm const& rhythm, organisation::Model const& form, Instant at) {
  // Hourly rules fill the list within weeks; the longest gap of such a rule lies over a weekend or holiday inside them, or
  // between the last listed and the next.
  DT_TRY(auto all, occurrences_between(rhythm, form, at, at + days(366)));
  auto zone = zone_of_company(form);
  std::optional<Gap> longest;
  for (std::size_t i = 1; i < all.size(); ++i) {
    auto length = wall_clock_between(*zone, all[i - 1], all[i]);
    if (!longest || longest->length < length) longest = Gap{all[i - 1], all[i], length};
  }
  return longest;
}

Result<std::optional<Duration>> longest_wait(std::vector<Rhythm const*> const& rhythms, organisation::Model const& form, Instant at) {
  std::vector<Instant> all;
  for (auto const* rhythm : rhythms) {
    DT_TRY(auto theirs, occurrences_between(*rhythm, form, at, at + days(weeks_waited * 7)));
    all.insert(all.end(), theirs.begin(), theirs.end());
  }
  std::sort(all.begin(), all.end());
  auto zone = zone_of_company(form);
  auto hours = organisation::hours_of_company(form);
  auto rests = [&](std::int64_t day) {
    if (!hours) return false;
    auto begin = zone->to_instant({date_from_days(day), 0}), end = zone->to_instant({date_from_days(day + 1), 0});
    return organisation::working_duration(*hours, begin, end).us == 0;
  };
  std::optional<Duration> longest;
  for (std::size_t i = 1; i < all.size(); ++i) {
    auto wait = wall_clock_between(*zone, all[i - 1], all[i]);
    auto last = days_from_epoch(zone->to_local(all[i]).date);
    for (auto day = days_from_epoch(zone->to_local(all[i - 1]).date) + 1; day < last; ++day)
      if (rests(day)) wait = wait - days(1);
    if (!longest || *longest < wait) longest = wait;
  }
  return longest;
}

}  // namespace drivetrain::coordination
