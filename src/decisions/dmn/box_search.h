// Search over a table's boxes. A rule is a box: per column the regions where its cell is true. Column by column the regions are grouped by
// which rules are still in play; equal questions are asked once, so that the answer is a decision diagram whose paths are few and large boxes,
// not single points. Bounded by work: beyond it there is no answer, never a wrong one.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "decisions/dmn/regions.h"

namespace drivetrain::decisions::dmn {

struct RuleBox {
  std::vector<Stretches const*> columns;
  bool decided = true;  ///< every cell is
};
/// Per column, regions that are in question.
using Box = std::vector<Stretches>;

/// The rules of a table as boxes in the regions of its columns.
std::vector<RuleBox> rule_boxes(DecisionTable const& table, std::span<ColumnRegions const> columns);
bool meet(RuleBox const& a, RuleBox const& b, Box const& within);
bool contains(Stretches const& outer, Stretches const& inner);

class BoxSearch {
 public:
  /// What rules that match together come to. Equal outcomes have equal numbers.
  using Outcome = std::function<std::uint32_t(std::span<std::uint32_t const> rules)>;
  /// When rules in play settle the outcome, whatever the columns from `rest` on say (`covers(rule)`: it holds throughout them).
  using Shortcut = std::function<std::optional<std::uint32_t>(std::span<std::uint32_t const> rules, std::function<bool(std::uint32_t)> const& covers)>;

  BoxSearch(std::span<RuleBox const> rules, Box within, std::uint64_t& work);
  void set_shortcut(Shortcut shortcut) { shortcut_ = std::move(shortcut); }

  /// Rules that say the same of all columns to come count as one: for outcomes that do not tell rules apart.
  void join_alike();

  /// Settles all points at once. False when the work ran out.
  bool run(std::vector<std::uint32_t> const& rules, Outcome const& outcome);
  /// Names the last answer: two runs with equal roots agree everywhere.
  std::uint32_t root() const { return root_; }
  struct Found {
    std::uint32_t outcome = 0;
    Box box;
  };
  /// Boxes of outcomes that are wanted, at most `most`, in the order of the regions; `more` is set when there are others.
  std::vector<Found> boxes(std::function<bool(std::uint32_t)> const& wanted, std::size_t most, bool& more) const;

  /// Whether some point of `box` is outside all these rules. Nothing when the work ran out. `point`, when given, is then such a one: a region by column.
  std::optional<bool> leaves_room(std::vector<std::uint32_t> const& rules, Box const& box, std::vector<std::uint32_t>* point = nullptr);

 private:
  struct Branch {
    Stretches regions;
    std::uint32_t child;
  };
  struct Node {
    std::uint32_t level;
    std::vector<Branch> branches;
  };
  struct WordsHash {
    std::size_t operator()(std::vector<std::uint32_t> const& words) const;
  };
  static constexpr std::uint32_t terminal = 0x8000'0000;
  template <class Use>
  bool each_group(std::size_t level, Stretches const& within, std::vector<std::uint32_t> const& rules, Use use);
  std::optional<std::uint32_t> settle(std::size_t level, std::vector<std::uint32_t> const& rules, Outcome const& outcome);
  std::optional<bool> room_from(std::size_t level, std::vector<std::uint32_t> const& rules, Box const& box);
  void walk(std::uint32_t node, Box& box, std::function<bool(std::uint32_t)> const& wanted, std::size_t most, std::vector<Found>& found, bool& more) const;
  Stretches const& cell(std::uint32_t rule, std::size_t level) const { return *rules_[rule].columns[order_[level]]; }
  bool spend(std::uint64_t steps);
  void join(std::size_t level, std::vector<std::uint32_t>& rules);

  std::span<RuleBox const> rules_;
  Box within_;
  std::uint64_t& work_;
  Shortcut shortcut_;
  std::vector<std::uint32_t> order_;      ///< columns by level, those that tell most first
  std::vector<std::uint32_t> full_from_;  ///< per rule: the level from which on it holds throughout
  std::vector<std::vector<std::uint32_t>> alike_;  ///< by level, per rule: the first that is the same from there on; empty when they are told apart
  std::vector<std::uint32_t> seen_;                ///< per rule: the last question that it was part of
  std::uint32_t questions_ = 0;
  std::vector<Node> nodes_;
  std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, WordsHash> known_nodes_;
  std::vector<std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, WordsHash>> settled_;
  std::uint64_t remembered_ = 0;
  std::uint32_t root_ = 0;
  std::vector<std::uint32_t>* room_ = nullptr;
};

}  // namespace drivetrain::decisions::dmn
