// Reading when (see times.h). The text is cut into tokens; each pattern takes its tokens away, and what is left was not understood.
#include "app/own_data/times.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "app/own_data/amounts.h"
#include "app/own_data/fold.h"
#include "base/text.h"

namespace drivetrain::app::own_data {

namespace {

constexpr std::array<char const*, 7> weekday_codes = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

int weekday_by_word(std::string const& word) {
  static std::map<std::string, int> const days = {
      {"mo", 1}, {"mon", 1}, {"monday", 1}, {"montag", 1}, {"montags", 1}, {"mondays", 1}, {"tu", 2}, {"tue", 2}, {"tues", 2}, {"tuesday", 2}, {"tuesdays", 2},
      {"di", 2}, {"die", 2}, {"dienstag", 2}, {"dienstags", 2}, {"we", 3}, {"wed", 3}, {"weds", 3}, {"wednesday", 3}, {"wednesdays", 3}, {"mi", 3}, {"mit", 3}, {"mittwoch", 3}, {"mittwochs", 3},
      {"th", 4}, {"thu", 4}, {"thur", 4}, {"thurs", 4}, {"thursday", 4}, {"thursdays", 4}, {"do", 4}, {"don", 4}, {"donnerstag", 4}, {"donnerstags", 4},
      {"fr", 5}, {"fri", 5}, {"friday", 5}, {"fridays", 5}, {"fre", 5}, {"freitag", 5}, {"freitags", 5}, {"sa", 6}, {"sat", 6}, {"saturday", 6}, {"saturdays", 6}, {"samstag", 6},
      {"samstags", 6}, {"sonnabend", 6}, {"su", 7}, {"sun", 7}, {"sunday", 7}, {"sundays", 7}, {"so", 7}, {"son", 7}, {"sonntag", 7}, {"sonntags", 7}};
  auto found = days.find(word);
  return found == days.end() ? 0 : found->second;
}

int month_by_word(std::string const& word) {
  static std::map<std::string, int> const months = {
      {"jan", 1}, {"january", 1}, {"januar", 1}, {"jaenner", 1}, {"feb", 2}, {"february", 2}, {"februar", 2}, {"mar", 3}, {"march", 3}, {"maerz", 3}, {"mrz", 3}, {"apr", 4}, {"april", 4},
      {"may", 5}, {"mai", 5}, {"jun", 6}, {"june", 6}, {"juni", 6}, {"jul", 7}, {"july", 7}, {"juli", 7}, {"aug", 8}, {"august", 8}, {"sep", 9}, {"sept", 9}, {"september", 9},
      {"oct", 10}, {"october", 10}, {"okt", 10}, {"oktober", 10}, {"nov", 11}, {"november", 11}, {"dec", 12}, {"december", 12}, {"dez", 12}, {"dezember", 12}};
  auto found = months.find(word);
  return found == months.end() ? 0 : found->second;
}

bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); }

int small_number(std::string_view text) {
  int value = 0;
  if (!all_digits(text) || text.size() > 4) return -1;
  for (char c : text) value = value * 10 + (c - '0');
  return value;
}

std::optional<Date> checked_date(int year, int month, int day) {
  if (year >= 0 && year < 100) year += 2000;
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  Date date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

/// "08:15", "8.15" (when `dot`), "0815h"… as microseconds of the day.
std::optional<std::int64_t> time_of_token(std::string_view token, bool dot) {
  bool afternoon = false, morning = false;
  auto lower = lower_ascii(token);
  std::string_view text = lower;
  for (std::string_view suffix : {"uhr", "h", "am", "pm", "a.m.", "p.m."})
    if (text.ends_with(suffix) && text.size() > suffix.size()) {
      afternoon = suffix[0] == 'p';
      morning = suffix[0] == 'a';
      text = trim(text.substr(0, text.size() - suffix.size()));
      if (suffix != "h" || text.find(':') != std::string_view::npos) dot = true;
      break;
    }
  auto colon = text.find(':');
  if (colon == std::string_view::npos && dot) colon = text.find('.');
  int hour = 0, minute = 0;
  if (colon == std::string_view::npos) {
    if (!afternoon && !morning && !lower.ends_with("uhr")) return std::nullopt;
    hour = small_number(text);
  } else {
    hour = small_number(text.substr(0, colon));
    auto rest = text.substr(colon + 1);
    if (rest.size() == 5 && rest[2] == ':') rest = rest.substr(0, 2);  // seconds
    if (rest.size() != 2) return std::nullopt;
    minute = small_number(rest);
  }
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour == 12) hour = 0;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute)) return std::nullopt;
  return (hour * 60 + minute) * std::int64_t{60'000'000};
}

