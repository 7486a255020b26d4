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
  /// `rules` in order. Rules that are not `decided` may match: the text then names their cells.
  std::string told(std::span<std::uint32_t const> rules, std::function<bool(std::uint32_t)> const& decided);

 private:
  struct Cell {
    std::string text;
    std::size_t weight = 0;  ///< place among the column's priorities
  };
  Cell const& cell(std::uint32_t rule, std::size_t column);
  std::string outputs(std::uint32_t rule);
  std::string none();
  /// The number that texts of numbers come to; nothing when some are none.
  std::optional<Decimal> aggregated(std::vector<std::string> const& texts) const;

  DecisionTable const& table_;
  std::map<std::pair<Logic const*, std::size_t>, Cell> cells_;
};

}  // namespace drivetrain::decisions::dmn
