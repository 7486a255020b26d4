// JUEL's operators and the conversions that they make (JSR-341 §1.5–1.9 and 1.23, as Camunda 7's juel computes them), over FEEL's values.
// DEVIATION: numbers are decimals, so 0.1 + 0.2 is 0.3 and 4 / 2 is 2; a division by zero is an error and not an infinity.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "feel/value.h"
#include "processes/juel/tree.h"

namespace drivetrain::processes::juel {

// Nothing means that `error` says why, without a place. Null and "" are 0; a text is the number that it writes.
std::optional<Decimal> to_number(feel::Value const& value, Error& error);
/// Null and "" are false; a text is true when it says "true" in any case of letters.
std::optional<bool> to_truth(feel::Value const& value, Error& error);
/// Null is nothing. What FEEL's string() yields, for the rest.
std::string text_of(feel::Value const& value);

/// One of the five arithmetic forms. Null + null is 0.
std::optional<feel::Value> calculate(Form form, feel::Value const& a, feel::Value const& b, Error& error);
/// Null equals null alone. Beside a number both are numbers, beside a boolean both booleans, beside a text both texts.
std::optional<bool> equals(feel::Value const& a, feel::Value const& b, Error& error);
/// One of the four comparisons. With a null on one side it is false; null <= null is true.
std::optional<bool> compares(Form form, feel::Value const& a, feel::Value const& b, Error& error);
/// Null, "", a list or context without entries.
bool is_empty(feel::Value const& value);

}  // namespace drivetrain::processes::juel
