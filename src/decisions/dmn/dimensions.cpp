// Finding the dimensions of a table (see dimensions.h).
#include "decisions/dmn/dimensions.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "decisions/dmn/context_value.h"
#include "decisions/dmn/run.h"
#include "feel/program/frame.h"

namespace drivetrain::decisions::dmn {

using feel::Kind;
using feel::Value;

namespace {

std::string type_in_words(InputColumn const& column) { return column.expression->type ? feel::to_text(*column.expression->type) : "Any"; }

/// Of truths of one value: its path and the constants that it is compared with. Nothing for everything else.
struct TruthOf {
  std::string path;
  std::vector<Value> constants;
};
std::optional<TruthOf> truth_of(InputColumn const& column) {
  auto const* expression = column.expression->literal();
  auto const& type = column.expression->type;
  if (!expression || expression->reads().size() != 1 || !type || type->form != feel::Type::Form::kind || type->kind != Kind::boolean) return std::nullopt;
  auto points = expression->breakpoints();
  if (!points) return std::nullopt;
  TruthOf truth{expression->reads()[0], {}};
  for (auto& point : *points) {
    if (point.path != truth.path) return std::nullopt;
    if (!point.constant.is_null()) truth.constants.push_back(std::move(point.constant));
  }
  return truth;
}

void add_domain(ColumnDomain& to, ColumnDomain from) {
  if (to.kind == Kind::null) to.kind = from.kind;
  to.open = to.open && from.open, to.ordered = to.ordered || from.ordered;
  to.cuts.insert(to.cuts.end(), from.cuts.begin(), from.cuts.end());
  to.tests.insert(to.tests.end(), from.tests.begin(), from.tests.end());
  if (!to.only) to.only = std::move(from.only), to.only_exact = from.only_exact, to.source = std::move(from.source);
  to.never_missing = to.never_missing || from.never_missing;
}

}  // namespace

TableSpace::TableSpace(DecisionModel const& its_model, DecisionTable const& its_table, std::uint64_t& work) : model(its_model), table(its_table) {
  find_dimensions();
  columns.reserve(dimensions.size());
  cells_.resize(table.inputs.size()), dimension_of_.resize(table.inputs.size());
  parts_.resize(dimensions.size());
  for (std::size_t i = 0; i < dimensions.size(); ++i) cut(i, work);
  rules.resize(table.rules.size());
  for (std::uint32_t rule = 0; rule < rules.size(); ++rule)
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
      rules[rule].columns.push_back(&part(rule, i).stretches);
      rules[rule].decided = rules[rule].decided && part(rule, i).decided;
    }
}

void TableSpace::find_dimensions() {
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  std::vector<std::uint32_t> others;
  for (std::uint32_t i = 0; i < table.inputs.size(); ++i) {
    auto const& column = table.inputs[i];
    auto read = plain_read(table, column);
    if (!read) {
      others.push_back(i);
      continue;
    }
    auto [at, fresh] = known.emplace(std::pair(column.text, type_in_words(column)), dimensions.size());
    if (fresh) {
      dimensions.push_back({column.label, read, column.text, {i}, {}});
      domains.push_back(domain_of(model, table, column));
    } else {
      dimensions[at->second].columns.push_back(i);
      add_domain(domains[at->second], domain_of(model, table, column));
    }
  }
  for (auto column : others)
    if (!add_truth(column)) add_computed(column);
  // In the order of the columns, as a person reads them.
  std::vector<std::size_t> order(dimensions.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  auto first = [&](std::size_t i) {
    auto const& each = dimensions[i];
    auto at = each.columns.empty() ? UINT32_MAX : each.columns.front();
    return each.truths.empty() ? at : std::min(at, each.truths.front());
  };
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return first(a) < first(b); });
  std::vector<Dimension> sorted;
  std::vector<ColumnDomain> sorted_domains;
  for (auto i : order) sorted.push_back(std::move(dimensions[i])), sorted_domains.push_back(std::move(domains[i]));
  dimensions = std::move(sorted), domains = std::move(sorted_domains);
  for (auto const& each : dimensions) labels.inputs.push_back({.label = each.label});
}

bool TableSpace::add_truth(std::uint32_t index) {
  auto truth = truth_of(table.inputs[index]);
  if (!truth) return false;
  auto read = plain_read(table, truth->path);
  if (!read) return false;
  auto domain = domain_of(model, table, *read);
  if (domain.kind == Kind::null || std::any_of(truth->constants.begin(), truth->constants.end(), [&](Value const& each) { return each.kind() != domain.kind; })) return false;
  domain.ordered = domain.ordered || orders(table.inputs[index].text);
  domain.cuts.insert(domain.cuts.end(), truth->constants.begin(), truth->constants.end());
  for (std::size_t i = 0; i < dimensions.size(); ++i)
    if (dimensions[i].path == truth->path && domains[i].kind == domain.kind) {
      dimensions[i].truths.push_back(index);
      add_domain(domains[i], std::move(domain));
      return true;
    }
  dimensions.push_back({truth->path, read, truth->path, {}, {index}});
  domains.push_back(std::move(domain));
  return true;
}

void TableSpace::add_computed(std::uint32_t index) {
  auto const& column = table.inputs[index];
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    if (dimensions[i].read || dimensions[i].columns.empty()) continue;
    auto const& other = table.inputs[dimensions[i].columns.front()];
    if (column.text.empty() || other.text != column.text || type_in_words(other) != type_in_words(column)) continue;
    dimensions[i].columns.push_back(index);
    add_domain(domains[i], domain_of(model, table, column));
    return;
  }
  dimensions.push_back({column.label, std::nullopt, {}, {index}, {}});
  domains.push_back(domain_of(model, table, column));
}

