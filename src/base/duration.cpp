// Durations as text: ISO 8601 in and out, and words for people (see time.h).
#include <algorithm>
#include <optional>
#include <utility>

#include "base/time.h"
#include "base/time_reader.h"

namespace drivetrain {

namespace {

std::uint64_t magnitude(Duration d) {
  return d.us < 0 ? 0 - static_cast<std::uint64_t>(d.us) : static_cast<std::uint64_t>(d.us);
}

struct DurationParts {
  std::int64_t days, hours, minutes, seconds, us;
};

DurationParts duration_parts(Duration d) {
  auto us = magnitude(d);
  auto take = [&us](std::uint64_t unit) {
    auto count = us / unit;
    us %= unit;
    return static_cast<std::int64_t>(count);
  };
  constexpr auto second = static_cast<std::uint64_t>(second_us);
  DurationParts parts{};
  parts.days = take(86'400 * second);
  parts.hours = take(3'600 * second);
  parts.minutes = take(60 * second);
  parts.seconds = take(second);
  parts.us = static_cast<std::int64_t>(us);
  return parts;
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  auto refuse = [text](std::string why) {
    return Error{"", quoted_text(text) + " is not a duration: " + std::move(why),
                 "write days, hours, minutes and seconds as in P5D, PT4H30M or PT0.5S (ISO 8601)"};
  };
  TimeReader in{text};
  bool negative = in.take('-');
  if (!in.take('P')) return refuse("a duration starts with P");
  struct Unit {
    char letter;
    std::int64_t us;
    bool of_time;
  };
  constexpr Unit units[] = {{'W', 7 * day_us, false}, {'D', day_us, false}, {'H', 3'600 * second_us, true},
                            {'M', 60 * second_us, true}, {'S', second_us, true}};
  std::int64_t total = 0;
  std::size_t next_unit = 0;
  bool in_time = false, any = false, any_time = false;
  while (!in.done()) {
    if (!in_time && in.take('T')) {
      in_time = true;
      continue;
    }
    std::size_t digits = 0;
    auto count = in.number(digits);
    if (!count) return refuse("a number is missing before each letter");
    std::int64_t fraction_us = 0;
    bool has_fraction = in.take('.');
    if (has_fraction) {
      bool beyond = false;
      auto fraction = in.fraction(beyond);
      if (!fraction || beyond) return refuse("a second is counted to six digits after the point");
      fraction_us = *fraction;
    }
    if (!in_time && !in.done() && (in.text[0] == 'Y' || in.text[0] == 'M'))
      return refuse("the length of years and months depends on the date");
    auto unit = std::find_if(std::begin(units) + static_cast<std::ptrdiff_t>(next_unit), std::end(units),
                             [&](Unit const& u) { return u.of_time == in_time && !in.done() && u.letter == in.text[0]; });
    if (unit == std::end(units)) return refuse("the letters are W, D, then T with H, M, S, each once and in this order");
    if (has_fraction && unit->letter != 'S') return refuse("only seconds may have a fraction");
    in.text.remove_prefix(1);
    next_unit = static_cast<std::size_t>(unit - std::begin(units)) + 1;
    std::int64_t part = 0;
    if (__builtin_mul_overflow(*count, unit->us, &part) || __builtin_add_overflow(part, fraction_us, &part) ||
        __builtin_add_overflow(total, part, &total))
      return refuse("it is longer than 292,000 years");
    any = true;
    any_time = any_time || in_time;
  }
  if (!any || in_time != any_time) return refuse("it ends too early");
  return Duration{negative ? -total : total};
}

std::string format_duration(Duration duration) {
  auto parts = duration_parts(duration);
  std::string text = duration.us < 0 ? "-P" : "P";
  if (parts.days != 0) text += std::to_string(parts.days) + "D";
  if (parts.hours == 0 && parts.minutes == 0 && parts.seconds == 0 && parts.us == 0)
    return parts.days != 0 ? text : text + "T0S";
  text += "T";
  if (parts.hours != 0) text += std::to_string(parts.hours) + "H";
  if (parts.minutes != 0) text += std::to_string(parts.minutes) + "M";
  if (parts.seconds != 0 || parts.us != 0) text += std::to_string(parts.seconds) + fraction_text(parts.us) + "S";
  return text;
}

std::string describe_duration(Duration duration) {
  auto parts = duration_parts(duration);
  std::pair<std::int64_t, char const*> const units[] = {
      {parts.days, " d"}, {parts.hours, " h"}, {parts.minutes, " min"}, {parts.seconds, " s"}};
  std::string sign = duration.us < 0 ? "-" : "";
  for (std::size_t i = 0; i < std::size(units); ++i) {
    if (units[i].first == 0) continue;
    auto text = sign + std::to_string(units[i].first) + units[i].second;
    if (i + 1 < std::size(units) && units[i + 1].first != 0)
      text += " " + std::to_string(units[i + 1].first) + units[i + 1].second;
    return text;
  }
  if (parts.us >= 1'000) return sign + std::to_string(parts.us / 1'000) + " ms";
  return "0 s";
}

}  // namespace drivetrain
