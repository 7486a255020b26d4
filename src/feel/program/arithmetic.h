// Arithmetic on values (DMN 1.5 §10.3.2.6.2, tables 56–61): shared by operators and by built-ins such as sum().
#pragma once

#include "feel/syntax/tree.h"
#include "feel/value.h"

namespace drivetrain::feel {

/// What `a op b` is for the five binary forms; null and a reason in `why` when the operands do not fit or the result has no value.
Value calculate(Form operation, Value const& a, Value const& b, std::string& why);

/// A days and time duration as seconds, exactly.
Decimal to_seconds(DaysDuration duration);
/// Nanoseconds and below are cut; nothing when out of range.
std::optional<DaysDuration> from_seconds(Decimal seconds);

}  // namespace drivetrain::feel
