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
/// Whether a text asks for now() or today(): of the same text, another day, another value.
bool asks_the_clock(std::string const& text);
/// The type of "Applicant.Address.Zip" from that of Applicant; null pointer when it is not known. `keeps` holds what it belongs to.
feel::Type const* entry_type(feel::Type const* type, std::string_view path, std::shared_ptr<feel::Type const>& keeps);
/// The text of a literal; empty for other boxed expressions.
std::string_view formula_text(Logic const& logic);

/// The table that a decision is; null pointer when it is something else.
DecisionTable const* table_of(DecisionModel const& model, std::uint32_t node);
struct PossibleOutputs {
  std::vector<feel::Value> values;  ///< besides null, each once
  bool null = true;                 ///< null may come, too
  bool exact = false;               ///< for each of them there is an input of the table that can be chosen freely
};
/// What an output of a table can be (entry empty: its only one), of rules and defaults that can decide. Nothing when that is not known: formulas,
/// lists, aggregates.
std::optional<PossibleOutputs> possible_outputs(DecisionModel const& model, DecisionTable const& table, std::string_view entry);

/// A path as it is bound in a table: a name of the scope around, and an entry of its value (empty: the value itself).
struct PlainRead {
  ReadName const* name = nullptr;
  std::string entry;
};
/// Nothing when no name of the scope begins the path.
std::optional<PlainRead> plain_read(DecisionTable const& table, std::string_view path);
/// What a column reads that is a name or a path and nothing else.
std::optional<PlainRead> plain_read(DecisionTable const& table, InputColumn const& column);
/// The node whose value a name holds; nothing when it is an entry, an iterator or a parameter, though one of that name may be required.
std::optional<std::uint32_t> required_node(DecisionModel const& model, DecisionTable const& table, ReadName const& name);
/// Whether a decision is an input decision of some service: its callers give what they like.
bool is_given_from_outside(DecisionModel const& model, std::uint32_t node);

/// What may come into a column: its declared type or that of what it reads, inputValues, allowed values of the type, and the possible
/// outputs of the decision that it reads.
ColumnDomain domain_of(DecisionModel const& model, DecisionTable const& table, InputColumn const& column);
/// The same of a path, whatever columns make of it.
ColumnDomain domain_of(DecisionModel const& model, DecisionTable const& table, PlainRead const& read);

}  // namespace drivetrain::decisions::dmn
