// Which rules of a table can decide at all, and whether none may: what is written and never comes is no possible output for the decisions that read it.
// Internal to decisions/dmn.
#pragma once

#include <memory>
#include <vector>

#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/table.h"

namespace drivetrain::decisions::dmn {

struct TableReach {
  std::vector<std::uint8_t> decides;  ///< by rule: 0 when it is proved that it never does
  bool none = true;                   ///< there may be inputs without a rule
  bool several = true;                ///< rules may match together
  bool exact = false;                 ///< inputs that can be chosen freely come to each rule that is left, and to none when `none`
};

/// Looked at once for each table, within bounds of its own; what takes more may be.
std::shared_ptr<TableReach const> reach_of(DecisionModel const& model, DecisionTable const& table);

}  // namespace drivetrain::decisions::dmn
