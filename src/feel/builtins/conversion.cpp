// Conversion functions: values from text and from parts (DMN 1.5 §10.3.4.1, table 72).
#include "feel/builtins/builtin.h"
#include "feel/program/compare.h"
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

std::optional<std::uint8_t> small(Call const& call, std::size_t i) {
  auto number = call[i].number().to_int64();
  if (!number || *number < 0 || *number > 255) return std::nullopt;
  return static_cast<std::uint8_t>(*number);
}

Value run_date(Call const& call) {
  switch (call[0].kind()) {
    case Kind::date: return call[0];
    case Kind::date_time: return call[0].date_time().date;
    default:
      if (auto date = parse_feel_date(call[0].string())) return *date;
      return call.fail("a text such as \"2026-03-27\" was expected, but " + describe(call[0]) + " came");
  }
}
Value run_date_parts(Call const& call) {
  auto year = call[0].number().to_int64();
  auto month = small(call, 1), day = small(call, 2);
  if (year && month && day && *year >= -max_year && *year <= max_year) {
    Date date{static_cast<std::int32_t>(*year), *month, *day};
    if (is_valid(date)) return date;
  }
  return call.fail("there is no such day: " + describe(call[0]) + ", " + describe(call[1]) + ", " + describe(call[2]));
}

Value run_time(Call const& call) {
  switch (call[0].kind()) {
    case Kind::time: return call[0];
    case Kind::date_time: return TimeOfDay{call[0].date_time().nanos, call[0].date_time().zone};
    case Kind::date: return TimeOfDay{0, ZoneRef::utc()};
    default:
      if (auto time = parse_feel_time(call[0].string())) return *time;
      return call.fail("a text such as \"16:50:00\" was expected, but " + describe(call[0]) + " came");
  }
}
Value run_time_parts(Call const& call) {
  auto refuse = [&] { return call.fail("there is no such time: " + describe(call[0]) + ", " + describe(call[1]) + ", " + describe(call[2])); };
  auto hour = small(call, 0), minute = small(call, 1);
  auto second = call[2].number();
  auto whole = second.rounded(0, Decimal::Rounding::floor);
  auto seconds = whole ? whole->to_int64().value_or(-1) : -1;
  if (!hour || !minute || *hour > 23 || *minute > 59 || seconds < 0 || seconds > 59) return refuse();
  auto fraction = Decimal::multiply(*Decimal::subtract(second, *whole), Decimal(nanos_per_second));
  auto nanos = fraction ? fraction->rounded(0, Decimal::Rounding::down) : std::nullopt;
  TimeOfDay time{(*hour * 3600 + *minute * 60 + seconds) * nanos_per_second + (nanos ? nanos->to_int64().value_or(0) : 0), {}};
  if (call.has(3) && !call[3].is_null()) {
    auto offset = call[3].days_duration();
    if (offset.nanos != 0 || offset.seconds > 64'800 || offset.seconds < -64'800) return call.fail("an offset lies within 18 hours, but " + describe(call[3]) + " came");
    time.zone = ZoneRef::of_offset(static_cast<std::int32_t>(offset.seconds));
  }
  return time;
}

Value run_date_time(Call const& call) {
  if (call[0].kind() == Kind::date_time) return call[0];
  if (call[0].kind() == Kind::date) return DateTime{call[0].date(), 0, {}};
  if (auto moment = parse_feel_date_time(call[0].string())) return *moment;
  return call.fail("a text such as \"2026-03-27T16:50:00+01:00\" was expected, but " + describe(call[0]) + " came");
}
Value run_date_and_time(Call const& call) {
  auto date = call[0].kind() == Kind::date ? call[0].date() : call[0].date_time().date;
  return DateTime{date, call[1].time().nanos, call[1].time().zone}.settled();
}
Value run_date_time_zone(Call const& call) {
  if (auto zone = ZoneRef::named(call[1].string())) {
    if (call[0].date_time().zone.form == ZoneRef::Form::local) return call.fail("only a moment with a zone or offset can be moved to another");
    if (auto moment = DateTime::at(call[0].date_time().since_epoch(), *zone)) return *moment;
  }
  return call.fail("there is no time zone " + describe(call[1]));
}

Value run_duration(Call const& call) {
  if (call[0].kind() != Kind::string) return call[0];
  if (auto days = parse_days_duration(call[0].string())) return *days;
  if (auto months = parse_months_duration(call[0].string())) return *months;
  return call.fail("a text such as \"PT4H\", \"P5D\" or \"P1Y2M\" was expected, but " + describe(call[0]) + " came");
}
Value run_months_duration(Call const& call) {
  auto date = [](Value const& v) { return v.kind() == Kind::date ? v.date() : v.date_time().date; };
  return MonthsDuration{months_between(date(call[0]), date(call[1]))};
}

