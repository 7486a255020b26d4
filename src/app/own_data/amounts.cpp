// Reading amounts (see amounts.h).
#include "app/own_data/amounts.h"

#include <algorithm>
#include <span>
#include <utility>

#include "app/own_data/fold.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

bool is_digit_byte(char c) { return c >= '0' && c <= '9'; }

/// The number's digits with '.' for the decimal point and no separators; nothing when separators contradict each other.
std::optional<std::string> plain_digits(std::string_view text) {
  std::string compact;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    bool group = c == ' ' || c == '\'';
    if (text.substr(i).starts_with("’")) group = true;
    if (group) {
      // A blank or apostrophe groups thousands only: three digits follow.
      auto step = text.substr(i).starts_with("’") ? std::string_view("’").size() : 1;
      auto next = text.substr(i + step, 3);
      if (compact.empty() || next.size() < 3 || !std::all_of(next.begin(), next.end(), is_digit_byte)) return std::nullopt;
      i += step - 1;
      continue;
    }
    if (!is_digit_byte(c) && c != '.' && c != ',') return std::nullopt;
    compact += c;
  }
  if (compact.empty() || !is_digit_byte(compact.back())) return std::nullopt;
  auto points = std::count(compact.begin(), compact.end(), '.'), commas = std::count(compact.begin(), compact.end(), ',');
  char decimal = 0;
  if (points && commas) decimal = compact.rfind('.') > compact.rfind(',') ? '.' : ',';
  else if (points == 1 || commas == 1) {
    auto at = compact.find_first_of(".,");
    auto after = compact.size() - at - 1;
    // Exactly three digits after the only separator, and no leading zero before it: thousands ("15.000", "15,000").
    bool thousands = after == 3 && at > 0 && at <= 3 && compact[0] != '0';
    if (!thousands) decimal = compact[at];
  }
  std::string digits;
  for (std::size_t i = 0; i < compact.size(); ++i) {
    char c = compact[i];
    if (is_digit_byte(c)) {
      digits += c;
      continue;
    }
    if (c == decimal) {
      if (digits.find('.') != std::string::npos) return std::nullopt;
      digits += '.';
      continue;
    }
    // A separator of thousands has three digits behind it, up to the next separator.
    auto next = compact.substr(i + 1, 3);
    if (next.size() < 3 || !std::all_of(next.begin(), next.end(), is_digit_byte) || (i + 4 < compact.size() && is_digit_byte(compact[i + 4]))) return std::nullopt;
  }
  return digits;
}

struct UnitWord {
  std::string_view folded, unit;
  int factor = 1;
};

/// By the folded text before or behind the number.
constexpr UnitWord unit_words[] = {
    {"eur", "EUR", 1},       {"euro", "EUR", 1},     {"euros", "EUR", 1},      {"usd", "USD", 1},        {"dollar", "USD", 1},    {"gbp", "GBP", 1},
    {"chf", "CHF", 1},       {"sfr", "CHF", 1},      {"fr", "CHF", 1},         {"teur", "EUR", 1000},    {"tsd", "", 1000},       {"tausend", "", 1000},
    {"thousand", "", 1000},  {"k", "", 1000},        {"mio", "", 1000000},     {"mn", "", 1000000},      {"million", "", 1000000}, {"millionen", "", 1000000},
    {"m", "", 1000000},      {"keur", "EUR", 1000},  {"k eur", "EUR", 1000},   {"tsd eur", "EUR", 1000}, {"tsd euro", "EUR", 1000}, {"mio eur", "EUR", 1000000},
    {"mio euro", "EUR", 1000000}, {"percent", "%", 1}, {"prozent", "%", 1},    {"h", "h", 1},            {"hour", "h", 1},        {"hours", "h", 1},
    {"hrs", "h", 1},         {"std", "h", 1},        {"stunde", "h", 1},       {"stunden", "h", 1},      {"d", "days", 1},        {"day", "days", 1},
    {"days", "days", 1},     {"tag", "days", 1},     {"tage", "days", 1},      {"tagen", "days", 1},     {"at", "days", 1},       {"werktage", "days", 1},
    {"arbeitstage", "days", 1}, {"working days", "days", 1}, {"week", "weeks", 1}, {"weeks", "weeks", 1}, {"woche", "weeks", 1},   {"wochen", "weeks", 1},
    {"min", "minutes", 1},   {"minute", "minutes", 1}, {"minutes", "minutes", 1}, {"minuten", "minutes", 1}, {"ppm", "ppm", 1}};

