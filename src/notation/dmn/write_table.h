// Decision tables changed as a whole: rules put in, taken out and moved, another hit policy, a default, allowed values. As write.h does it for a
// cell, every byte that is not part of the change stays: a moved rule moves with its bytes, a new one is laid out as its neighbours are, and
// comments stay where somebody wrote them.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "notation/dmn/dmn.h"

namespace drivetrain::notation {

struct DmnTableEdit {
  enum class Kind : std::uint8_t { add_rule, remove_rule, move_rule, set_hit_policy, set_default_output, set_input_values };
  Kind kind = Kind::add_rule;
  std::size_t rule = 0;            ///< from 0; of add_rule: where it will stand
  std::size_t to = 0;              ///< of move_rule: where it will stand
  std::size_t column = 0;          ///< from 0: of the outputs for a default, of the inputs for allowed values
  std::vector<std::string> cells;  ///< of add_rule: inputs, outputs, then annotations, which may be left out
  std::string text;                ///< of a default, of allowed values (FEEL); empty takes them away
  DmnHitPolicy policy = DmnHitPolicy::unique;
  DmnAggregation aggregation = DmnAggregation::none;  ///< only with COLLECT
};

/// `table`: as it was read from the source. DT-X901 when there is no such rule or column; DT-X902 when the table cannot be edited so. What it
/// returns can be read again.
Result<std::string> with_table_edit(SourceText const& source, DmnExpression const& table, DmnTableEdit const& edit);

}  // namespace drivetrain::notation
