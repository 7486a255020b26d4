// TableProgram: the decision table of a right, compiled and tied to it: which fact of the right feeds which input of the table. It
// suggests an outcome by the criteria that the company wrote down; whoever holds the right decides. Immutable, shared between threads.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "decisions/dmn/decision_model.h"

namespace drivetrain::decisions {

/// A fact of the right is the value of an input of the table.
struct FactBinding {
  std::string fact;
  std::uint32_t node = 0;  ///< input data, in DecisionModel::nodes()
};

struct TableProgram {
  std::string decision;       ///< id of the right
  std::string file, element;  ///< "decisions/warranty.dmn", "accept"
  std::string hash;           ///< of the file and of what it imports: which model answered
  std::shared_ptr<dmn::DecisionModel const> model;
  std::uint32_t node = 0;     ///< the decision that answers, in DecisionModel::nodes()
  std::vector<FactBinding> facts;
  std::string name() const { return file + "#" + element; }
};

/// By the right's id.
using Tables = std::map<std::string, std::shared_ptr<TableProgram const>>;

}  // namespace drivetrain::decisions