/// Unit and factor of what stands around a number. Nothing: it is no unit, so the text is more than an amount.
std::optional<std::pair<std::string, Decimal>> unit_of(std::string_view before, std::string_view after) {
  std::string unit;
  Decimal factor = 1;
  std::string rest;
  for (auto part : {before, after}) {
    std::string text(part);
    for (auto [sign, name] : {std::pair{"€", "EUR"}, std::pair{"$", "USD"}, std::pair{"£", "GBP"}, std::pair{"%", "%"}})
      for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign)) {
        text.replace(at, std::string_view(sign).size(), " ");
        unit = name;
      }
    auto folded = fold(text);
    if (!folded.empty()) rest += (rest.empty() ? "" : " ") + folded;
  }
  if (rest.empty()) return std::pair{unit, factor};
  auto apply = [&](std::string_view words) {
    for (auto const& known : unit_words)
      if (known.folded == words) {
        if (!known.unit.empty()) unit = known.unit;
        factor = Decimal::multiply(factor, Decimal(known.factor)).value_or(factor);
        return true;
      }
    return false;
  };
  if (apply(rest)) return std::pair{unit, factor};
  for (auto word : split(rest, ' '))
    if (!word.empty() && word != "netto" && word != "brutto" && word != "net" && word != "gross" && !apply(word)) return std::nullopt;
  return std::pair{unit, factor};
}

/// Takes any of these words or signs off the front of `text`; longest first within the list given.
bool take_front(std::string_view& text, std::span<std::string_view const> words) {
  auto lower = lower_ascii(text);
  for (auto word : words) {
    if (!std::string_view(lower).starts_with(word)) continue;
    bool is_word = word.back() >= 'a' && word.back() <= 'z';
    auto next = text.substr(word.size());
    if (is_word && !next.empty() && ((next[0] >= 'a' && next[0] <= 'z') || (next[0] >= 'A' && next[0] <= 'Z'))) continue;
    text = trim(next);
    return true;
  }
  return false;
}

constexpr std::string_view at_most_signs[] = {"<=", "≤", "bis zu", "bis einschl.", "bis max.", "bis inkl.", "bis", "up to", "max.", "max",
                                                                   "maximal", "maximum", "höchstens", "at most", "not more than", "limit", "until", "to"};
constexpr std::string_view under_signs[] = {"<", "unter", "below", "under", "less than", "weniger als", "kleiner"};
constexpr std::string_view from_signs[] = {">=", "≥", "ab", "from", "von", "at least", "mindestens", "min.", "min", "mind."};
constexpr std::string_view above_signs[] = {">", "über", "ueber", "above", "over", "more than", "mehr als", "größer", "exceeding"};

/// "5.000 – 15.000 €" → its two halves. A hyphen right before a digit at the front is a sign, not a range.
std::optional<std::pair<std::string_view, std::string_view>> halves(std::string_view text) {
  for (std::string_view dash : {"–", "—", " bis ", " to ", " und ", " and ", "..", "-"}) {
    auto at = text.find(dash, 1);
    if (at == std::string_view::npos) continue;
    auto low = trim(text.substr(0, at)), high = trim(text.substr(at + dash.size()));
    if (low.empty() || high.empty() || high.find(dash) != std::string_view::npos) continue;
    return std::pair{low, high};
  }
  return std::nullopt;
}

std::optional<Limit> read_range(std::string_view text) {
  auto both = halves(text);
  if (!both) return std::nullopt;
  auto low_text = both->first;
  bool from_above = take_front(low_text, above_signs);
  if (!from_above) take_front(low_text, from_signs);
  constexpr std::string_view between[] = {"zwischen", "between"};
  take_front(low_text, between);
  auto high_text = both->second;
  bool under = take_front(high_text, under_signs);
  if (!under) take_front(high_text, at_most_signs);
  auto low = read_quantity(low_text), high = read_quantity(high_text);
  if (!low || !high) return std::nullopt;
  // "5–15k": the factor behind the second half is meant for both when the first would be tiny beside it.
  if (low->unit.empty() && !high_text.empty() && (high_text.back() == 'k' || high_text.back() == 'K') && is_digit_byte(low_text.back()) && low->value < Decimal(1000))
    low->value = *Decimal::multiply(low->value, Decimal(1000));
  if (high->value < low->value) return std::nullopt;
  Limit limit;
  limit.above = low->value;
  limit.above_included = false;
  limit.up_to = high->value;
  limit.up_to_included = !under;
  limit.unit = high->unit.empty() ? low->unit : high->unit;
  limit.states_beginning = true;
  return limit;
}

}  // namespace

std::optional<Decimal> read_number(std::string_view text) {
  auto trimmed = trim(text);
  bool negative = trimmed.starts_with("-") || trimmed.starts_with("−");
  if (negative) trimmed = trim(trimmed.substr(trimmed.starts_with("-") ? 1 : std::string_view("−").size()));
  if (trimmed.ends_with(",-") || trimmed.ends_with(".-")) trimmed.remove_suffix(2);
  if (trimmed.ends_with(",--") || trimmed.ends_with(",–")) trimmed = trimmed.substr(0, trimmed.find(','));
  if (trimmed.size() > 40) return std::nullopt;
  auto digits = plain_digits(trimmed);
  if (!digits) return std::nullopt;
  auto value = Decimal::parse(*digits);
  if (!value) return std::nullopt;
  return negative ? value->negated() : *value;
}

