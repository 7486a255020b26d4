// A decision table of a right as JSON, for the pages that show it whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/api/api.h"
#include "decisions/dmn/table.h"
#include "decisions/program.h"
#include "decisions/state.h"

namespace drivetrain::app::api {

/// Of a table; the page says how many there are.
inline constexpr std::size_t most_rules_shown = 2'000;

/// Those that take part: the one that answers first, then what it requires, in the file's order.
std::vector<decisions::dmn::DecisionTable const*> tables_of(decisions::TableProgram const& program);
/// Nothing for null.
void value_if(JsonWriter& json, std::string_view name, feel::Value const& value);
/// "fields": what the form asks for.
void write_fields_of_table(JsonWriter& json, decisions::TableProgram const& program, decisions::Decision const& right);
/// `use` null pointer: nobody asked it yet.
void write_table(JsonWriter& json, decisions::dmn::DecisionModel const& model, decisions::dmn::DecisionTable const& table, std::string const& hash, decisions::TableUse const* use);

}  // namespace drivetrain::app::api
