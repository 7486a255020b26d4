// RRULE by libical's iterator on floating times (see recurrence.h). libical's own zones are not used: they are wrong in the
// spring gap.
#include "coordination/recurrence.h"

#include <libical/ical.h>

#include <algorithm>

#include "base/text.h"
#include "coordination/possible_days.h"

namespace drivetrain::coordination {

struct Recurrence::Rule {
  icalrecurrencetype rule;
  LocalTime start;
  std::shared_ptr<Zone const> zone;
  bool possible = true;  ///< some day could be one of the rule's
};

namespace {

constexpr int max_steps = 200'000;
constexpr std::int32_t max_years_ahead = 100;

icaltimetype to_ical(LocalTime local) {
  auto time = icaltime_null_time();
  time.year = local.date.year;
  time.month = local.date.month;
  time.day = local.date.day;
  auto seconds = static_cast<int>(local.us_of_day / 1'000'000);
  time.hour = seconds / 3600;
  time.minute = seconds / 60 % 60;
  time.second = seconds % 60;
  return time;
}

LocalTime from_ical(icaltimetype const& time) {
  return {{time.year, static_cast<std::uint8_t>(time.month), static_cast<std::uint8_t>(time.day)},
          ((time.hour * 60ll + time.minute) * 60 + time.second) * 1'000'000};
}

struct IteratorCloser {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, IteratorCloser>;

/// An iterator that yields everything from that local day on, and perhaps something before it. Null: the rule has no occurrence.
Iterator iterator_from(icalrecurrencetype const& rule, LocalTime start, Date day) {
  Iterator iterator(icalrecur_iterator_new(rule, to_ical(start)));
  // A rule with COUNT cannot be entered in the middle, and libical loses the phase of "every 5 hours": those are walked.
  bool walked = rule.count != 0 || (rule.freq == ICAL_HOURLY_RECURRENCE && rule.interval > 1);
  if (iterator && !walked && day > start.date) icalrecur_iterator_set_start(iterator.get(), to_ical({day, 0}));
  return iterator;
}

/// Calls visit(instant) in order, from the day before `from`; ends when it answers false.
template <class Visit>
void walk_occurrences(icalrecurrencetype const& rule, LocalTime start, Zone const& zone, Instant from, Visit&& visit) {
  auto day = zone.to_local(from - days(1)).date;
  auto iterator = iterator_from(rule, start, day);
  if (!iterator) return;
  for (int step = 0; step < max_steps; ++step) {
    auto time = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(time)) return;
    auto local = from_ical(time);
    if (local.date.year > std::max(day.year, start.date.year) + max_years_ahead) return;
    if (!visit(zone.to_instant(local))) return;
  }
}

}  // namespace

Result<Recurrence> Recurrence::parse(std::string_view rrule, std::string_view start, std::shared_ptr<Zone const> zone) {
  DT_TRY(auto local, parse_local_time(start));
  if (lower_ascii(rrule).find("rscale") != std::string::npos)
    return Error{"", "RSCALE is not supported", "write the rule for the Gregorian calendar"};
  if (rrule.find('\0') != std::string_view::npos) return Error{"", "a recurrence rule ends at a zero byte", "take it out"};
  std::string text(rrule);
  auto rule = icalrecurrencetype_from_string(text.c_str());
  auto example = "write it as in FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR (RFC 5545, 3.3.10)";
  if (rule.freq == ICAL_NO_RECURRENCE) return Error{"", "\"" + text + "\" is no recurrence rule", example};
  if (rule.freq == ICAL_SECONDLY_RECURRENCE || rule.freq == ICAL_MINUTELY_RECURRENCE)
    return Error{"", "\"" + text + "\" comes round more often than hourly", example};
  if (!icaltime_is_null_time(rule.until) && icaltime_is_utc(rule.until)) {
    auto utc = Zone::utc()->to_instant(from_ical(rule.until));
    rule.until = to_ical(zone->to_local(utc));
  }
  // A day means all of it: libical alone would end at its midnight, other programs include it.
  if (!icaltime_is_null_time(rule.until) && rule.until.is_date) {
    rule.until.is_date = 0;
    rule.until.hour = 23, rule.until.minute = 59, rule.until.second = 59;
  }
  return Recurrence(std::make_shared<Rule const>(Rule{rule, local, std::move(zone), has_possible_day(rule)}));
}

std::optional<Instant> Recurrence::next(Instant after) const {
  std::optional<Instant> found;
  if (!rule_->possible) return found;
  walk_occurrences(rule_->rule, rule_->start, *rule_->zone, after, [&](Instant instant) {
    if (instant <= after) return true;
    found = instant;
    return false;
  });
  return found;
}

std::vector<Instant> Recurrence::between(Instant from, Instant to, std::size_t limit) const {
  std::vector<Instant> instants;
  if (limit == 0 || !rule_->possible) return instants;
  walk_occurrences(rule_->rule, rule_->start, *rule_->zone, from, [&](Instant instant) {
    if (instant >= to) return false;
    // A time in the spring gap and the one an hour later are the same instant.
    if (instant >= from && (instants.empty() || instants.back() < instant)) instants.push_back(instant);
    return instants.size() < limit;
  });
  return instants;
}

}  // namespace drivetrain::coordination
