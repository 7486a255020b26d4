// A decision table, compiled (DMN 1.5 chapter 8): columns, rules, and cells as unary tests that say what they accept. Equal cells of a
// column are one, so that an index or a search for gaps looks at each only once. Matching rules is here and nowhere else: whatever
// makes it faster stands behind matching_rules().
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/source.h"
#include "decisions/dmn/logic.h"
#include "feel/expression.h"
#include "feel/type.h"
#include "notation/dmn/dmn.h"

namespace drivetrain::decisions::dmn {

/// An input cell. `test.accepts()` says what constants alone decide; nothing when it must be evaluated.
struct Cell {
  feel::Expression test;
  bool any = false;  ///< "-": whatever comes, null too
  std::uint32_t source = 0;
};

struct InputColumn {
  std::string label;                        ///< as people call it: the label, else the expression
  std::shared_ptr<Logic const> expression;
  std::string text;                         ///< of the expression
  std::shared_ptr<feel::Type const> type;   ///< null: any
  std::optional<Cell> allowed;              ///< inputValues
  std::vector<Cell> cells;                  ///< the different ones, in order of appearance
  std::uint32_t source = 0;
};

struct OutputColumn {
  std::string name, label;
  std::shared_ptr<feel::Type const> type;
  std::optional<Cell> allowed;              ///< outputValues as tests
  std::vector<feel::Value> priorities;      ///< outputValues in order, when they are constants
  std::shared_ptr<Logic const> default_value;
  std::uint32_t source = 0;
};

struct Rule {
  std::vector<std::uint32_t> cells;         ///< per input column, index into its cells
  std::vector<std::shared_ptr<Logic const>> outputs;
  notation::DmnRule const* written = nullptr;  ///< id, annotations, place
};

/// A name of the scope around a table that its columns or input cells read.
struct ReadName {
  std::string name;
  std::uint32_t slot = 0;
  std::shared_ptr<feel::Type const> type;   ///< null: any
};

class TableIndex;
struct TableReach;

/// What table_reach.h finds out when it is first asked.
struct LazyReach {
  std::once_flag once;
  std::shared_ptr<TableReach const> known;
};

struct DecisionTable {
  std::string name;                         ///< of the decision or knowledge that it stands in
  std::uint32_t node = 0;                   ///< index of that
  std::uint32_t index = 0;                  ///< its own, in DecisionModel::tables()
  notation::DmnHitPolicy policy = notation::DmnHitPolicy::unique;
  notation::DmnAggregation aggregation = notation::DmnAggregation::none;
  std::vector<InputColumn> inputs;
  std::vector<OutputColumn> outputs;
  std::vector<Rule> rules;
  std::uint32_t tested_slot = 0;            ///< where cells read ?
  std::vector<ReadName> reads;              ///< as bound here: an entry, an iterator or a parameter hides a requirement of its name
  std::uint32_t source = 0;
  notation::DmnTable const* written = nullptr;
  notation::DmnExpression const* expression = nullptr;
  std::shared_ptr<LazyReach> reach = std::make_shared<LazyReach>();
  std::shared_ptr<TableIndex const> index_of_rules;  ///< null pointer when cells are evaluated one by one

  /// Rules that match these column values, in order, at most `most`; through the index when there is one.
  void matching_rules(std::span<feel::Value const> values, Run& run, feel::Value* slots, std::size_t most, std::vector<std::uint32_t>& matching) const;
  /// The same by evaluating the cells one by one: what the index must agree with.
  void scan_rules(std::span<feel::Value const> values, Run& run, feel::Value* slots, std::size_t most, std::vector<std::uint32_t>& matching) const;
  feel::Value evaluate(Run& run, feel::Value* slots) const;
};

}  // namespace drivetrain::decisions::dmn