std::vector<std::string> tokens_of(std::string_view text) {
  std::string spaced;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == ',' || c == ';' || c == '\n' || c == '(' || c == ')' || c == '&' || c == '+' || c == '/') spaced += ' ';
    else if (text.substr(i).starts_with("–") || text.substr(i).starts_with("—")) {
      spaced += " - ";
      i += std::string_view("–").size() - 1;
    } else if (c == '-' && i > 0 && i + 1 < text.size()) {
      // A hyphen inside a word (bi-weekly) or an ISO date is part of it; between days or times it is a range.
      auto word_before = spaced.substr(spaced.find_last_of(' ') == std::string::npos ? 0 : spaced.find_last_of(' ') + 1);
      bool weekday_range = weekday_by_word(fold(word_before)) && weekday_by_word(fold(text.substr(i + 1, text.find_first_of(" ,;/-:", i + 1) - i - 1)));
      bool time_range = word_before.find_first_of(":.") != std::string::npos || lower_ascii(word_before).ends_with("uhr");
      spaced += weekday_range || time_range ? " - " : "-";
    } else spaced += c;
  }
  std::vector<std::string> tokens;
  for (auto token : split(spaced, ' '))
    if (!token.empty()) tokens.emplace_back(token);
  return tokens;
}

/// Walks over the tokens and takes what it knows.
class WhenReader {
 public:
  WhenReader(std::string_view text, When& when) : when_(when), tokens_(tokens_of(text)) {
    for (auto const& token : tokens_) folded_.push_back(fold(token));
  }

  std::vector<std::string> read() {
    while (at_ < tokens_.size())
      if (!date() && !times() && !duration() && !weekdays() && !nth() && !frequency() && !filler()) left_.push_back(tokens_[at_++]);
    std::sort(when_.weekdays.begin(), when_.weekdays.end());
    when_.weekdays.erase(std::unique(when_.weekdays.begin(), when_.weekdays.end()), when_.weekdays.end());
    return left_;
  }

 private:
  std::string const& word(std::size_t ahead = 0) const {
    static std::string const none;
    return at_ + ahead < folded_.size() ? folded_[at_ + ahead] : none;
  }
  bool dash(std::size_t ahead) const { return at_ + ahead < tokens_.size() && (tokens_[at_ + ahead] == "-" || folded_[at_ + ahead] == "bis" || folded_[at_ + ahead] == "to"); }
  bool take(std::size_t count) { return at_ += count, true; }

  bool date() {
    for (std::size_t count : {3u, 2u, 1u}) {
      if (at_ + count > tokens_.size()) continue;
      std::string text = tokens_[at_];
      for (std::size_t i = 1; i < count; ++i) text += " " + tokens_[at_ + i];
      if (auto day = read_loose_date(text)) return when_.first = *day, take(count);
    }
    return false;
  }

  bool times() {
    auto const& token = tokens_[at_];
    bool uhr = word(1) == "uhr" || word(1) == "h" || word(1) == "am" || word(1) == "pm" || (dash(1) && word(3) == "uhr");
    auto start = time_of_token(uhr && !dash(1) ? token + word(1) : token, uhr);
    if (!start && uhr && all_digits(token)) start = time_of_token(token + "uhr", true);
    if (!start) return false;
    std::size_t used = uhr && !dash(1) ? 2 : 1;
    if (when_.start_us && *when_.start_us != *start) when_.more_starts_us.push_back(*start);
    else when_.start_us = start;
    if (dash(used) && at_ + used + 1 < tokens_.size()) {
      auto const& second = tokens_[at_ + used + 1];
      auto end = time_of_token(second, true);
      if (!end && all_digits(second)) end = time_of_token(second + "uhr", true);
      if (end) {
        when_.end_us = end;
        used += 2;
        if (word(used) == "uhr" || word(used) == "h") ++used;
      }
    }
    return take(used);
  }

