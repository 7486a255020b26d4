// Reading a cron's fields (see cron.h).
#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "processes/cron.h"

namespace drivetrain::processes {

namespace {

constexpr std::size_t most_cron_bytes = 1'000;

struct CronField {
  std::string_view name;
  int low, high;
  std::string_view words;  ///< three letters each, from `low` of months and Monday on
};

constexpr CronField cron_fields[] = {{"seconds", 0, 59, ""},
                                     {"minutes", 0, 59, ""},
                                     {"hours", 0, 23, ""},
                                     {"days of the month", 1, 31, ""},
                                     {"months", 1, 12, "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC"},
                                     {"days of the week", 0, 7, "MONTUEWEDTHUFRISATSUN"}};

constexpr std::pair<std::string_view, std::string_view> cron_macros[] = {
    {"@yearly", "0 0 0 1 1 *"}, {"@annually", "0 0 0 1 1 *"}, {"@monthly", "0 0 0 1 * *"}, {"@weekly", "0 0 0 * * 0"},
    {"@daily", "0 0 0 * * *"},  {"@midnight", "0 0 0 * * *"}, {"@hourly", "0 0 * * * *"}};

constexpr auto cron_example = "write seconds minutes hours days-of-month months days-of-week, as in 0 0/15 8-17 ? * MON-FRI";

std::optional<int> small_number(std::string_view text) {
  if (text.empty() || text.size() > 3) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> field_value(CronField const& field, std::string_view text) {
  if (text.size() == 3)
    for (std::size_t i = 0; i < field.words.size(); i += 3)
      if (field.words.substr(i, 3) == text) return static_cast<int>(i / 3) + 1;
  auto number = small_number(text);
  return number && *number >= field.low && *number <= field.high ? number : std::nullopt;
}

/// One element of a list, without what only days can say: sets bits, or says why not.
template <std::size_t size>
std::optional<std::string> set_range(CronField const& field, std::string_view element, std::bitset<size>& bits) {
  bool of_week = field.low == 0 && field.high == 7;
  auto slash = element.find('/');
  auto range = element.substr(0, slash);
  auto dash = range.find('-');
  int from = of_week ? 1 : field.low, to = field.high;
  if (range != "*") {
    auto first = field_value(field, range.substr(0, dash));
    auto last = dash == std::string_view::npos ? first : field_value(field, range.substr(dash + 1));
    if (!first || !last)
      return std::to_string(field.low) + " to " + std::to_string(field.high) +
             (field.words.empty() ? "" : " or names such as " + std::string(field.words.substr(0, 3))) + " can stand there";
    from = *first, to = slash != std::string_view::npos && dash == std::string_view::npos ? field.high : *last;
    if (of_week && from == 7 && dash != std::string_view::npos) from = 0;  // a week's range may begin on Sunday
    if (from > to) return "a range goes from the lower to the higher";
  }
  int step = 1;
  if (slash != std::string_view::npos) {
    auto given = small_number(element.substr(slash + 1));
    if (!given || *given < 1) return "a step is a number from 1";
    step = *given;
  }
  for (int i = from; i <= to; i += step) bits.set(static_cast<std::size_t>(of_week && i == 0 ? 7 : i));
  return std::nullopt;
}

}  // namespace

std::optional<Cron::SpecialDay> Cron::special_day_of_month(std::string_view text) {
  using Form = SpecialDay::Form;
  if (text == "LW") return SpecialDay{Form::last_working_day};
  if (text == "L") return SpecialDay{Form::from_end, 0};
  if (text.starts_with("L-"))
    if (auto number = small_number(text.substr(2)); number && *number >= 1 && *number <= 30) return SpecialDay{Form::from_end, *number};
  if (text.size() > 1 && text.ends_with('W'))
    if (auto number = small_number(text.substr(0, text.size() - 1)); number && *number >= 1 && *number <= 31)
      return SpecialDay{Form::nearest_working_day, *number};
  return std::nullopt;
}

std::optional<Cron::SpecialDay> Cron::special_day_of_week(std::string_view text) {
  using Form = SpecialDay::Form;
  auto weekday_named = [](std::string_view name) -> std::optional<int> {
    auto day = field_value(cron_fields[5], name);
    return day ? std::optional(*day == 0 ? 7 : *day) : std::nullopt;
  };
  if (text.ends_with('L'))
    if (auto day = weekday_named(text.substr(0, text.size() - 1))) return SpecialDay{Form::last_weekday, *day};
  if (auto hash = text.find('#'); hash != std::string_view::npos) {
    auto day = weekday_named(text.substr(0, hash));
    auto nth = small_number(text.substr(hash + 1));
    if (day && nth && *nth >= 1) return SpecialDay{Form::nth_weekday, *day, *nth};
  }
  return std::nullopt;
}

Result<Cron> Cron::parse(std::string_view text) {
  auto shown = "\"" + std::string(text.substr(0, 80)) + "\"";
  if (text.size() > most_cron_bytes) return Error{"", "a cron of more than " + std::to_string(most_cron_bytes) + " bytes", cron_example};
  auto macro = std::find_if(std::begin(cron_macros), std::end(cron_macros), [&](auto const& m) { return m.first == lower_ascii(text); });
  if (text.starts_with('@') && macro == std::end(cron_macros))
    return Error{"", shown + " is no cron", "known are @yearly, @monthly, @weekly, @daily and @hourly; or " + std::string(cron_example)};
  std::string upper(macro == std::end(cron_macros) ? text : macro->second);
  for (auto& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  std::vector<std::string_view> fields;
  for (auto field : split(upper, ' '))
    if (!field.empty()) fields.push_back(field);
  if (fields.size() != 6) {
    std::string help = fields.size() == 5   ? "seconds come first: put 0 in front"
                       : fields.size() == 7 ? "years cannot be said: leave the seventh field out"
                                            : cron_example;
    return Error{"", shown + " is no cron: it has " + counted(fields.size(), "field") + " instead of 6", help};
  }
  Cron cron;
  for (std::size_t i = 0; i < 6; ++i) {
    auto const& field = cron_fields[i];
    auto whole = i >= 3 && i != 4 && fields[i] == "?" ? std::string_view("*") : fields[i];
    for (auto element : split(whole, ',')) {
      std::optional<SpecialDay> special = i == 3 ? special_day_of_month(element) : i == 5 ? special_day_of_week(element) : std::nullopt;
      std::optional<std::string> why;
      if (special)
        (i == 3 ? cron.special_days_ : cron.special_weekdays_).push_back(*special);
      else if (i == 0)
        why = set_range(field, element, cron.seconds_);
      else if (i == 1)
        why = set_range(field, element, cron.minutes_);
      else if (i == 2)
        why = set_range(field, element, cron.hours_);
      else if (i == 3)
        why = set_range(field, element, cron.days_);
      else if (i == 4)
        why = set_range(field, element, cron.months_);
      else
        why = set_range(field, element, cron.weekdays_);
      if (why)
        return Error{"",
                     shown + " is no cron: '" + std::string(element.substr(0, 40)) + "' in its " + std::string(field.name) + ": " + *why,
                     cron_example};
    }
  }
  // The calendar repeats after 400 years (and its weekdays with it): what fits no day of them never does.
  if (!cron.first_local({{2000, 1, 1}, 0}))
    return Error{"", shown + " never comes: no day fits its months and both its fields of days", "name a day that its months have"};
  return cron;
}

}  // namespace drivetrain::processes
