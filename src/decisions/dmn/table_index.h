// An index over a decision table's rules, so that a decision among thousands of rules is as quick as among few, for ranges as well as for
// equal values. Each column's value is looked up among the column's constants (regions.h): a binary search, or a hash for texts. Then, by what
// the table is like:
//   - few rules: each region has a set of rules as bits; the sets of all columns are joined by AND, the first bit is the first rule;
//   - many rules: the column that tells most has a list of rules for each region; the other columns are compared rule by rule, as
//     numbers of regions.
// The answer is that of evaluating the cells one by one, warnings included: rules with undecided cells are evaluated as they are, and
// where a value is of a kind that the column does not expect, or makes cells warn, the index says nothing. Immutable, shared between threads.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "decisions/dmn/regions.h"

namespace drivetrain::decisions::dmn {

class TableIndex {
 public:
  /// Null pointer when the table is small, has no columns or too many, or when nothing would be gained.
  static std::shared_ptr<TableIndex const> build(DecisionTable const& table);

  /// Rules that may match these values, in order, handed to use(rule, decided) until it says false; an undecided one must be evaluated. False,
  /// and nothing handed out, when the index cannot say.
  template <class Use>
  bool each_candidate(std::span<feel::Value const> values, Use use) const;

  enum class Plan : std::uint8_t { bits, lists };
  Plan plan() const { return plan_; }
  std::size_t bytes() const;

 private:
  static constexpr std::size_t max_columns = 32;

  /// Where values of one column belong.
  struct Column {
    feel::Kind kind = feel::Kind::null;
    bool ordered = true, scaled = false;
    int scale = 0;                             ///< of numbers as whole multiples of 10^-scale
    std::vector<std::int64_t> multiples;       ///< constants so, ascending, when `scaled`
    std::vector<feel::Value> points;
    std::vector<std::uint32_t> point_regions;
    std::vector<std::uint32_t> hash;           ///< of texts: index into points + 1, 0 free; a power of two long
    std::vector<std::uint8_t> silent;          ///< per region: no cell warns there, and it has values
    std::uint32_t missing = 0;
    std::vector<std::uint32_t> set_of;         ///< per region: which row of `sets`
    std::vector<std::uint64_t> sets;           ///< rows of words_ words
    std::vector<Stretch> hulls;                ///< per rule, from its first region to its last
    std::vector<std::uint32_t> cell_of;        ///< per rule: index into `broken` + 1; 0 when the hull is all there is
    std::vector<Stretches> broken;             ///< cells with holes
    static constexpr std::uint32_t unknown = UINT32_MAX;
    std::uint32_t find(feel::Value const& value) const;
    std::uint32_t find_text(std::string_view text) const;
    std::uint32_t find_ordered(feel::Value const& value) const;
    std::uint32_t find_multiple(Decimal number) const;
    std::uint32_t beside(std::size_t at, bool exact) const;
    bool holds(std::uint32_t rule, std::uint32_t region) const;
  };

  static Column column_of(ColumnRegions const& regions);
  void add_hulls(DecisionTable const& table, std::size_t index, ColumnRegions const& regions);
  void add_sets(std::vector<ColumnRegions> const& regions);
  bool add_lists(std::vector<ColumnRegions> const& regions);
  bool find_regions(std::span<feel::Value const> values, std::uint32_t* regions) const;

  Plan plan_ = Plan::bits;
  std::uint32_t rules_ = 0, words_ = 0;
  std::vector<Column> columns_;
  std::vector<std::uint8_t> undecided_;        ///< per rule; empty when none is
  std::uint32_t leading_ = 0;                  ///< column of the lists
  std::vector<std::uint32_t> list_begins_, list_rules_;
};

inline bool TableIndex::Column::holds(std::uint32_t rule, std::uint32_t region) const {
  auto hull = hulls[rule];
  if (region < hull.first || region > hull.last) return false;
  if (cell_of[rule] == 0) return true;
  auto const& stretches = broken[cell_of[rule] - 1];
  std::size_t low = 0, high = stretches.size();
  while (low < high) {
    auto middle = (low + high) / 2;
    if (stretches[middle].last < region) low = middle + 1;
    else high = middle;
  }
  return low < stretches.size() && stretches[low].first <= region;
}

template <class Use>
bool TableIndex::each_candidate(std::span<feel::Value const> values, Use use) const {
  std::uint32_t regions[max_columns];
  if (!find_regions(values, regions)) return false;
  auto decided = [&](std::uint32_t rule) { return undecided_.empty() || !undecided_[rule]; };
  if (plan_ == Plan::bits) {
    std::uint64_t const* sets[max_columns];
    for (std::size_t i = 0; i < columns_.size(); ++i) sets[i] = columns_[i].sets.data() + std::size_t{columns_[i].set_of[regions[i]]} * words_;
    for (std::uint32_t word = 0; word < words_; ++word) {
      auto bits = sets[0][word];
      for (std::size_t i = 1; i < columns_.size() && bits; ++i) bits &= sets[i][word];
      for (; bits; bits &= bits - 1) {
        auto rule = word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
        if (!use(rule, decided(rule))) return true;
      }
    }
    return true;
  }
  auto region = regions[leading_];
  for (auto at = list_begins_[region]; at < list_begins_[region + 1]; ++at) {
    auto rule = list_rules_[at];
    bool matches = true;
    for (std::size_t i = 0; i < columns_.size() && matches; ++i) matches = i == leading_ || columns_[i].holds(rule, regions[i]);
    if (matches && !use(rule, decided(rule))) return true;
  }
  return true;
}

}  // namespace drivetrain::decisions::dmn
