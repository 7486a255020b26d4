// Week dates of ISO 8601 (see week.h): week 1 is the week with the year's first Thursday, which is the one with 4 January.
#include "resources/week.h"

#include <fmt/format.h>


namespace drivetrain::resources {

namespace {

Date monday_of(Date day) { return date_from_days(days_from_epoch(day) - (weekday(day) - 1)); }
Date first_monday(std::int32_t year) { return monday_of({year, 1, 4}); }

}  // namespace

Result<Date> parse_week(std::string_view text) {
  auto refused = Error{"", "\"" + std::string(text) + "\" is not a week", "write the year and the ISO week: 2026-W48"};
  if (text.size() != 8 || text[4] != '-' || text[5] != 'W') return refused;
  int year = 0, week = 0;
  for (std::size_t i : {0u, 1u, 2u, 3u, 6u, 7u}) {
    if (text[i] < '0' || text[i] > '9') return refused;
    (i < 4 ? year : week) = (i < 4 ? year : week) * 10 + (text[i] - '0');
  }
  auto monday = date_from_days(days_from_epoch(first_monday(year)) + 7 * (week - 1));
  if (week < 1 || !(monday < first_monday(year + 1))) return refused;
  return monday;
}

Result<std::vector<Date>> parse_weeks(std::string_view text) {
  auto slash = text.find('/');
  DT_TRY(auto first, parse_week(text.substr(0, slash)));
  auto last = first;
  if (slash != std::string_view::npos) {
    DT_ASSIGN(last, parse_week(text.substr(slash + 1)));
  }
  auto begin = days_from_epoch(first), end = days_from_epoch(last);
  if (end < begin) return Error{"", "\"" + std::string(text) + "\" ends before it begins", "write the earlier week first: 2026-W48/2026-W51"};
  if ((end - begin) / 7 >= static_cast<std::int64_t>(max_planned_weeks))
    return Error{"", "\"" + std::string(text) + "\" is longer than a plan", fmt::format("a plan has at most {} weeks", max_planned_weeks)};
  std::vector<Date> mondays;
  for (auto day = begin; day <= end; day += 7) mondays.push_back(date_from_days(day));
  return mondays;
}

std::string format_week(Date day) {
  auto thursday = date_from_days(days_from_epoch(monday_of(day)) + 3);
  auto week = (days_from_epoch(monday_of(day)) - days_from_epoch(first_monday(thursday.year))) / 7 + 1;
  return fmt::format("{:04}-W{:02}", thursday.year, week);
}

}  // namespace drivetrain::resources
