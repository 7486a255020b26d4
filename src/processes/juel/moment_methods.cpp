// The methods of a date and time: those of Joda's DateTime that Camunda 7's dateTime() gives, and of the Date that now() gives.
#include <algorithm>

#include "feel/temporal.h"
#include "processes/juel/methods.h"
#include "processes/juel/operators.h"

namespace drivetrain::processes::juel {

using feel::DateTime;
using feel::DaysDuration;
using feel::Kind;

namespace {

constexpr std::int64_t most_units = 1'000'000'000'000;

bool amount(MethodCall& c, std::int64_t& out) {
  if (!c.index(0, out)) return false;
  return (out <= most_units && out >= -most_units) || c.refuse("that is too far away", "move a date by less");
}

bool left_years(MethodCall& c) {
  return c.refuse("the result lies outside the years -999,999,999 to 999,999,999", "move the date by less");
}

/// By seconds / divisor of time that passes.
bool move_seconds(MethodCall& c, std::int64_t sign, std::int64_t seconds, std::int64_t divisor = 1) {
  std::int64_t count = 0;
  if (!amount(c, count)) return false;
  auto nanos = static_cast<feel::WideNanos>(sign * count) * seconds * (feel::nanos_per_second / divisor);
  if (nanos / feel::nanos_per_second > most_units * 3'600 || nanos / feel::nanos_per_second < -most_units * 3'600) return left_years(c);
  auto moved = feel::add(c.self.date_time(), DaysDuration::of_nanos(nanos));
  return moved ? c.yield(*moved) : left_years(c);
}

/// On the calendar: the time of day stays.
bool move_on_calendar(MethodCall& c, std::int64_t sign, std::int64_t days, std::int64_t months) {
  std::int64_t count = 0;
  if (!amount(c, count)) return false;
  auto moment = c.self.date_time();
  std::optional<Date> date;
  if (days != 0) {
    date = feel::add_days(moment.date, sign * count * days);
  } else {
    // 31 January and a month is the last day of February.
    date = feel::add_months({moment.date.year, moment.date.month, 1}, sign * count * months);
    if (date) {
      date->day = moment.date.day;
      while (!is_valid(*date)) --date->day;
    }
  }
  if (!date) return left_years(c);
  moment.date = *date;
  return c.yield(moment);
}

bool before_or_after(MethodCall& c, int wanted) {
  if (c.arguments[0].kind() != Kind::date_time)
    return c.refuse("expected a date and time, but " + feel::describe(c.arguments[0]) + " came", "compare with another date and time");
  auto order = feel::compare(c.self.date_time(), c.arguments[0].date_time());
  return order ? c.yield(*order == wanted) : c.refuse("only one of the two knows its time zone", "give both a zone");
}

bool epoch_milliseconds(MethodCall& c) {
  auto since = c.self.date_time().since_epoch();
  return c.yield(since.seconds * 1'000 + since.nanos / 1'000'000);
}

template <std::int64_t divisor, std::int64_t modulus>
bool part_of_day(MethodCall& c) {
  return c.yield(c.self.date_time().nanos / feel::nanos_per_second / divisor % modulus);
}

template <std::int64_t sign, std::int64_t days, std::int64_t months>
bool by_calendar(MethodCall& c) {
  return move_on_calendar(c, sign, days, months);
}

template <std::int64_t sign, std::int64_t seconds, std::int64_t divisor = 1>
bool by_seconds(MethodCall& c) {
  return move_seconds(c, sign, seconds, divisor);
}

constexpr Method moment_table[] = {
    {"plusYears", 1, 1, by_calendar<1, 0, 12>},
    {"plusMonths", 1, 1, by_calendar<1, 0, 1>},
    {"plusWeeks", 1, 1, by_calendar<1, 7, 0>},
    {"plusDays", 1, 1, by_calendar<1, 1, 0>},
    {"plusHours", 1, 1, by_seconds<1, 3'600>},
    {"plusMinutes", 1, 1, by_seconds<1, 60>},
    {"plusSeconds", 1, 1, by_seconds<1, 1>},
    {"plusMillis", 1, 1, by_seconds<1, 1, 1'000>},
    {"minusYears", 1, 1, by_calendar<-1, 0, 12>},
    {"minusMonths", 1, 1, by_calendar<-1, 0, 1>},
    {"minusWeeks", 1, 1, by_calendar<-1, 7, 0>},
    {"minusDays", 1, 1, by_calendar<-1, 1, 0>},
    {"minusHours", 1, 1, by_seconds<-1, 3'600>},
    {"minusMinutes", 1, 1, by_seconds<-1, 60>},
    {"minusSeconds", 1, 1, by_seconds<-1, 1>},
    {"minusMillis", 1, 1, by_seconds<-1, 1, 1'000>},
    {"withTimeAtStartOfDay", 0, 0,
     [](MethodCall& c) {
       auto moment = c.self.date_time();
       moment.nanos = 0;
       return c.yield(moment);
     }},
    {"toDate", 0, 0, [](MethodCall& c) { return c.yield(c.self); }},
    {"getTime", 0, 0, epoch_milliseconds},
    {"getMillis", 0, 0, epoch_milliseconds},
    {"getYear", 0, 0, [](MethodCall& c) { return c.yield(static_cast<std::int64_t>(c.self.date_time().date.year)); }},
    {"getMonthOfYear", 0, 0, [](MethodCall& c) { return c.yield(static_cast<std::int64_t>(c.self.date_time().date.month)); }},
    {"getDayOfMonth", 0, 0, [](MethodCall& c) { return c.yield(static_cast<std::int64_t>(c.self.date_time().date.day)); }},
    {"getDayOfWeek", 0, 0, [](MethodCall& c) { return c.yield(static_cast<std::int64_t>(weekday(c.self.date_time().date))); }},
    {"getHourOfDay", 0, 0, part_of_day<3'600, 24>},
    {"getMinuteOfHour", 0, 0, part_of_day<60, 60>},
    {"getSecondOfMinute", 0, 0, part_of_day<1, 60>},
    {"isBefore", 1, 1, [](MethodCall& c) { return before_or_after(c, -1); }},
    {"before", 1, 1, [](MethodCall& c) { return before_or_after(c, -1); }},
    {"isAfter", 1, 1, [](MethodCall& c) { return before_or_after(c, 1); }},
    {"after", 1, 1, [](MethodCall& c) { return before_or_after(c, 1); }}};

}  // namespace

std::span<Method const> moment_methods() { return moment_table; }

}  // namespace drivetrain::processes::juel
