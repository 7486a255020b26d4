// Why a decision came out as it did: what was read, which rules matched, what was decided on the way. Ids instead of texts, so that it is
// cheap enough to be always on; names and places are looked up in the model when somebody asks.
#pragma once

#include <cstdint>
#include <vector>

#include "feel/expression.h"
#include "feel/value.h"

namespace drivetrain::decisions::dmn {

enum class Explain : std::uint8_t { no, yes };

/// A value that was supplied and read, or decided on the way; nodes are indices into DecisionModel::nodes().
struct NodeValue {
  std::uint32_t node = 0;
  feel::Value value;
};
/// One look into a table: the columns' values and the rules that matched (from 0, in the table's order).
struct TableHit {
  std::uint32_t table = 0;  ///< index into DecisionModel::tables()
  std::vector<feel::Value> inputs;
  std::vector<std::uint32_t> rules;
};
struct Trace {
  std::vector<NodeValue> inputs;     ///< input data read
  std::vector<NodeValue> given;      ///< decisions whose values were supplied, so that they were not evaluated
  std::vector<NodeValue> decisions;  ///< in the order in which they were evaluated
  std::vector<TableHit> tables;
  bool complete = true;              ///< false when limits::max_trace_entries cut it
};

struct Outcome {
  feel::Value value;
  std::vector<feel::Warning> warnings;  ///< places are in DecisionModel::sources()[warning.source]
  Trace trace;
};

}  // namespace drivetrain::decisions::dmn