  bool duration() {
    // "2 h", "90min", "30'": a number and a unit of time; hours of the day were taken before.
    for (std::size_t count : {2u, 1u}) {
      if (at_ + count > tokens_.size()) continue;
      auto text = tokens_[at_] + (count == 2 ? " " + tokens_[at_ + 1] : "");
      if (text.find_first_of("0123456789") == std::string::npos && !text.starts_with("PT")) continue;
      auto read = read_loose_duration(text, days(1));
      if (!read) continue;
      bool each = word(count) == "vorher";
      if (*read >= days(1) || each) continue;
      when_.duration = *read;
      return take(count);
    }
    return false;
  }

  bool weekdays() {
    auto first = weekday_by_word(word());
    if (!first) {
      if (word() == "werktags" || word() == "werktaeglich" || word() == "arbeitstaeglich" || word() == "weekdays" || word() == "workdays") {
        for (int day = 1; day <= 5; ++day) when_.weekdays.push_back(day);
        when_.frequency = Frequency::weekly;
        return take(1);
      }
      return false;
    }
    if (dash(1)) {
      if (auto last = weekday_by_word(word(2)); last > first) {
        for (int day = first; day <= last; ++day) when_.weekdays.push_back(day);
        return take(3);
      }
    }
    when_.weekdays.push_back(first);
    return take(1);
  }

  bool nth() {
    static std::map<std::string, int> const ordinals = {{"1st", 1}, {"first", 1}, {"erster", 1}, {"ersten", 1}, {"erste", 1}, {"2nd", 2}, {"second", 2}, {"zweiter", 2}, {"zweiten", 2}, {"zweite", 2},
                                                        {"3rd", 3}, {"third", 3}, {"dritter", 3}, {"dritten", 3}, {"4th", 4}, {"fourth", 4}, {"vierter", 4}, {"vierten", 4},
                                                        {"last", -1}, {"letzter", -1}, {"letzten", -1}, {"letzte", -1}, {"other", 2}};
    int number = 0;
    if (auto found = ordinals.find(word()); found != ordinals.end()) number = found->second;
    else if (tokens_[at_].ends_with(".") && all_digits(word())) number = small_number(word());
    if (number == 0) return false;
    auto next = word(1);
    if (next == "week" || next == "woche") {
      // "every 2nd week", "every other week", "jede zweite Woche"
      if (number < 2) return false;
      when_.interval = number;
      when_.frequency = Frequency::weekly;
      return take(2);
    }
    if (weekday_by_word(next) && number <= 4) {
      if (word() == "other") {
        when_.interval = 2;
        when_.frequency = Frequency::weekly;
        return take(1);
      }
      when_.nth = number;
      if (when_.frequency == Frequency::unknown) when_.frequency = Frequency::monthly;
      return take(1);
    }
    if (number >= 1 && number <= 31 && (tokens_[at_].ends_with(".") || next == "of" || next == "des" || next == "day" || next == "tag" || next.empty())) {
      when_.day_of_month = number;
      if (when_.frequency == Frequency::unknown) when_.frequency = Frequency::monthly;
      return take(1);
    }
    return false;
  }

