// What an output cell yields when that is known beforehand, and from it what a decision can yield at all: the domain of the columns that
// read it further up the requirements graph.
#pragma once

#include <optional>
#include <vector>

#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/regions.h"
#include "decisions/dmn/table.h"

namespace drivetrain::decisions::dmn {

/// The value of an expression that reads nothing and asks for no clock, as its column takes it. Nothing when it is more than that, or
/// cannot be evaluated.
std::optional<feel::Value> constant_value(Logic const& logic, feel::Type const* type);
/// The text of a literal; empty for other boxed expressions.
std::string_view formula_text(Logic const& logic);

/// The table that a decision is; null pointer when it is something else.
DecisionTable const* table_of(DecisionModel const& model, std::uint32_t node);
/// Everything besides null that an output of a table can be (entry empty: its only one), defaults included, each once. Nothing when that is not
/// known: formulas, lists, aggregates.
std::optional<std::vector<feel::Value>> possible_outputs(DecisionTable const& table, std::string_view entry);

/// What may come into a column: its declared type or that of what it reads, inputValues, allowed values of the type, and the possible
/// outputs of the decision that it reads.
ColumnDomain domain_of(DecisionModel const& model, DecisionTable const& table, InputColumn const& column);

}  // namespace drivetrain::decisions::dmn
