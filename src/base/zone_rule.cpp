// POSIX rules of summer time (see zone_rule.h).
#include "base/zone_rule.h"

#include "base/time.h"

namespace drivetrain {

namespace {

/// Reads a POSIX TZ string; every step says whether it matched.
struct RuleReader {
  std::string_view text;
  bool take(char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
  }
  bool name() {
    std::size_t length = 0;
    if (take('<')) {
      length = text.find('>');
      if (length == std::string_view::npos || length < 3) return false;
      text.remove_prefix(length + 1);
      return true;
    }
    auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    while (length < text.size() && letter(text[length])) ++length;
    text.remove_prefix(length);
    return length >= 3;
  }
  std::optional<int> number(int low, int high) {
    int value = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 3 && text[digits] >= '0' && text[digits] <= '9')
      value = value * 10 + (text[digits++] - '0');
    text.remove_prefix(digits);
    return digits > 0 && value >= low && value <= high ? std::optional(value) : std::nullopt;
  }
  /// [+-]hh[:mm[:ss]] in seconds.
  std::optional<std::int64_t> time() {
    bool negative = take('-');
    if (!negative) take('+');
    std::int64_t seconds = 0;
    std::int64_t unit = 3'600;
    for (int high : {167, 59, 59}) {
      if (unit != 3'600 && !take(':')) break;
      auto value = number(0, high);
      if (!value) return std::nullopt;
      seconds += *value * unit;
      unit /= 60;
    }
    return negative ? -seconds : seconds;
  }
  std::optional<ZoneChangeDay> change_day() {
    ZoneChangeDay change;
    std::optional<int> day;
    if (take('J')) {
      day = number(1, 365);
    } else if (take('M')) {
      change.form = ZoneChangeDay::Form::month_week_day;
      auto month = number(1, 12);
      if (!month || !take('.')) return std::nullopt;
      auto week = number(1, 5);
      if (!week || !take('.')) return std::nullopt;
      day = number(0, 6);
      change.month = *month, change.week = *week;
    } else {
      change.form = ZoneChangeDay::Form::zero_based;
      day = number(0, 365);
    }
    if (!day) return std::nullopt;
    change.day = *day;
    if (take('/')) {
      auto at = time();
      if (!at) return std::nullopt;
      change.time = *at;
    }
    return change;
  }
};

}  // namespace

std::int64_t ZoneChangeDay::local_seconds(std::int32_t year) const {
  auto first_of_year = days_from_epoch({year, 1, 1});
  std::int64_t at = 0;
  if (form == Form::zero_based) {
    at = first_of_year + day;
  } else if (form == Form::julian) {
    bool leap = is_valid({year, 2, 29});
    at = first_of_year + day - 1 + (leap && day >= 60 ? 1 : 0);
  } else {
    auto m = static_cast<std::uint8_t>(month);
    auto first = days_from_epoch({year, m, 1});
    auto first_weekday = weekday({year, m, 1}) % 7;  // POSIX counts from Sunday = 0
    at = first + (day - first_weekday + 7) % 7 + (week - 1) * 7;
    auto next_month = m == 12 ? days_from_epoch({year + 1, 1, 1}) : days_from_epoch({year, static_cast<std::uint8_t>(m + 1), 1});
    if (at >= next_month) at -= 7;  // week 5 means the last one
  }
  return at * zone_day_seconds + time;
}

/// POSIX counts offsets westwards, we eastwards.
std::optional<ZoneRule> parse_zone_rule(std::string_view text) {
  RuleReader in{text};
  if (!in.name()) return std::nullopt;
  auto west = in.time();
  if (!west) return std::nullopt;
  ZoneRule rule{-*west, {}};
  if (in.text.empty()) return rule;
  if (!in.name()) return std::nullopt;
  ZoneRule::Summer summer{rule.standard + 3'600, {}, {}};
  if (!in.text.empty() && in.text[0] != ',') {
    auto summer_west = in.time();
    if (!summer_west) return std::nullopt;
    summer.offset = -*summer_west;
  }
  if (!in.take(',')) return std::nullopt;
  auto start = in.change_day();
  if (!start || !in.take(',')) return std::nullopt;
  auto end = in.change_day();
  if (!end || !in.text.empty()) return std::nullopt;
  summer.start = *start, summer.end = *end;
  rule.summer = summer;
  return rule;
}

ZoneStretch stretch_by_rule(ZoneRule const& rule, std::int64_t at) {
  if (!rule.summer) return {zone_before_all, zone_after_all, rule.standard};
  auto const& summer = *rule.summer;
  auto year = date_from_days(floor_divide(at, zone_day_seconds)).year;
  ZoneStretch found{zone_before_all, zone_after_all, rule.standard};
  // Changes of three years in order. Equal times (summer all year, RFC 8536 §3.3.1): the end comes before the next start.
  for (auto y = year - 1; y <= year + 1; ++y) {
    ZoneStretch starts{summer.start.local_seconds(y) - rule.standard, 0, summer.offset};
    ZoneStretch ends{summer.end.local_seconds(y) - summer.offset, 0, rule.standard};
    bool start_first = starts.begin < ends.begin;
    for (auto const& change : {start_first ? starts : ends, start_first ? ends : starts}) {
      if (change.begin <= at) found.begin = change.begin, found.offset = change.offset;
      else if (change.begin < found.end) found.end = change.begin;
    }
  }
  return found;
}

}  // namespace drivetrain
