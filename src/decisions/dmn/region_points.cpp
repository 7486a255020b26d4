// Cutting a column's values at its constants (see regions.h): what lies between two of them, before the first and after the last, each
// with a witness that a person would count on: 18.01 between 18 and 19 when cents are in use, the next day, the next minute.
#include <algorithm>

#include "decisions/dmn/regions.h"
#include "feel/program/compare.h"

namespace drivetrain::decisions::dmn {

namespace {

using feel::Kind;
using feel::Value;

constexpr std::int64_t milli = 1'000'000;
/// East of UTC, in seconds: a time with an offset may be earlier or later than any of the day in UTC.
constexpr std::int32_t farthest_offset = 14 * 3'600;

/// One unit of the finest digit in use: 1 for years of age, 0.01 for a price with cents.
Decimal finest_unit(std::vector<Value> const& points) {
  std::size_t scale = 0;
  for (auto const& point : points) {
    auto text = point.number().to_string();
    auto dot = text.find('.');
    if (text.find('E') != std::string::npos) continue;
    if (dot != std::string::npos) scale = std::max(scale, text.size() - dot - 1);
  }
  return scale == 0 ? Decimal(1) : Decimal::parse("0." + std::string(scale - 1, '0') + "1").value_or(Decimal(1));
}

/// The next number that 34 digits can hold, above or below. Nothing at the ends of the range.
std::optional<Value> next_number(Decimal from, bool above) {
  auto tenth = Decimal::multiply(from.absolute(), Decimal::parse("1e-34").value_or(0));
  if (!tenth) return std::nullopt;
  // A tenth of at least one and at most ten units of the last digit: the first multiple that does not round back is the next number.
  for (int times = 1; times <= 10 && !tenth->is_zero(); ++times) {
    auto step = Decimal::multiply(*tenth, times);
    auto next = step ? (above ? Decimal::add(from, *step) : Decimal::subtract(from, *step)) : std::nullopt;
    if (next && *next != from) return Value(*next);
  }
  return std::nullopt;
}

/// The last sign's successor where a person would count on ("m" -> "n"), else one sign more.
std::string text_after(std::string const& text) {
  if (text.empty()) return "a";
  auto next = text;
  auto counts = [](char c) { return (c >= 'a' && c < 'z') || (c >= 'A' && c < 'Z') || (c >= '0' && c < '9'); };
  if (!counts(next.back())) return next + "z";
  ++next.back();
  return next;
}

std::optional<Value> moved(feel::DateTime const& from, std::int64_t nanos) {
  auto to = feel::add(from, feel::DaysDuration::of_nanos(nanos));
  return to ? std::optional<Value>(*to) : std::nullopt;
}

/// Steps by which to look for something between two moments, a person's units first.
constexpr std::int64_t time_steps[] = {60 * feel::nanos_per_second, feel::nanos_per_second, milli};

class Cutter {
 public:
  explicit Cutter(ColumnRegions& column) : column_(column), points_(column.points) {
    if (column.kind == Kind::number) unit_ = finest_unit(points_);
  }

  bool cut() {
    if (!sort()) return false;
    if (column_.kind == Kind::boolean) {
      add_point(true), add_point(false);
      points_ = {Value(false), Value(true)};
      column_.point_regions = {1, 0};
      return true;
    }
    if (!column_.ordered) {
      for (auto const& point : points_) add_point(point), note_point();
      std::string other = "anything else";
      while (std::binary_search(points_.begin(), points_.end(), Value(other), before)) other += " still";
      add(Region::Form::other, other, {}, {});
      return true;
    }
    if (points_.empty()) {
      add(Region::Form::other, any_of_kind(), {}, {});
      return true;
    }
    if (auto value = below(points_.front())) add(Region::Form::gap, *value, {}, points_.front());
    else if (column_.kind == Kind::number) return false;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      add_point(points_[i]), note_point();
      if (i + 1 == points_.size()) break;
      auto inside = between(points_[i], points_[i + 1]);
      if (!inside && column_.kind == Kind::string) return false;
      if (inside) add(Region::Form::gap, *inside, points_[i], points_[i + 1]);
    }
    if (auto value = above(points_.back())) add(Region::Form::gap, *value, points_.back(), {});
    else if (column_.kind == Kind::number) return false;
    return true;
  }

 private:
  static bool before(Value const& a, Value const& b) { return feel::order(a, b).value_or(0) < 0; }

  /// False when some cannot be compared with each other.
  bool sort() {
    if (points_.empty() || column_.kind == Kind::boolean) return true;
    auto local = [](Value const& value) {
      return (value.kind() == Kind::time ? value.time().zone : value.date_time().zone).form == feel::ZoneRef::Form::local;
    };
    if (column_.kind == Kind::time || column_.kind == Kind::date_time)
      for (auto const& point : points_) {
        if (local(point) != local(points_.front())) return false;
        if (point.kind() == Kind::time && point.time().zone != points_.front().time().zone) return false;
      }
    std::sort(points_.begin(), points_.end(), before);
    points_.erase(std::unique(points_.begin(), points_.end(), [](Value const& a, Value const& b) { return feel::order(a, b) == 0; }), points_.end());
    return true;
  }