  bool frequency() {
    static std::map<std::string, std::pair<Frequency, int>> const words = {
        {"daily", {Frequency::daily, 1}}, {"taeglich", {Frequency::daily, 1}}, {"weekly", {Frequency::weekly, 1}}, {"woechentlich", {Frequency::weekly, 1}}, {"biweekly", {Frequency::weekly, 2}},
        {"bi weekly", {Frequency::weekly, 2}}, {"fortnightly", {Frequency::weekly, 2}}, {"14 taegig", {Frequency::weekly, 2}}, {"14taegig", {Frequency::weekly, 2}}, {"zweiwoechentlich", {Frequency::weekly, 2}},
        {"vierzehntaegig", {Frequency::weekly, 2}}, {"2 woechentlich", {Frequency::weekly, 2}}, {"monthly", {Frequency::monthly, 1}}, {"monatlich", {Frequency::monthly, 1}}, {"quarterly", {Frequency::quarterly, 1}},
        {"quartalsweise", {Frequency::quarterly, 1}}, {"vierteljaehrlich", {Frequency::quarterly, 1}}, {"yearly", {Frequency::yearly, 1}}, {"annually", {Frequency::yearly, 1}}, {"annual", {Frequency::yearly, 1}},
        {"jaehrlich", {Frequency::yearly, 1}}, {"half yearly", {Frequency::monthly, 6}}, {"halbjaehrlich", {Frequency::monthly, 6}}, {"bimonthly", {Frequency::monthly, 2}}};
    if (auto found = words.find(word()); found != words.end()) {
      when_.frequency = found->second.first;
      when_.interval = found->second.second;
      return take(1);
    }
    static std::set<std::string> const each = {"every", "each", "jeden", "jede", "jedes", "jeder", "per", "pro", "a", "im", "in", "of", "the", "des", "alle", "once", "einmal", "1x", "1 x"};
    if (each.contains(word())) {
      static std::map<std::string, Frequency> const units = {{"day", Frequency::daily}, {"tag", Frequency::daily}, {"week", Frequency::weekly}, {"woche", Frequency::weekly}, {"month", Frequency::monthly},
                                                             {"monat", Frequency::monthly}, {"monats", Frequency::monthly}, {"quarter", Frequency::quarterly}, {"quartal", Frequency::quarterly}, {"year", Frequency::yearly}, {"jahr", Frequency::yearly}};
      if (auto found = units.find(word(1)); found != units.end()) {
        if (when_.frequency == Frequency::unknown || found->second > when_.frequency) when_.frequency = found->second;
        return take(2);
      }
      // "every 2 weeks", "alle 14 Tage"
      auto number = small_number(word(1));
      if (word(1) == "two" || word(1) == "zwei") number = 2;
      if (number > 0 && (word(2).starts_with("week") || word(2).starts_with("woche"))) return when_.frequency = Frequency::weekly, when_.interval = number, take(3);
      if (number == 14 && (word(2) == "days" || word(2) == "tage")) return when_.frequency = Frequency::weekly, when_.interval = 2, take(3);
      if (number > 0 && (word(2).starts_with("month") || word(2).starts_with("monat"))) return when_.frequency = Frequency::monthly, when_.interval = number, take(3);
      return take(1);
    }
    return false;
  }

  bool filler() {
    static std::set<std::string> const words = {"", "at", "on", "um", "am", "ab", "from", "von", "und", "and", "uhr", "h", "month", "monat", "monats", "der", "den", "dem", "cet", "jeweils", "s"};
    return words.contains(word()) ? take(1) : false;
  }