void TableSpace::cut(std::size_t index, std::uint64_t& work) {
  auto const& dimension = dimensions[index];
  auto& domain = domains[index];
  domain.foreign = true;
  bool alone = dimension.columns.size() == 1 && dimension.truths.empty();
  InputColumn joint;
  std::vector<std::uint32_t> first_cell;
  if (!alone)
    for (auto column : dimension.columns) {
      first_cell.push_back(static_cast<std::uint32_t>(joint.cells.size()));
      joint.cells.insert(joint.cells.end(), table.inputs[column].cells.begin(), table.inputs[column].cells.end());
    }
  columns.push_back(column_regions(alone ? table.inputs[dimension.columns[0]] : joint, table.tested_slot, domain, work));
  auto& made = columns.back();
  std::vector<std::vector<CellRegions> const*> cells;
  for (std::size_t i = 0; i < dimension.columns.size(); ++i) {
    if (alone) {
      cells.push_back(&made.cells);
      continue;
    }
    auto begin = made.cells.begin() + first_cell[i];
    cells.push_back(&kept_cells_.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(table.inputs[dimension.columns[i]].cells.size())));
  }
  for (auto column : dimension.truths) cells.push_back(&kept_cells_.emplace_back(cells_of_truth(index, table.inputs[column], work)));
  for (std::size_t i = 0; i < cells.size(); ++i) {
    auto column = i < dimension.columns.size() ? dimension.columns[i] : dimension.truths[i - dimension.columns.size()];
    cells_[column] = cells[i], dimension_of_[column] = index;
  }
  Stretches possible;
  for (std::uint32_t region = 0; region < made.regions.size(); ++region)
    if (made.regions[region].possible) possible.push_back({region, region});
  normalise(possible);
  within.push_back(std::move(possible));
  if (alone)
    for (auto const& rule : table.rules) parts_[index].push_back(&made.cells[rule.cells[dimension.columns[0]]]);
  else
    join_cells(index, cells);
}

void TableSpace::join_cells(std::size_t index, std::vector<std::vector<CellRegions> const*> const& cells) {
  auto const& dimension = dimensions[index];
  auto joined = dimension.columns;
  joined.insert(joined.end(), dimension.truths.begin(), dimension.truths.end());
  std::map<std::vector<std::uint32_t>, CellRegions const*> known;
  for (auto const& rule : table.rules) {
    std::vector<std::uint32_t> key;
    for (auto column : joined) key.push_back(rule.cells[column]);
    auto [at, fresh] = known.emplace(key, nullptr);
    if (fresh) {
      CellRegions all{true, {{0, columns[index].missing()}}};
      for (std::size_t i = 0; i < cells.size(); ++i) {
        auto const& cell = (*cells[i])[key[i]];
        all.decided = all.decided && cell.decided, all.stretches = common(all.stretches, cell.stretches);
      }
      at->second = &joined_.emplace_back(std::move(all));
    }
    parts_[index].push_back(at->second);
  }
}

/// The column's truth in each region decides its cells there.
std::vector<CellRegions> TableSpace::cells_of_truth(std::size_t index, InputColumn const& column, std::uint64_t& work) {
  auto& made = columns[index];
  auto const& read = *dimensions[index].read;
  std::vector<Value> truths;
  auto steps = 20 * (made.regions.size() + column.cells.size());
  bool enough = work >= steps;
  work -= enough ? steps : work;
  for (auto& region : made.regions) {
    if (!enough) break;
    feel::Environment environment;
    environment.natives = model.natives();
    feel::Session session{environment};
    Run run(session, Explain::no);
    std::vector<Value> slots(table.tested_slot + 1);
    slots[read.name->slot] = with_entry({}, read.entry, region.witness);
    truths.push_back(column.expression->evaluate(run, slots.data()));
    if (column.allowed && !truths.back().is_null() && !holds(column.allowed->test, table.tested_slot, truths.back())) region.possible = false;
  }
  std::vector<CellRegions> cells;
  for (auto const& cell : column.cells) {
    auto& at = cells.emplace_back();
    auto const& reads = cell.test.reads();
    bool own = std::all_of(reads.begin(), reads.end(), [](std::string const& each) { return each == "?"; });
    if (cell.any || !enough || !own) {
      at = {cell.any, {{0, made.missing()}}};
      if (!cell.any && made.undecided.empty()) made.undecided = enough ? cell.test.text() + " reads " + reads.front() : "it has more cells and constants than are looked at";
      continue;
    }
    bool in_true = holds(cell.test, table.tested_slot, true), in_false = holds(cell.test, table.tested_slot, false), in_null = holds(cell.test, table.tested_slot, {});
    auto points = cell.test.breakpoints();
    for (std::size_t i = 0; points && i < points->size(); ++i) made.asks_for_missing = made.asks_for_missing || (*points)[i].constant.is_null();
    for (std::uint32_t region = 0; region < truths.size(); ++region)
      if (truths[region].is_null() ? in_null : truths[region].is_true() ? in_true : in_false) at.stretches.push_back({region, region});
    normalise(at.stretches);
  }
  return cells;
}

std::string TableSpace::cells_in_words(std::uint32_t rule, std::size_t index) const {
  std::vector<std::string> texts;
  auto add = [&](std::uint32_t column) {
    auto const& cell = table.inputs[column].cells[table.rules[rule].cells[column]];
    if (!cell.any) texts.push_back(cell.test.text());
  };
  for (auto column : dimensions[index].columns) add(column);
  for (auto column : dimensions[index].truths) add(column);
  return join(texts, " and ");
}

}  // namespace drivetrain::decisions::dmn
