// Reading number formats (see cell_format.h).
#include "notation/tables/cell_format.h"

#include <cmath>
#include <cstdio>

#include "base/decimal.h"
#include "base/time.h"

namespace drivetrain::notation {

namespace {

std::string clock_text(std::int64_t seconds) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", static_cast<int>(seconds / 3600 % 24), static_cast<int>(seconds / 60 % 60));
  return text;
}

}  // namespace

CellFormat builtin_format(int number) {
  CellFormat format;
  format.date = (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) || number == 36 || (number >= 50 && number <= 58);
  format.time = (number >= 18 && number <= 22) || (number >= 32 && number <= 35) || (number >= 45 && number <= 47);
  format.percent = number == 9 || number == 10;
  return format;
}

CellFormat format_of_code(std::string_view code) {
  CellFormat format;
  // Only the first section counts (positive numbers); quoted text and colours are no format letters, but may name the currency.
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    char c = code[i];
    std::string_view literal;
    if (c == '"' || c == '[') {
      auto end = code.find(c == '"' ? '"' : ']', i + 1);
      if (end == std::string_view::npos) break;
      literal = code.substr(i + 1, end - i - 1);
      i = end;
      if (c == '[' && (literal == "h" || literal == "hh" || literal == "m" || literal == "mm")) format.time = true;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '%') {
      format.percent = true;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      format.date = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      format.time = true;
    } else {
      literal = code.substr(i, std::string_view("€").size());
      if (literal != "€" && literal != "£") literal = code.substr(i, 1);
    }
    for (std::string_view sign : {"€", "£", "$", "EUR", "CHF", "USD", "GBP"}) {
      if (literal.find(sign) == std::string_view::npos) continue;
      // [$€-407] names the sign after a dollar that is only syntax.
      if (sign == "$" && literal.starts_with("$") && literal.size() > 1) continue;
      if (format.currency.empty()) format.currency = sign;
    }
  }
  return format;
}

Cell shown_number(double value, CellFormat const& format, DateSystem system) {
  Cell cell;
  if ((format.date || format.time) && value >= 0 && value < 2'958'466) {
    auto whole = std::floor(value);
    auto seconds = std::llround((value - whole) * 86'400);
    if (seconds == 86'400) whole += 1, seconds = 0;
    cell.kind = CellKind::date;
    if (whole < 1 && !format.date) return cell.text = clock_text(seconds), cell;
    if (!format.date && format.time && whole >= 1) {
      // [h]:mm of more than a day is a duration.
      char text[32];
      std::snprintf(text, sizeof text, "%lld:%02lld", static_cast<long long>(whole) * 24 + seconds / 3600, static_cast<long long>(seconds / 60 % 60));
      return cell.text = text, cell;
    }
    // 1900 is a leap year in the 1900 system (§18.17.4.1): before March 1900 days count from one day later.
    auto base = system == DateSystem::from_1904 ? days_from_epoch({1904, 1, 1}) : days_from_epoch({1899, 12, whole < 60 ? std::uint8_t{31} : std::uint8_t{30}});
    cell.text = format_date(date_from_days(base + static_cast<std::int64_t>(whole)));
    if (seconds) cell.text += "T" + clock_text(seconds);
    return cell;
  }
  cell.kind = CellKind::number;
  auto number = Decimal::from_double(format.percent ? value * 100 : value);
  if (!number) return {CellKind::text, "number out of range"};
  if (auto integer = number->is_integer() ? number->to_int64() : std::nullopt) number = Decimal(*integer);
  cell.text = number->to_string();
  if (format.percent) cell.text += " %", cell.kind = CellKind::text;
  else if (!format.currency.empty()) cell.text += " " + format.currency, cell.kind = CellKind::text;
  return cell;
}

}  // namespace drivetrain::notation
