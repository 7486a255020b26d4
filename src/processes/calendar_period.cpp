// See calendar_period.h.
#include "processes/calendar_period.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace drivetrain::processes {

namespace {

constexpr std::int64_t most_period_years = 10'000;
constexpr std::int64_t period_day_us = 86'400'000'000;
constexpr std::int64_t farthest_year = 200'000;  ///< an Instant holds 292,000

/// Takes "12Y" from the front of a date part: the number before the letter. Nothing when the next letter is another.
std::optional<std::int64_t> take_unit(std::string_view& text, char letter) {
  std::size_t digits = 0;
  std::int64_t count = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9' && digits < 9) count = count * 10 + (text[digits++] - '0');
  if (digits == 0 || digits >= text.size() || text[digits] != letter) return std::nullopt;
  text.remove_prefix(digits + 1);
  return count;
}

}  // namespace

Result<CalendarPeriod> CalendarPeriod::parse(std::string_view text) {
  auto refuse = [&](std::string why) {
    return Error{"", "\"" + std::string(text.substr(0, 80)) + "\" is not a duration: " + std::move(why),
                 "write years, months, weeks or days, then T and hours, minutes and seconds, as in P1M, P2W, P1DT12H or PT30M (ISO 8601)"};
  };
  auto rest = text;
  bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  if (!rest.starts_with('P')) return refuse("a duration starts with P");
  rest.remove_prefix(1);
  auto divide = std::min(rest.find('T'), rest.size());
  auto date = rest.substr(0, divide), time = rest.substr(divide);
  CalendarPeriod period;
  auto years = take_unit(date, 'Y');
  auto months = take_unit(date, 'M');
  period.months = years.value_or(0) * 12 + months.value_or(0);
  bool any = years || months;
  if (!date.empty()) {
    auto days = parse_duration("P" + std::string(date));
    if (!days.ok()) return refuse("its letters are Y, M, W, D, then T with H, M, S, each once, in this order, and behind a number");
    period.days = days->us / period_day_us;
    any = true;
  }
  if (!time.empty()) {
    std::string clock("P");
    for (char c : time) clock += c == ',' ? '.' : c;  // ISO 8601 allows both
    auto passed = parse_duration(clock);
    if (!passed.ok()) return refuse("after T stand hours, minutes and seconds, as in T1H30M");
    period.us = passed->us;
    any = true;
  }
  if (!any) return refuse("it ends too early");
  constexpr auto most_days = most_period_years * 366;
  if (period.months > most_period_years * 12 || period.days > most_days || period.us / period_day_us > most_days)
    return refuse("it is longer than 10,000 years");
  if (negative) period = {-period.months, -period.days, -period.us};
  return period;
}

int CalendarPeriod::sign() const {
  auto sum = static_cast<double>(months) + static_cast<double>(days) + static_cast<double>(us);
  return sum < 0 ? -1 : sum > 0;
}

std::optional<Instant> CalendarPeriod::after(Instant start, std::int64_t times, Zone const& zone) const {
  std::int64_t moved_us = 0, moved_days = 0, moved_months = 0;
  if (__builtin_mul_overflow(us, times, &moved_us) || __builtin_mul_overflow(days, times, &moved_days) ||
      __builtin_mul_overflow(months, times, &moved_months))
    return std::nullopt;
  if (!is_exact()) {
    auto local = zone.to_local(start);
    std::int64_t month = local.date.year * 12ll + local.date.month - 1;
    if (std::abs(moved_months) > farthest_year * 12 || std::abs(moved_days) > farthest_year * 366) return std::nullopt;
    month += moved_months;
    auto year = month >= 0 ? month / 12 : -((11 - month) / 12);
    Date date{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(month - year * 12 + 1), local.date.day};
    while (!is_valid(date)) --date.day;
    date = date_from_days(days_from_epoch(date) + moved_days);
    if (std::abs(date.year) > farthest_year) return std::nullopt;
    start = zone.to_instant({date, local.us_of_day});
  }
  Instant result;
  if (__builtin_add_overflow(start.us, moved_us, &result.us)) return std::nullopt;
  return result;
}

}  // namespace drivetrain::processes
