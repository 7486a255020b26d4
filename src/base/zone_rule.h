// The rule that a zone follows after its table ends: one offset, or two with their days of change, as a POSIX TZ string
// says it (RFC 8536 §3.3: IEEE 1003.1 with hours from -167 to 167). Whole seconds. Internal to base/zone.cpp.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace drivetrain {

inline constexpr std::int64_t zone_before_all = std::numeric_limits<std::int64_t>::min() / 4;
inline constexpr std::int64_t zone_after_all = std::numeric_limits<std::int64_t>::max() / 4;
inline constexpr std::int64_t zone_day_seconds = 86'400;

inline std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// A stretch of time with one offset: begin <= t < end, in seconds UTC.
struct ZoneStretch {
  std::int64_t begin, end, offset;
};

/// When a year's change happens: Jn (no leap day), n (leap day counted) or Mm.w.d, with the local time of day.
struct ZoneChangeDay {
  enum class Form { julian, zero_based, month_week_day } form = Form::julian;
  int month = 0, week = 0, day = 0;
  std::int64_t time = 2 * 3'600;

  /// Local seconds since 1970-01-01T00:00.
  std::int64_t local_seconds(std::int32_t year) const;
};

/// The footer: one offset all year, or two with their days of change.
struct ZoneRule {
  std::int64_t standard = 0;
  struct Summer {
    std::int64_t offset = 0;
    ZoneChangeDay start, end;
  };
  std::optional<Summer> summer;
};

/// "CET-1CEST,M3.5.0,M10.5.0/3"; nothing when it is not such a string.
std::optional<ZoneRule> parse_zone_rule(std::string_view text);
/// The stretch of equal offset that holds `at` (seconds UTC).
ZoneStretch stretch_by_rule(ZoneRule const& rule, std::int64_t at);

}  // namespace drivetrain