Value run_string(Call const& call) {
  if (call[0].is_null()) return {};
  if (call[0].kind() == Kind::string) return call[0];
  if (!call.spend(call[0].weight())) return {};
  auto text = to_plain_text(call[0]);
  if (text.size() > limits::max_string_bytes) return call.fail("the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes");
  return std::string_view(text);
}

Value read_number(Call const& call, std::string text) {
  // Decimal::parse takes what a FEEL literal may be; a sign in front belongs to number() too.
  if (text.size() > 1 && text.front() == '+' && text[1] != '-' && text[1] != '+') text.erase(0, 1);
  if (auto number = Decimal::parse(text)) return *number;
  return call.fail("a number was expected, but " + describe(call[0]) + " came");
}
Value run_number(Call const& call) {
  if (call[0].is_number()) return call[0];
  return read_number(call, std::string(call[0].string()));
}
Value run_number_separated(Call const& call) {
  auto grouping = call[1].is_null() ? std::string_view() : call[1].string();
  auto point = call[2].is_null() ? std::string_view() : call[2].string();
  if (!grouping.empty() && grouping != " " && grouping != "," && grouping != ".") return call.fail("the grouping separator is a blank, a comma or a point");
  if (!point.empty() && point != "," && point != ".") return call.fail("the decimal separator is a comma or a point");
  if (!call[1].is_null() && !call[2].is_null() && grouping == point) return call.fail("the two separators differ");
  std::string plain;
  bool behind_point = false;
  for (char c : call[0].string()) {
    std::string_view one(&c, 1);
    if (!grouping.empty() && one == grouping && !behind_point) continue;
    if (!point.empty() && one == point) plain += '.', behind_point = true;
    else if (c == '.' && !point.empty()) return call.fail("a number was expected, but " + describe(call[0]) + " came");
    else plain += c;
  }
  return read_number(call, std::move(plain));
}

/// Whether an end of a range in text is a literal or date("…") and its kin, as range() demands.
bool is_plain_end(Tree const& tree) {
  if (tree.form == Form::literal) return true;
  if (tree.form != Form::builtin_call || tree.children.size() != 1 || tree.children[0]->form != Form::literal) return false;
  return tree.text == "date" || tree.text == "time" || tree.text == "date and time" || tree.text == "duration";
}
Value run_range(Call const& call) {
  auto refuse = [&] { return call.fail("a text such as \"[1..10)\" with plain values in ascending order was expected, but " + describe(call[0]) + " came"); };
  if (!call.spend(1 + call[0].string().size() / 4)) return {};
  CompileError error;
  auto parsed = parse(call[0].string(), {}, Grammar::expression, error);
  if (!parsed.root || parsed.root->form != Form::interval || call[0].string().find("..") == std::string_view::npos) return refuse();
  auto const& ends = parsed.root->children;
  if (!is_plain_end(*ends[0]) || !is_plain_end(*ends[1])) return refuse();
  auto start = build(*ends[0])->evaluate(call.frame), end = build(*ends[1])->evaluate(call.frame);
  if ((start.is_null() && ends[0]->form != Form::literal) || (end.is_null() && ends[1]->form != Form::literal)) return refuse();
  if (start.is_null() && end.is_null()) return refuse();
  auto value = build(*parsed.root)->evaluate(call.frame);
  if (value.is_null()) return {};
  if (!start.is_null() && !end.is_null() && order(start, end).value_or(1) > 0) return refuse();
  if ((start.is_null() && parsed.root->start_included) || (end.is_null() && parsed.root->end_included)) return refuse();
  return value;
}

constexpr Builtin conversions[] = {
    {"date", "from: string | date | date and time", "a day from its text, or of a date and time", run_date},
    {"date", "year: number, month: number, day: number", "", run_date_parts},
    {"time", "from: string | time | date and time | date", "a time of day from its text, or of a date and time", run_time},
    {"time", "hour: number, minute: number, second: number, offset?: days and time duration | null", "", run_time_parts},
    {"date and time", "from: string | date | date and time", "a moment from its text", run_date_time},
    {"date and time", "date: date | date and time, time: time", "", run_date_and_time},
    {"date and time", "date: date and time, timezone: string", "", run_date_time_zone},
    {"duration", "from: string | duration", "a duration from its text: PT4H, P5D, P1Y2M", run_duration},
    {"years and months duration", "from: date | date and time, to: date | date and time", "whole months between two days", run_months_duration},
    {"string", "from: any", "the value as text", run_string},
    {"number", "from: string | number", "a number from its text", run_number},
    {"number", "from: string, grouping separator: string | null, decimal separator: string | null", "", run_number_separated},
    {"range", "from: string", "a range from its text: [1..10)", run_range},
};

}  // namespace

std::span<Builtin const> conversion_builtins() { return conversions; }

}  // namespace drivetrain::feel
