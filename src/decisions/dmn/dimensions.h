// The dimensions of a decision table: what its columns vary with. Columns of one expression are one dimension, and so are truths of a single
// value (age >= 18) and that value (age): what one column says of the others is then seen, and no input is thought of that cannot be. A column that
// computes something else (age * 2) is a dimension of its own, though it is not free: what is found there must be tried (witness.h).
// Internal to decisions/dmn.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "decisions/dmn/box_search.h"
#include "decisions/dmn/constant_output.h"

namespace drivetrain::decisions::dmn {

struct Dimension {
  std::string label;                         ///< as people call it
  std::optional<PlainRead> read;             ///< the value that it is; nothing when it is computed
  std::string path;                          ///< of `read`, as written
  std::vector<std::uint32_t> columns;        ///< of the table, those with the dimension's own values
  std::vector<std::uint32_t> truths;         ///< columns that are true or false by that value
};

class TableSpace {
 public:
  /// `work` counts down what looking takes.
  TableSpace(DecisionModel const& model, DecisionTable const& table, std::uint64_t& work);

  DecisionModel const& model;
  DecisionTable const& table;
  std::vector<Dimension> dimensions;
  std::vector<ColumnDomain> domains;         ///< by dimension, as all that follows
  std::vector<ColumnRegions> columns;
  std::vector<RuleBox> rules;
  Box within;                                ///< all that can come, missing and foreign values included
  DecisionTable labels;                      ///< only its columns' labels, for in_words()

  /// Where a rule is true in one dimension, and whether its cells there are decided.
  CellRegions const& part(std::uint32_t rule, std::size_t dimension) const { return *parts_[dimension][rule]; }
  /// Where the rule's cell of one column is true, in the regions of the column's dimension.
  CellRegions const& cell(std::uint32_t rule, std::size_t column) const { return (*cells_[column])[table.rules[rule].cells[column]]; }
  /// The dimension that a column varies with.
  std::size_t dimension_of(std::size_t column) const { return dimension_of_[column]; }
  /// The rule's cells there, as written, without those that let everything pass.
  std::string cells_in_words(std::uint32_t rule, std::size_t dimension) const;

 private:
  void find_dimensions();
  bool add_truth(std::uint32_t column);
  void add_computed(std::uint32_t column);
  void cut(std::size_t dimension, std::uint64_t& work);
  void join_cells(std::size_t dimension, std::vector<std::vector<CellRegions> const*> const& cells);
  std::vector<CellRegions> cells_of_truth(std::size_t dimension, InputColumn const& column, std::uint64_t& work);

  std::vector<std::vector<CellRegions const*>> parts_;
  std::deque<CellRegions> joined_;
  std::vector<std::vector<CellRegions> const*> cells_;  ///< by column, by its different cells
  std::deque<std::vector<CellRegions>> kept_cells_;
  std::vector<std::size_t> dimension_of_;
};

}  // namespace drivetrain::decisions::dmn
