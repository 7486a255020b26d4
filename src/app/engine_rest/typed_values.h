// Variables as Camunda 7 writes them: {"amount": {"value": 12, "type": "Integer"}}. Lists and contexts are its "Json"; what it has no type
// for (dates and durations of FEEL) is their ISO 8601 text.
#pragma once

#include "base/json_writer.h"
#include "base/result.h"
#include "feel/value.h"

namespace drivetrain::app::engine_rest {

void write_typed(JsonWriter& json, feel::Value const& value);
/// The same as a value, for rows of lists.
feel::Value typed_value(feel::Value const& value);
feel::Context typed_context(feel::Context const& variables);
/// As an object, by name.
void write_variables(JsonWriter& json, feel::Context const& variables);
/// Null for an absent object. An Error names the variable that cannot be taken (DT-X902).
Result<feel::Value> read_variables(feel::Value const& typed);

}  // namespace drivetrain::app::engine_rest
