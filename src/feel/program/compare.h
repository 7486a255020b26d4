// Equality, order and membership of values as DMN 1.5 §10.3.2.13 (tables 53–55) defines them: a truth, or nothing where DMN says null.
#pragma once

#include <optional>

#include "feel/effort.h"
#include "feel/program/frame.h"
#include "feel/value.h"

namespace drivetrain::feel {

/// `=`: nothing when the kinds differ, unless one is null.
std::optional<bool> is_equal(Value const& a, Value const& b);
std::optional<bool> is_equal(Value const& a, Value const& b, Effort& effort);
/// `<` and its kin: -1, 0, 1; nothing when the kinds differ or have no order.
std::optional<int> order(Value const& a, Value const& b);
/// Whether `value` lies in `range`.
std::optional<bool> is_in(Value const& value, Range const& range);
/// Whether `value` passes a test that evaluated to `test`: lies in the range, is or passes an element of the list, or equals it.
std::optional<bool> passes(Value const& value, Value const& test);

// The same, paid for by an evaluation: nothing, after a warning, when it has done too much (Session::stopped).
std::optional<bool> is_equal_paid(Value const& a, Value const& b, Frame& frame, Place place);
inline std::optional<bool> is_equal(Value const& a, Value const& b, Frame& frame, Place place) {
  if (a.is_number() && b.is_number()) return a.number() == b.number();
  return is_equal_paid(a, b, frame, place);
}
std::optional<int> order(Value const& a, Value const& b, Frame& frame, Place place);
std::optional<bool> passes(Value const& value, Value const& test, Frame& frame, Place place);

}  // namespace drivetrain::feel