std::optional<Quantity> read_quantity(std::string_view text) {
  auto trimmed = trim(text);
  auto begin = trimmed.find_first_of("0123456789");
  if (begin == std::string_view::npos) return std::nullopt;
  auto end = trimmed.find_last_of("0123456789") + 1;
  auto before = trimmed.substr(0, begin), after = trimmed.substr(end);
  std::string sign;
  for (std::string_view minus : {"-", "−"})
    if (before.ends_with(minus)) before.remove_suffix(minus.size()), sign = "-";
  if (after.starts_with(",-") || after.starts_with(".-") ) after.remove_prefix(2);
  if (after.starts_with("-")) after.remove_prefix(1);
  auto number = read_number(sign + std::string(trimmed.substr(begin, end - begin)));
  auto unit = unit_of(before, after);
  if (!number || !unit) return std::nullopt;
  auto value = Decimal::multiply(*number, unit->second);
  if (!value) return std::nullopt;
  if (auto whole = value->is_integer() ? value->to_int64() : std::nullopt) value = Decimal(*whole);  // 2.5k is 2500, not 2500.0
  return Quantity{*value, unit->first};
}

std::optional<Limit> read_limit(std::string_view written) {
  auto text = trim(written);
  auto folded = fold(text);
  Limit limit;
  for (std::string_view word : {"unlimited", "unbegrenzt", "unbeschraenkt", "no limit", "ohne limit", "ohne begrenzung", "any", "any amount", "all", "alle", "alles", "jeder betrag",
                                "open", "without limit", "kein limit", "keine grenze", "unlimitiert", "full"})
    if (folded == word) {
      limit.unlimited = true;
      return limit;
    }
  if (text == "∞" || text == "*") return limit.unlimited = true, limit;
  for (std::string_view word : {"none", "keine", "kein", "nein", "no", "not allowed"})
    if (folded == word) return limit.none = true, limit;
  if (text == "-" || text == "–" || text == "—") return limit.none = true, limit;
  if (auto range = read_range(text)) return range;
  auto rest = text;
  bool above = take_front(rest, above_signs);
  bool from = !above && (take_front(rest, from_signs) || (text.ends_with("+") && text.size() > 1));
  bool under = !above && !from && take_front(rest, under_signs);
  if (!above && !from && !under) take_front(rest, at_most_signs);
  if (rest.ends_with("+")) rest.remove_suffix(1);
  for (std::string_view behind : {"und mehr", "and more", "and above", "or more", "aufwärts", "upwards"})
    if (lower_ascii(rest).ends_with(behind)) rest = trim(rest.substr(0, rest.size() - behind.size())), from = true;
  auto quantity = read_quantity(rest);
  if (!quantity || quantity->value.is_negative()) return std::nullopt;
  limit.unit = quantity->unit;
  if (above || from) {
    limit.above = quantity->value;
    limit.above_included = from;
    limit.states_beginning = true;
  } else if (quantity->value.is_zero()) {
    limit.none = true;
  } else {
    limit.up_to = quantity->value;
    limit.up_to_included = !under;
  }
  return limit;
}

std::optional<Target> read_target(std::string_view written) {
  auto text = trim(written);
  Target target;
  if (take_front(text, at_most_signs) || take_front(text, under_signs)) target.direction = -1;
  else if (take_front(text, from_signs) || take_front(text, above_signs)) target.direction = 1;
  auto quantity = read_quantity(text);
  if (!quantity) {
    // "5 complaints": what stands behind the number is the unit.
    auto end = text.find_last_of("0123456789");
    if (end == std::string_view::npos) return std::nullopt;
    auto number = read_number(text.substr(0, end + 1));
    if (!number || text.size() - end > 30) return std::nullopt;
    quantity = Quantity{*number, std::string(trim(text.substr(end + 1)))};
  }
  target.value = quantity->value;
  target.unit = quantity->unit;
  return target;
}

std::string grouped(Decimal number) {
  auto text = number.to_string();
  auto point = text.find('.');
  auto whole_end = point == std::string::npos ? text.size() : point;
  auto begin = text.starts_with("-") ? 1u : 0u;
  for (auto at = whole_end; at > begin + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

std::string in_words(Decimal number, std::string_view unit) {
  auto text = grouped(number);
  if (unit.empty()) return text;
  bool currency = unit.size() == 3 && std::all_of(unit.begin(), unit.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return currency ? std::string(unit) + " " + text : text + " " + std::string(unit);
}

}  // namespace drivetrain::app::own_data
