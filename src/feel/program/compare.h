// Equality, order and membership of values as DMN 1.5 §10.3.2.13 (tables 53–55) defines them: a truth, or nothing where DMN says null.
#pragma once

#include <optional>

#include "feel/value.h"

namespace drivetrain::feel {

/// `=`: nothing when the kinds differ, unless one is null.
std::optional<bool> is_equal(Value const& a, Value const& b);
/// `<` and its kin: -1, 0, 1; nothing when the kinds differ or have no order.
std::optional<int> order(Value const& a, Value const& b);
/// Whether `value` lies in `range`.
std::optional<bool> is_in(Value const& value, Range const& range);
/// Whether `value` passes a test that evaluated to `test`: lies in the range, is or passes an element of the list, or equals it.
std::optional<bool> passes(Value const& value, Value const& test);

}  // namespace drivetrain::feel
