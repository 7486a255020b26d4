// JSON in and out of FEEL values. Numbers keep their digits; temporal values travel as ISO 8601 text (JSON has none).
#pragma once

#include <string_view>

#include "base/json_writer.h"
#include "base/result.h"
#include "feel/value.h"

namespace drivetrain::feel {

/// Error names line and column. Bounded by limits::max_json_depth; duplicate keys and numbers out of range are errors.
Result<Value> from_json(std::string_view json);
void write_json(JsonWriter& writer, Value const& value);

}  // namespace drivetrain::feel
