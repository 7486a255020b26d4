// Arithmetic and order of FEEL's temporal values (see temporal.h). Text is in temporal_text.cpp.
#include "feel/temporal.h"

#include <array>
#include <atomic>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/zone.h"

namespace drivetrain::feel {

namespace {

// Values hold a zone as a small number; tzdata has some 600 names, so a fixed table is never full.
constexpr std::size_t max_zones = 4'096;
struct ZoneTable {
  std::array<std::atomic<Zone const*>, max_zones> zones{};
  std::map<std::string, std::int32_t, std::less<>> numbers;
  std::vector<std::shared_ptr<Zone const>> owners;
  std::mutex mutex;
};
ZoneTable& zone_table() {
  static auto* table = new ZoneTable;  // lives as long as the process: values point into it
  return *table;
}
Zone const& zone_of(ZoneRef ref) { return *zone_table().zones[static_cast<std::size_t>(ref.value)].load(std::memory_order_acquire); }

// Zones repeat every 400 years after tzdata's tables end and have one offset before they begin; asking about such a year
// keeps the microseconds of base/zone.h in range.
std::int32_t year_for_zone(std::int32_t year) { return year > 2399 ? 2000 + year % 400 : year < 1600 ? 1600 : year; }

std::int64_t offset_at_local(ZoneRef zone, Date date, std::int64_t nanos, bool later) {
  if (zone.form == ZoneRef::Form::local) return 0;
  if (zone.form == ZoneRef::Form::offset) return zone.value;
  date.year = year_for_zone(date.year);
  LocalTime local{date, nanos / 1000};
  auto local_us = days_from_epoch(date) * 86'400'000'000 + local.us_of_day;
  auto instant = later ? zone_of(zone).to_later_instant(local) : zone_of(zone).to_instant(local);
  return (local_us - instant.us) / 1'000'000;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

std::int64_t offset_at_epoch(ZoneRef zone, std::int64_t seconds) {
  if (zone.form == ZoneRef::Form::local) return 0;
  if (zone.form == ZoneRef::Form::offset) return zone.value;
  auto days = floor_div(seconds, 86'400);
  auto date = date_from_days(days);
  date.year = year_for_zone(date.year);
  auto mapped = days_from_epoch(date) * 86'400 + (seconds - days * 86'400);
  return zone_of(zone).offset_at({mapped * 1'000'000}).us / 1'000'000;
}

}  // namespace

std::optional<ZoneRef> ZoneRef::named(std::string_view iana) {
  auto& table = zone_table();
  std::lock_guard lock(table.mutex);
  if (auto it = table.numbers.find(iana); it != table.numbers.end()) return ZoneRef{Form::named, it->second};
  auto found = Zone::find(iana);
  if (!found.ok() || table.owners.size() == max_zones) return std::nullopt;
  auto number = static_cast<std::int32_t>(table.owners.size());
  table.owners.push_back(*found);
  table.zones[static_cast<std::size_t>(number)].store(found->get(), std::memory_order_release);
  table.numbers.emplace(std::string(iana), number);
  return ZoneRef{Form::named, number};
}

std::string ZoneRef::name() const { return form == Form::named ? zone_of(*this).name() : std::string(); }

DaysDuration DaysDuration::of_nanos(WideNanos nanos) {
  auto seconds = nanos / nanos_per_second;
  auto rest = nanos % nanos_per_second;
  if (rest < 0) rest += nanos_per_second, --seconds;
  return {static_cast<std::int64_t>(seconds), static_cast<std::int32_t>(rest)};
}

DaysDuration DaysDuration::of(Duration duration) { return of_nanos(static_cast<WideNanos>(duration.us) * 1000); }

Duration DaysDuration::to_duration() const {
  using Limits = std::numeric_limits<std::int64_t>;
  auto us = static_cast<WideNanos>(seconds) * 1'000'000 + nanos / 1000;
  return {us > Limits::max() ? Limits::max() : us < Limits::min() ? Limits::min() : static_cast<std::int64_t>(us)};
}

DateTime DateTime::of(Instant instant) { return *at(DaysDuration::of(Duration{instant.us}), ZoneRef::utc()); }

DaysDuration DateTime::since_epoch() const {
  auto seconds = days_from_epoch(date) * 86'400 + nanos / nanos_per_second - offset_at_local(zone, date, nanos, later);
  return {seconds, static_cast<std::int32_t>(nanos % nanos_per_second)};
}

std::optional<DateTime> DateTime::at(DaysDuration since_epoch, ZoneRef zone) {
  constexpr std::int64_t widest = 400'000'000'000 * 86'400;
  if (since_epoch.seconds > widest || since_epoch.seconds < -widest) return std::nullopt;
  auto local = since_epoch.seconds + offset_at_epoch(zone, since_epoch.seconds);
  auto days = floor_div(local, 86'400);
  DateTime result{date_from_days(days), (local - days * 86'400) * nanos_per_second + since_epoch.nanos, zone};
  if (!in_range(result.date)) return std::nullopt;
  if (zone.form == ZoneRef::Form::named) result.later = result.since_epoch().seconds < since_epoch.seconds;
  return result;
}

DateTime DateTime::settled() const {
  if (zone.form != ZoneRef::Form::named) return *this;
  auto shown = at(since_epoch(), zone);
  return shown ? *shown : *this;
}

Instant DateTime::to_instant() const { return {since_epoch().to_duration().us}; }

std::optional<std::int32_t> DateTime::offset_seconds() const {
  if (zone.form == ZoneRef::Form::local) return std::nullopt;
  return static_cast<std::int32_t>(offset_at_local(zone, date, nanos, later));
}

bool in_range(Date date) { return date.year >= -max_year && date.year <= max_year; }

std::optional<Date> add_months(Date date, std::int64_t months) {
  std::int64_t total = 0;
  if (__builtin_add_overflow(static_cast<std::int64_t>(date.year) * 12 + date.month - 1, months, &total)) return std::nullopt;
  auto year = floor_div(total, 12);
  if (year < -max_year || year > max_year) return std::nullopt;
  Date result{static_cast<std::int32_t>(year), static_cast<std::uint8_t>(total - year * 12 + 1), date.day};
  if (!is_valid(result)) return std::nullopt;
  return result;
}

std::optional<Date> add_days(Date date, std::int64_t days) {
  constexpr std::int64_t widest = 800'000'000'000;
  if (days > widest || days < -widest) return std::nullopt;
  auto number = days_from_epoch(date) + days;
  if (number > widest / 2 || number < -widest / 2) return std::nullopt;
  auto result = date_from_days(number);
  if (!in_range(result)) return std::nullopt;
  return result;
}

std::optional<DaysDuration> add(DaysDuration a, DaysDuration b) {
  DaysDuration sum;
  if (__builtin_add_overflow(a.seconds, b.seconds, &sum.seconds)) return std::nullopt;
  sum.nanos = a.nanos + b.nanos;
  if (sum.nanos >= nanos_per_second) {
    sum.nanos -= static_cast<std::int32_t>(nanos_per_second);
    if (__builtin_add_overflow(sum.seconds, std::int64_t{1}, &sum.seconds)) return std::nullopt;
  }
  return sum;
}

DaysDuration negated(DaysDuration duration) {
  if (duration.seconds == std::numeric_limits<std::int64_t>::min()) return {std::numeric_limits<std::int64_t>::max(), 0};
  return duration.nanos == 0 ? DaysDuration{-duration.seconds, 0}
                             : DaysDuration{-duration.seconds - 1, static_cast<std::int32_t>(nanos_per_second) - duration.nanos};
}

std::optional<DateTime> add(DateTime const& date_time, DaysDuration duration) {
  auto moved = add(date_time.since_epoch(), duration);
  if (!moved) return std::nullopt;
  return DateTime::at(*moved, date_time.zone);
}

TimeOfDay add(TimeOfDay const& time, DaysDuration duration) {
  auto nanos = (time.nanos + duration.total_nanos()) % nanos_per_day;
  return {static_cast<std::int64_t>(nanos < 0 ? nanos + nanos_per_day : nanos), time.zone};
}

std::int64_t months_between(Date from, Date to) {
  auto months = (static_cast<std::int64_t>(to.year) - from.year) * 12 + to.month - from.month;
  if (months > 0 && to.day < from.day) --months;
  if (months < 0 && to.day > from.day) ++months;
  return months;
}

namespace {
// DMN compares to the millisecond (§10.3.2.13 counts date and time in seconds with milliseconds; the TCK relies on it).
int order(WideNanos a, WideNanos b) {
  // Cut towards the past on both sides of 1970, or the last millisecond before it would be twice as long as all others.
  auto cut = [](WideNanos nanos) { return nanos / 1'000'000 - (nanos % 1'000'000 < 0 ? 1 : 0); };
  a = cut(a), b = cut(b);
  return a < b ? -1 : a > b ? 1 : 0;
}
}  // namespace

std::optional<int> compare(DateTime const& a, DateTime const& b) {
  if ((a.zone.form == ZoneRef::Form::local) != (b.zone.form == ZoneRef::Form::local)) return std::nullopt;
  return order(a.since_epoch().total_nanos(), b.since_epoch().total_nanos());
}

std::optional<int> compare(TimeOfDay const& a, TimeOfDay const& b) {
  if (a.zone == b.zone) return order(a.nanos, b.nanos);
  if (a.zone.form != ZoneRef::Form::offset || b.zone.form != ZoneRef::Form::offset) return std::nullopt;
  return order(a.nanos - a.zone.value * nanos_per_second, b.nanos - b.zone.value * nanos_per_second);
}

}  // namespace drivetrain::feel
