// What rules of a table that match together come to, as a text that is equal when the outcome is: constants by value, formulas as written.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "decisions/dmn/table.h"

namespace drivetrain::decisions::dmn {

class TableOutcome {
 public:
  explicit TableOutcome(DecisionTable const& table) : table_(table) {}
  /// `rules` in order. Rules with a `condition` that is not empty match where it holds: the text then names it, and all that the outcome depends on
  /// besides. An output that is none of its column's output values decides nothing.
  std::string told(std::span<std::uint32_t const> rules, std::function<std::string const&(std::uint32_t)> const& condition);
  /// Whether an output of these rules, or of none of them the default, is a formula: equal texts then are equal only when what the formula uses is.
  bool has_formula(std::span<std::uint32_t const> rules);

 private:
  struct Cell {
    std::string text;
    std::size_t weight = 0;  ///< place among the column's priorities
    bool constant = false;
    bool refused = false;    ///< none of the column's output values
  };
  Cell const& cell(std::uint32_t rule, std::size_t column);
  std::string outputs(std::uint32_t rule);
  std::string none();
  std::string told_open(std::vector<std::uint32_t> const& order, std::function<std::string const&(std::uint32_t)> const& condition);
  bool yields_list() const;
  /// The number that texts of numbers come to; nothing when some are none.
  std::optional<Decimal> aggregated(std::vector<std::string> const& texts) const;

  DecisionTable const& table_;
  std::map<std::pair<Logic const*, std::size_t>, Cell> cells_;
};

}  // namespace drivetrain::decisions::dmn
