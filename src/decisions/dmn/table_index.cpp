// Building an index, and looking values up in it (see table_index.h).
#include "decisions/dmn/table_index.h"

#include <algorithm>
#include <map>

#include "base/decimal_parts.h"
#include "feel/program/compare.h"

namespace drivetrain::decisions::dmn {

namespace {

using feel::Kind;
using feel::Value;

/// Below these the cells are as quick, or lists are quicker than bits.
constexpr std::size_t least_rules = 8, most_rules_as_bits = 1'024;
/// Of one table; beyond it rules are evaluated one by one.
constexpr std::size_t max_set_bytes = 16u << 20, max_list_entries = 4'000'000;
/// Evaluations that building may take.
constexpr std::uint64_t max_build_work = 2'000'000;

std::size_t text_hash(std::string_view text) { return std::hash<std::string_view>()(text); }

/// The number as a whole multiple of 10^-scale; nothing when it is none, or too large.
bool multiple_of(Decimal number, int scale, std::int64_t& multiple) {
  static constexpr std::int64_t powers[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
  if (!DecimalAccess::is_small(number)) return false;
  auto behind = scale - DecimalAccess::scale(number);
  return behind >= 0 && behind <= 9 && !__builtin_mul_overflow(DecimalAccess::coefficient(number), powers[behind], &multiple);
}

}  // namespace

TableIndex::Column TableIndex::column_of(ColumnRegions const& regions) {
  Column column;
  column.kind = regions.kind, column.ordered = regions.ordered, column.missing = regions.missing();
  for (auto const& region : regions.regions) column.silent.push_back(!region.warns);
  if (column.kind == Kind::number && !regions.points.empty()) {
    for (auto const& point : regions.points)
      if (DecimalAccess::is_small(point.number())) column.scale = std::max(column.scale, DecimalAccess::scale(point.number()));
    column.multiples.resize(regions.points.size());
    column.scaled = true;
    for (std::size_t i = 0; i < regions.points.size() && column.scaled; ++i) column.scaled = multiple_of(regions.points[i].number(), column.scale, column.multiples[i]);
    if (!column.scaled) column.multiples.clear();
  }
  if (!column.ordered) {
    std::size_t size = 8;
    while (size < regions.points.size() * 2) size *= 2;
    column.hash.resize(size);
    for (std::uint32_t i = 0; i < regions.points.size(); ++i) {
      auto at = text_hash(regions.points[i].string()) & (size - 1);
      while (column.hash[at]) at = (at + 1) & (size - 1);
      column.hash[at] = i + 1;
    }
  }
  column.points = regions.points, column.point_regions = regions.point_regions;
  return column;
}

void TableIndex::add_hulls(DecisionTable const& table, std::size_t index, ColumnRegions const& regions) {
  auto& column = columns_[index];
  std::vector<std::uint32_t> broken_of(regions.cells.size());
  for (std::size_t cell = 0; cell < regions.cells.size(); ++cell)
    if (auto const& stretches = regions.cells[cell].stretches; stretches.size() > 1) {
      column.broken.push_back(stretches);
      broken_of[cell] = static_cast<std::uint32_t>(column.broken.size());
    }
  for (auto const& rule : table.rules) {
    auto const& stretches = regions.cells[rule.cells[index]].stretches;
    column.hulls.push_back(stretches.empty() ? Stretch{1, 0} : Stretch{stretches.front().first, stretches.back().last});
    column.cell_of.push_back(broken_of[rule.cells[index]]);
  }
}

void TableIndex::add_sets(std::vector<ColumnRegions> const& regions) {
  plan_ = Plan::bits;
  words_ = (rules_ + 63) / 64;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    auto& column = columns_[i];
    std::map<std::vector<std::uint64_t>, std::uint32_t> rows;
    for (std::uint32_t region = 0; region < regions[i].regions.size(); ++region) {
      std::vector<std::uint64_t> bits(words_);
      for (std::uint32_t rule = 0; rule < rules_; ++rule)
        if (column.holds(rule, region)) bits[rule / 64] |= std::uint64_t{1} << (rule % 64);
      auto [row, fresh] = rows.emplace(std::move(bits), static_cast<std::uint32_t>(rows.size()));
      if (fresh) column.sets.insert(column.sets.end(), row->first.begin(), row->first.end());
      column.set_of.push_back(row->second);
    }
    column.hulls = {}, column.cell_of = {}, column.broken = {};
  }
}

/// Lists for the column that leaves the fewest rules for a region, if they fit.
bool TableIndex::add_lists(std::vector<ColumnRegions> const& regions) {
  plan_ = Plan::lists;
  double best = 1e300;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::uint64_t entries = 0;
    for (std::uint32_t rule = 0; rule < rules_; ++rule) {
      auto const& column = columns_[i];
      if (column.cell_of[rule] == 0) entries += column.hulls[rule].last + 1 - column.hulls[rule].first;
      else
        for (auto const& each : column.broken[column.cell_of[rule] - 1]) entries += each.last + 1 - each.first;
    }
    auto mean = static_cast<double>(entries) / static_cast<double>(regions[i].regions.size());
    if (entries <= max_list_entries && mean < best) best = mean, leading_ = static_cast<std::uint32_t>(i);
  }
  // Where every list would hold most rules, evaluating them is as good.
  if (best > rules_ / 2.0) return false;
  auto const& column = columns_[leading_];
  auto count = regions[leading_].regions.size();
  auto each_region = [&](std::uint32_t rule, auto use) {
    auto through = [&](Stretch stretch) {
      for (auto region = stretch.first; region <= stretch.last && stretch.first <= stretch.last; ++region) use(region);
    };
    if (column.cell_of[rule] == 0) through(column.hulls[rule]);
    else
      for (auto const& each : column.broken[column.cell_of[rule] - 1]) through(each);
  };
  list_begins_.assign(count + 1, 0);
  for (std::uint32_t rule = 0; rule < rules_; ++rule) each_region(rule, [&](std::uint32_t region) { ++list_begins_[region + 1]; });
  for (std::size_t region = 0; region < count; ++region) list_begins_[region + 1] += list_begins_[region];
  list_rules_.resize(list_begins_.back());
  auto next = list_begins_;
  for (std::uint32_t rule = 0; rule < rules_; ++rule) each_region(rule, [&](std::uint32_t region) { list_rules_[next[region]++] = rule; });
  return true;
}

