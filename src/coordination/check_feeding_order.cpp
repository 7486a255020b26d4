// DT-M303: what a rhythm passes up it passes before the upper one begins. Prevents slow execution: an escalation that comes out of the
// huddle a minute after the works meeting has begun waits until tomorrow. Only days on which both are held are compared; looked at over
// eight weeks from the day of the check.
#include <algorithm>
#include <map>

#include "base/zone.h"
#include "coordination/check.h"
#include "coordination/timetable.h"

namespace drivetrain::coordination {

namespace {

constexpr int weeks_compared = 8;

struct Missed {
  Instant ends, began;
  Duration gap;
};

/// The first day on which the lower rhythm's first end lies behind the upper one's last beginning.
std::optional<Missed> first_missed(Zone const& zone, std::vector<Instant> const& lower, Duration duration, std::vector<Instant> const& upper) {
  std::map<Date, Instant> last_beginning;
  for (auto begin : upper) last_beginning[zone.to_local(begin).date] = begin;
  std::optional<Date> seen;
  for (auto begin : lower) {
    auto day = zone.to_local(begin).date;
    if (seen == day) continue;   // only the first of a day
    seen = day;
    auto met = last_beginning.find(day);
    if (met == last_beginning.end() || begin + duration <= met->second) continue;
    auto next = std::upper_bound(upper.begin(), upper.end(), met->second);
    if (next == upper.end()) return std::nullopt;
    return Missed{begin + duration, met->second, *next - (begin + duration)};
  }
  return std::nullopt;
}

std::string clock_text(Zone const& zone, Instant instant) {
  auto minute = zone.to_local(instant).us_of_day / 60'000'000;
  auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}

}  // namespace

void check_feeding_order(CheckContext const& context) {
  auto found = Zone::find(context.organisation.company.timezone.value);
  auto zone = found ? *found : Zone::utc();
  auto from = zone->to_instant({context.at, 0});
  auto to = zone->to_instant({date_from_days(days_from_epoch(context.at) + 7 * weeks_compared), 0});
  for (auto const& [id, lower] : context.model.rhythms)
    for (auto const& fed : lower.feeds) {
      auto upper = context.model.rhythms.find(fed.text());
      if (upper == context.model.rhythms.end() || (upper->second.tier > 0 && upper->second.tier < lower.tier)) continue;
      auto ours = occurrences_between(lower, context.organisation, from, to);
      auto theirs = occurrences_between(upper->second, context.organisation, from, to);
      if (!ours || !theirs) continue;   // DT-M302 says so
      auto missed = first_missed(*zone, *ours, lower.duration, *theirs);
      if (!missed) continue;
      Diagnostic d;
      d.code = "DT-M303";
      d.span = fed.span.known() ? fed.span : lower.header.id_span;
      d.message = id + " ends at " + clock_text(*zone, missed->ends) + ", after " + upper->first + " begins at " + clock_text(*zone, missed->began) +
                  "; an escalation waits " + describe_duration(missed->gap);
      d.why = "what the lower meeting cannot settle reaches the upper one when it is over";
      d.help = "hold " + id + " earlier, or " + upper->first + " later";
      d.notes.push_back({upper->second.header.id_span, "the upper rhythm is here"});
      d.subject = id;
      context.diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::coordination