  Value any_of_kind() const {
    switch (column_.kind) {
      case Kind::number: return 0;
      case Kind::date: return Date{2026, 1, 1};
      case Kind::time: return feel::TimeOfDay{12 * 3'600 * feel::nanos_per_second, {}};
      case Kind::date_time: return feel::DateTime{Date{2026, 1, 1}, 0, {}};
      case Kind::days_duration: return feel::DaysDuration{86'400, 0};
      case Kind::months_duration: return feel::MonthsDuration{1};
      default: return "anything";
    }
  }

  std::optional<Value> below(Value const& first) const {
    switch (column_.kind) {
      case Kind::number: {
        auto value = as_value(Decimal::subtract(first.number(), unit_));
        return value && before(*value, first) ? value : next_number(first.number(), false);
      }
      case Kind::string: return first.string().empty() ? std::nullopt : std::optional<Value>("");
      case Kind::date: return as_value(feel::add_days(first.date(), -1));
      case Kind::time: {
        if (first.time().nanos >= milli) return feel::TimeOfDay{0, first.time().zone};
        Value earlier = feel::TimeOfDay{0, feel::ZoneRef::of_offset(farthest_offset)};
        return before(earlier, first) ? std::optional(earlier) : std::nullopt;
      }
      case Kind::date_time: return moved(first.date_time(), -time_steps[0]);
      case Kind::days_duration: return feel::DaysDuration{first.days_duration().seconds - 86'400, first.days_duration().nanos};
      default: return feel::MonthsDuration{first.months_duration().months - 1};
    }
  }

  std::optional<Value> above(Value const& last) const {
    switch (column_.kind) {
      case Kind::number: {
        auto value = as_value(Decimal::add(last.number(), unit_));
        return value && before(last, *value) ? value : next_number(last.number(), true);
      }
      case Kind::string: return text_after(std::string(last.string()));
      case Kind::date: return as_value(feel::add_days(last.date(), 1));
      case Kind::time: {
        auto end = feel::nanos_per_day - milli;
        if (last.time().nanos < end) return feel::TimeOfDay{end, last.time().zone};
        Value later = feel::TimeOfDay{end, feel::ZoneRef::of_offset(-farthest_offset)};
        return before(last, later) ? std::optional(later) : std::nullopt;
      }
      case Kind::date_time: return moved(last.date_time(), time_steps[0]);
      case Kind::days_duration: return feel::DaysDuration{last.days_duration().seconds + 86'400, last.days_duration().nanos};
      default: return feel::MonthsDuration{last.months_duration().months + 1};
    }
  }

  std::optional<Value> between(Value const& low, Value const& high) const {
    auto inside = [&](std::optional<Value> const& value) { return value && before(low, *value) && before(*value, high); };
    switch (column_.kind) {
      case Kind::number: {
        if (auto next = as_value(Decimal::add(low.number(), unit_)); inside(next)) return next;
        auto sum = Decimal::add(low.number(), high.number());
        auto middle = sum ? as_value(Decimal::divide(*sum, Decimal(2))) : std::nullopt;
        if (inside(middle)) return middle;
        auto beside = next_number(low.number(), true);
        return inside(beside) ? beside : std::nullopt;  // two numbers that differ in the 34th digit have none between
      }
      case Kind::string: {
        std::string text(low.string());
        for (auto const& one : {text_after(text), text + "a", text + "0", text + " ", text + "\x01"})
          if (inside(Value(one))) return one;
        return std::nullopt;
      }
      case Kind::date: {
        auto next = as_value(feel::add_days(low.date(), 1));
        return inside(next) ? next : std::nullopt;
      }
      case Kind::time:
        for (auto step : time_steps)
          if (Value value = feel::TimeOfDay{low.time().nanos + step, low.time().zone}; low.time().nanos + step < feel::nanos_per_day && inside(value)) return value;
        return std::nullopt;
      case Kind::date_time:
        for (auto step : time_steps)
          if (auto value = moved(low.date_time(), step); inside(value)) return value;
        return std::nullopt;
      case Kind::days_duration: {
        auto from = low.days_duration();
        for (auto seconds : {86'400, 3'600, 60, 1})
          if (Value value = feel::DaysDuration{from.seconds + seconds, from.nanos}; inside(value)) return value;
        auto middle = feel::DaysDuration::of_nanos((from.total_nanos() + high.days_duration().total_nanos()) / 2);
        return inside(Value(middle)) ? std::optional<Value>(middle) : std::nullopt;
      }
      default: {
        Value next = feel::MonthsDuration{low.months_duration().months + 1};
        return inside(next) ? std::optional(next) : std::nullopt;
      }
    }
  }

  template <class T>
  static std::optional<Value> as_value(std::optional<T> const& value) {
    return value ? std::optional<Value>(*value) : std::nullopt;
  }

  void add(Region::Form form, Value witness, Value low, Value high) { column_.regions.push_back({form, std::move(witness), std::move(low), std::move(high)}); }
  void add_point(Value const& point) { add(Region::Form::point, point, point, point); }
  void note_point() { column_.point_regions.push_back(static_cast<std::uint32_t>(column_.regions.size() - 1)); }

  ColumnRegions& column_;
  std::vector<Value>& points_;
  Decimal unit_ = 1;
};

}  // namespace

std::vector<Value> foreign_values(Kind kind, bool open, bool local) {
  std::vector<Value> values;
  auto zone = local ? feel::ZoneRef::utc() : feel::ZoneRef{};
  if (kind == Kind::time) values.emplace_back(feel::TimeOfDay{10 * 3'600 * feel::nanos_per_second, zone});
  if (kind == Kind::date_time) values.emplace_back(feel::DateTime{Date{2026, 1, 1}, 10 * 3'600 * feel::nanos_per_second, zone});
  if (!open) return values;
  for (Value value : {Value("a"), Value(0), Value(true), Value(Date{2026, 1, 1}), Value(feel::DaysDuration{86'400, 0}), Value(feel::List{}), Value(feel::Context())})
    if (value.kind() != kind) values.push_back(std::move(value));
  return values;
}

bool cut_regions(ColumnRegions& column) {
  if (!Cutter(column).cut()) return false;
  column.regions.push_back({Region::Form::missing, {}, {}, {}});
  return true;
}

}  // namespace drivetrain::decisions::dmn
