// Contexts put together entry by entry, for inputs that a search or a test chooses.
#pragma once

#include <string_view>

#include "feel/type.h"
#include "feel/value.h"

namespace drivetrain::decisions::dmn {

/// A context of a type with all entries missing, so that it is of that type; an empty one when the type is none of contexts, or null.
feel::Value empty_value(feel::Type const* type);
/// `whole` with `value` at a path ("address.zip"), contexts made on the way; the value itself for an empty path.
feel::Value with_entry(feel::Value const& whole, std::string_view path, feel::Value const& value);

}  // namespace drivetrain::decisions::dmn
