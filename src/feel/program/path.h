// Properties of values that are no contexts (DMN 1.5 §10.3.2.3, table 65 and following): year of a date, start of a range.
#pragma once

#include <optional>

#include "feel/value.h"

namespace drivetrain::feel {

/// Nothing when values of this kind have no property of that name.
std::optional<Value> property(Value const& value, std::string_view name);

}  // namespace drivetrain::feel
