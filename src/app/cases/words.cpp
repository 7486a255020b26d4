// Splitting and reading words (see words.h).
#include "app/cases/words.h"

#include <cctype>

#include "base/decimal.h"

namespace drivetrain::app::cases {

Result<std::vector<Word>> split_words(std::string_view line) {
  std::vector<Word> words;
  std::size_t i = 0;
  while (i < line.size()) {
    if (std::isspace(static_cast<unsigned char>(line[i]))) {
      ++i;
      continue;
    }
    auto begin = i;
    if (line[i] == '"') {
      auto end = line.find('"', i + 1);
      if (end == std::string_view::npos)
        return Error{"DT-C002", "the text that begins in column " + std::to_string(i + 1) + " is not closed", "add the missing \""};
      words.push_back({WordKind::quoted, std::string(line.substr(i + 1, end - i - 1)), begin + 1});
      i = end + 1;
    } else if (line[i] == '{' || line[i] == '[') {
      int depth = 0;
      bool in_text = false;
      for (; i < line.size(); ++i) {
        if (line[i] == '"') in_text = !in_text;
        if (in_text) continue;
        if (line[i] == '{' || line[i] == '[') ++depth;
        if ((line[i] == '}' || line[i] == ']') && --depth == 0) break;
      }
      if (i == line.size())
        return Error{"DT-C002", "the group that begins in column " + std::to_string(begin + 1) + " is not closed", "add the missing bracket"};
      words.push_back({WordKind::group, std::string(line.substr(begin, ++i - begin)), begin + 1});
    } else {
      while (i < line.size() && !std::isspace(static_cast<unsigned char>(line[i])) && line[i] != '{' && line[i] != '"') ++i;
      words.push_back({WordKind::bare, std::string(line.substr(begin, i - begin)), begin + 1});
    }
  }
  return words;
}

Result<std::string> Reader::word(std::string_view what) {
  if (done() || words_[next_].kind == WordKind::group)
    return Error{"DT-C003", "here should stand " + std::string(what) + (done() ? ", but the line ends" : ", not " + words_[next_].text), ""};
  return words_[next_++].text;
}

Result<std::string> Reader::quoted(std::string_view what) {
  if (done() || words_[next_].kind != WordKind::quoted)
    return Error{"DT-C003", "here should stand " + std::string(what) + " in quotes" + (done() ? ", but the line ends" : ", not " + words_[next_].text), ""};
  return words_[next_++].text;
}

std::optional<std::string> Reader::group() {
  if (done() || words_[next_].kind != WordKind::group) return std::nullopt;
  return words_[next_++].text;
}

Status Reader::expect(std::string_view bare) {
  if (accept(bare)) return {};
  return Error{"DT-C003", "here should stand \"" + std::string(bare) + "\"" + (done() ? ", but the line ends" : ", not " + words_[next_].text), ""};
}

Status Reader::end() const {
  if (done()) return {};
  return Error{"DT-C003", "\"" + words_[next_].text + "\" in column " + std::to_string(words_[next_].column) + " is not understood here", ""};
}

std::string Reader::rest() const {
  std::string text;
  for (auto i = next_; i < words_.size(); ++i) text += (text.empty() ? "" : " ") + words_[i].text;
  return text;
}

Result<Duration> read_amount(Reader& reader) {
  DT_TRY(auto number, reader.word("a number"));
  auto amount = Decimal::parse(number);
  if (!amount) return Error{"DT-C003", "\"" + number + "\" is not a number", "write for example: after 2 days"};
  DT_TRY(auto unit, reader.word("a unit"));
  Duration one;
  if (unit == "s" || unit == "seconds" || unit == "second") one = seconds(1);
  else if (unit == "min" || unit == "minutes" || unit == "minute") one = minutes(1);
  else if (unit == "h" || unit == "hours" || unit == "hour") one = hours(1);
  else if (unit == "day" || unit == "days") one = days(1);
  else if (unit == "week" || unit == "weeks") one = days(7);
  else return Error{"DT-C003", "\"" + unit + "\" is no unit of time", "use seconds, minutes, hours, days or weeks"};
  return Duration{static_cast<std::int64_t>(amount->to_double() * static_cast<double>(one.us))};
}

}  // namespace drivetrain::app::cases
