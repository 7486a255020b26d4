// A trace as people and programs read it: names instead of numbers, files and lines instead of offsets.
#pragma once

#include <string>

#include "base/json_writer.h"
#include "decisions/dmn/decision_model.h"

namespace drivetrain::decisions::dmn {

/// Several lines: inputs, decisions on the way, tables with the rules that matched and their annotations, warnings.
std::string explain(DecisionModel const& model, Outcome const& outcome);
/// Of these the tables alone: which values came, which rules matched and why.
std::string explain_rules(DecisionModel const& model, Outcome const& outcome);
/// "risk.dmn:41:9: warning: …"
std::string warning_text(DecisionModel const& model, feel::Warning const& warning);
enum class Telling : std::uint8_t { value, rules, all };
/// {"value": …, "warnings": [{"file", "line", "column", "message"}]}; from `rules` on "rules": [{"table", "index", "id"}], which matched; with `all`
/// also "inputs", "given", "decisions", "tables". With `record` above 0 "line" comes first: where the record stands that this is the outcome of.
void write_json(JsonWriter& writer, DecisionModel const& model, Outcome const& outcome, Telling telling, std::uint64_t record = 0);

}  // namespace drivetrain::decisions::dmn