  When& when_;
  std::vector<std::string> tokens_, folded_, left_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Date> read_loose_date(std::string_view text) {
  auto trimmed = trim(text);
  if (trimmed.size() < 6 || trimmed.size() > 24) return std::nullopt;
  if (trimmed.size() >= 10 && trimmed[4] == '-' && trimmed[7] == '-') {
    auto date = parse_date(trimmed.substr(0, 10));
    return date && (trimmed.size() == 10 || trimmed[10] == 'T' || trimmed[10] == ' ') ? std::optional(*date) : std::nullopt;
  }
  std::vector<std::string> parts;
  for (auto c : {'.', '/', '-'}) {
    auto pieces = split(trimmed, c);
    if (pieces.size() != 3 || !all_digits(trim(pieces[0])) || !all_digits(trim(pieces[1])) || !all_digits(trim(pieces[2]))) continue;
    auto first = small_number(trim(pieces[0])), second = small_number(trim(pieces[1])), third = small_number(trim(pieces[2]));
    if (auto date = checked_date(third, second, first)) return date;
    return c == '/' ? checked_date(third, first, second) : std::nullopt;
  }
  auto words = words_of(trimmed);
  if (words.size() != 3) return std::nullopt;
  if (auto month = month_by_word(words[1])) return checked_date(small_number(words[2]), month, small_number(words[0]));
  if (auto month = month_by_word(words[0])) return checked_date(small_number(words[2]), month, small_number(words[1]));
  return std::nullopt;
}

std::optional<Duration> read_loose_duration(std::string_view written, Duration day) {
  auto text = trim(written);
  if (text.empty() || text.size() > 40) return std::nullopt;
  if (text[0] == 'P') {
    auto iso = parse_duration(text);
    return iso ? std::optional(*iso) : std::nullopt;
  }
  if (text.ends_with("'") || text.ends_with("′")) {
    auto number = read_number(text.substr(0, text.find_first_not_of("0123456789")));
    auto whole = number ? number->to_int64() : std::nullopt;
    return whole ? std::optional(minutes(*whole)) : std::nullopt;
  }
  if (auto colon = text.find(':'); colon != std::string_view::npos) {
    auto rest = text.substr(colon + 1);
    auto hour = small_number(text.substr(0, colon)), minute = small_number(rest.substr(0, 2));
    return hour >= 0 && minute >= 0 && minute < 60 && rest.size() >= 2 ? std::optional(hours(hour) + minutes(minute)) : std::nullopt;
  }
  // "1 h 30 min": two quantities one after the other.
  Duration sum{};
  auto rest = text;
  for (int parts = 0; parts < 2 && !rest.empty(); ++parts) {
    auto begin = rest.find_first_of("0123456789");
    if (begin == std::string_view::npos) return std::nullopt;
    auto unit_at = rest.find_first_not_of("0123456789.,", begin);
    auto next = unit_at == std::string_view::npos ? unit_at : rest.find_first_of("0123456789", unit_at);
    auto piece = trim(rest.substr(0, next));
    auto quantity = read_quantity(piece);
    if (!quantity) return std::nullopt;
    auto unit = quantity->unit;
    Duration each = unit == "h" ? hours(1) : unit == "minutes" ? minutes(1) : unit == "days" ? day : unit == "weeks" ? day * 5 : Duration{};
    if (each.us == 0) return std::nullopt;
    auto us = Decimal::multiply(quantity->value, Decimal(each.us));
    auto whole = us ? us->rounded(0, Decimal::Rounding::half_up) : std::nullopt;
    auto count = whole ? whole->to_int64() : std::nullopt;
    if (!count || *count < 0 || *count > days(3660).us) return std::nullopt;
    sum = sum + Duration{*count};
    rest = next == std::string_view::npos ? std::string_view() : rest.substr(next);
  }
  return rest.empty() ? std::optional(sum) : std::nullopt;
}

std::vector<std::string> read_when(std::string_view text, When& when) { return WhenReader(text, when).read(); }

std::string weekday_code(int weekday) { return weekday_codes[static_cast<std::size_t>(weekday - 1) % 7]; }

std::string rrule_of(When const& when) {
  auto days_list = [&] {
    std::string list;
    for (auto day : when.weekdays) list += (list.empty() ? "" : ",") + weekday_code(day);
    return list;
  };
  auto frequency = when.frequency;
  if (frequency == Frequency::unknown && !when.weekdays.empty()) frequency = Frequency::weekly;
  // "täglich Mo–Fr" is weekly on those days; daily without days means working days, which the chair's calendar settles.
  if (frequency == Frequency::daily && !when.weekdays.empty()) frequency = Frequency::weekly;
  auto every = when.interval > 1 ? ";INTERVAL=" + std::to_string(when.interval) : std::string();
  switch (frequency) {
    case Frequency::unknown: return when.first ? "FREQ=DAILY;COUNT=1" : "";
    case Frequency::daily: return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
    case Frequency::weekly: return "FREQ=WEEKLY" + every + (when.weekdays.empty() ? "" : ";BYDAY=" + days_list());
    case Frequency::monthly:
    case Frequency::quarterly: {
      auto months = frequency == Frequency::quarterly ? 3 : when.interval;
      std::string rule = "FREQ=MONTHLY";
      if (months > 1) rule += ";INTERVAL=" + std::to_string(months);
      if (when.day_of_month) return rule + ";BYMONTHDAY=" + std::to_string(when.day_of_month);
      auto nth = when.nth ? when.nth : 1;
      return rule + ";BYDAY=" + std::to_string(nth) + weekday_code(when.weekdays.empty() ? 1 : when.weekdays.front());
    }
    case Frequency::yearly: return "FREQ=YEARLY";
  }
  return "";
}

Date first_day_of(When const& when, Date from) {
  if (when.first) return *when.first;
  auto begin = days_from_epoch(from);
  if (when.frequency == Frequency::monthly || when.frequency == Frequency::quarterly) {
    // The rule itself finds the day; it may begin on the first of the month.
    return Date{from.year, from.month, 1};
  }
  for (int ahead = 0; ahead < 7; ++ahead) {
    auto day = date_from_days(begin + ahead);
    auto number = weekday(day);
    bool fits = when.weekdays.empty() ? number <= 5 : std::find(when.weekdays.begin(), when.weekdays.end(), number) != when.weekdays.end();
    if (fits) return day;
  }
  return from;
}

}  // namespace drivetrain::app::own_data
