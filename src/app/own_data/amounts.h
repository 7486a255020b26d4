// Amounts as people type them: "15.000 €", "15,000", "2.5k", "95 %", "up to 5.000", "5k–15k", "ab 15.000", "unbegrenzt". A guess is only made
// where one reading is far likelier than the other; what stays open is nothing, and the row is reported.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace drivetrain::app::own_data {

/// A number with its unit: "EUR" (also for €), "%", "h", "days", "weeks", "minutes", else as written; empty when there is none.
struct Quantity {
  Decimal value;
  std::string unit;
};
/// Nothing when the text is no single number.
std::optional<Quantity> read_quantity(std::string_view text);
/// Nothing when anything but a number stands there; separators of thousands and decimals are told apart.
std::optional<Decimal> read_number(std::string_view text);

/// A stretch of amounts for which somebody may sign.
struct Limit {
  std::optional<Decimal> above;   ///< open downwards when absent
  bool above_included = false;    ///< "from 5,000" rather than "above 5,000"
  std::optional<Decimal> up_to;   ///< open upwards when absent
  bool up_to_included = true;     ///< false for "under 5,000"
  bool unlimited = false;         ///< said so: "unbegrenzt"
  bool none = false;              ///< said so: may not sign at all
  std::string unit;
  bool states_beginning = false;  ///< the text says where it begins, so nothing must be filled in from the level below
};
/// Nothing when no reading is likely.
std::optional<Limit> read_limit(std::string_view text);

/// What a figure should reach: "≥ 95 %", "max. 5 days", "< 2 %".
struct Target {
  Decimal value;
  std::string unit;
  int direction = 0;              ///< +1 at least, -1 at most, 0 not said
};
std::optional<Target> read_target(std::string_view text);

/// "15,000": grouped by thousands, for people.
std::string grouped(Decimal number);
/// "EUR 15,000", "12 %", "8 h".
std::string in_words(Decimal number, std::string_view unit);

}  // namespace drivetrain::app::own_data