std::shared_ptr<TableIndex const> TableIndex::build(DecisionTable const& table) {
  if (table.rules.size() < least_rules || table.inputs.empty() || table.inputs.size() > max_columns) return nullptr;
  auto made = std::make_shared<TableIndex>();
  made->rules_ = static_cast<std::uint32_t>(table.rules.size());
  std::vector<ColumnRegions> regions;
  auto work = max_build_work;
  std::size_t set_bytes = 0;
  for (auto const& input : table.inputs) {
    regions.push_back(column_regions(input, table.tested_slot, {}, work));
    set_bytes += regions.back().regions.size() * ((table.rules.size() + 63) / 64) * 8;
  }
  std::size_t undecided = 0;
  for (std::size_t rule = 0; rule < table.rules.size(); ++rule)
    for (std::size_t i = 0; i < regions.size(); ++i)
      if (!regions[i].cells[table.rules[rule].cells[i]].decided) {
        made->undecided_.resize(table.rules.size());
        undecided += !made->undecided_[rule], made->undecided_[rule] = 1;
      }
  if (undecided > table.rules.size() / 2) return nullptr;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    made->columns_.push_back(column_of(regions[i]));
    made->add_hulls(table, i, regions[i]);
    // What its other cells say must not keep an undecided rule from being evaluated as it is: it may have something to warn of.
    if (undecided)
      for (std::size_t rule = 0; rule < table.rules.size(); ++rule)
        if (made->undecided_[rule]) made->columns_[i].hulls[rule] = {0, regions[i].missing()}, made->columns_[i].cell_of[rule] = 0;
  }
  if (table.rules.size() <= most_rules_as_bits && set_bytes <= max_set_bytes) made->add_sets(regions);
  else if (!made->add_lists(regions)) return nullptr;
  return made;
}

std::size_t TableIndex::bytes() const {
  std::size_t sum = list_begins_.size() * 4 + list_rules_.size() * 4 + undecided_.size();
  for (auto const& column : columns_)
    sum += column.multiples.size() * 8 + column.points.size() * sizeof(Value) + column.point_regions.size() * 4 + column.hash.size() * 4 + column.set_of.size() * 4 + column.sets.size() * 8 +
           column.hulls.size() * sizeof(Stretch) + column.cell_of.size() * 4;
  return sum;
}

bool TableIndex::find_regions(std::span<Value const> values, std::uint32_t* regions) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    regions[i] = columns_[i].find(values[i]);
    if (regions[i] == Column::unknown || !columns_[i].silent[regions[i]]) return false;
  }
  return true;
}

std::uint32_t TableIndex::Column::find(Value const& value) const {
  if (value.is_null()) return missing;
  if (kind == Kind::null) return 0;
  if (value.kind() != kind) return unknown;
  if (kind == Kind::boolean) return value.boolean() ? 0 : 1;
  if (points.empty()) return 0;
  if (scaled) return find_multiple(value.number());
  return ordered ? find_ordered(value) : find_text(value.string());
}

std::uint32_t TableIndex::Column::find_text(std::string_view text) const {
  for (auto at = text_hash(text) & (hash.size() - 1); hash[at]; at = (at + 1) & (hash.size() - 1))
    if (points[hash[at] - 1].string() == text) return point_regions[hash[at] - 1];
  return missing - 1;
}

/// `at`: the first constant that is not less.
std::uint32_t TableIndex::Column::beside(std::size_t at, bool exact) const {
  if (exact) return point_regions[at];
  auto region = at < points.size() ? point_regions[at] - 1 : point_regions.back() + 1;
  // Between counted values that follow each other there is no region; before the first and after the last there may be none.
  bool gap = region < missing && (at == 0 || region != point_regions[at - 1]);
  return gap ? region : unknown;
}

std::uint32_t TableIndex::Column::find_multiple(Decimal number) const {
  std::int64_t multiple = 0;
  if (!multiple_of(number, scale, multiple)) return find_ordered(number);
  // Halving without branches that depend on the values: which way it goes cannot be foretold.
  auto const* base = multiples.data();
  auto length = multiples.size();
  while (length > 1) {
    auto half = length / 2;
    base = base[half - 1] < multiple ? base + half : base;
    length -= half;
  }
  auto at = static_cast<std::size_t>(base - multiples.data()) + (*base < multiple);
  return beside(at, at < multiples.size() && multiples[at] == multiple);
}

std::uint32_t TableIndex::Column::find_ordered(Value const& value) const {
  std::size_t low = 0, high = points.size();
  while (low < high) {
    auto middle = (low + high) / 2;
    auto order = feel::order(value, points[middle]);
    if (!order) return unknown;
    if (*order == 0) return point_regions[middle];
    if (*order < 0) high = middle;
    else low = middle + 1;
  }
  return beside(low, false);
}

}  // namespace drivetrain::decisions::dmn
