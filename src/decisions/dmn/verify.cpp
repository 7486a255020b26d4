// All checks of all tables (see verify.h).
#include "decisions/dmn/verify.h"

#include <algorithm>
#include <numeric>

#include "decisions/dmn/verification.h"

namespace drivetrain::decisions::dmn {

TableLook::TableLook(DecisionModel const& its_model, DecisionTable const& its_table, VerifyOptions const& its_options, std::uint64_t& its_work, Diagnostics& diagnostics)
    : TableSpace(its_model, its_table, its_work), options(its_options), work(its_work), witnesses(*this, its_work), diagnostics_(diagnostics) {
  std::vector<double> share(columns.size());
  for (std::size_t column = 0; column < columns.size(); ++column) {
    auto& hull = hulls_.emplace_back();
    for (auto const& rule : rules) {
      auto const& cell = *rule.columns[column];
      hull.push_back(cell.empty() ? Hull{1, 0} : Hull{cell.front().first, cell.back().last});
      if (!cell.empty()) share[column] += (hull.back().last - hull.back().first + 1.0) / static_cast<double>(columns[column].regions.size());
    }
  }
  std::vector<std::size_t> order(columns.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return share[a] < share[b]; });
  std::vector<std::vector<Hull>> sorted;
  for (auto column : order) sorted.push_back(std::move(hulls_[column]));
  hulls_ = std::move(sorted);
  for (auto const& rule : rules) {
    std::size_t stretches = 0;
    for (auto const* cell : rule.columns) stretches += cell->size();
    steps_.push_back(static_cast<std::uint32_t>(std::min<std::size_t>(stretches / 2, 1'000'000)));
  }
}

bool TableLook::report(Diagnostic found, std::size_t& reported) {
  if (reported == options.most_reported) {
    found.message = name() + " has more findings of this kind than are told";
    found.notes.clear(), found.span = place();
  }
  if (reported > options.most_reported) return false;
  diagnostics_.add(std::move(found));
  return ++reported <= options.most_reported;
}

void TableLook::undecided(std::string what, std::string why) {
  if (undecided_.empty()) undecided_ = std::move(what), undecided_why_ = std::move(why);
}

feel::Value const* TableLook::output(std::uint32_t rule, std::size_t column) {
  auto const& logic = *table.rules[rule].outputs[column];
  auto known = outputs_.find(&logic);
  if (known == outputs_.end()) known = outputs_.emplace(&logic, constant_value(logic, table.outputs[column].type.get())).first;
  return known->second ? &*known->second : nullptr;
}

TableLook::Same TableLook::same_outputs(std::uint32_t a, std::uint32_t b) {
  auto answer = Same::yes;
  for (std::size_t i = 0; i < table.outputs.size(); ++i) {
    auto const &one = table.rules[a].outputs[i], &other = table.rules[b].outputs[i];
    if (one == other) continue;
    auto const *value = output(a, i), *against = output(b, i);
    if (!value || !against) answer = Same::unknown;
    else if (!(*value == *against)) return Same::no;
  }
  return answer;
}

Box TableLook::both(std::uint32_t a, std::uint32_t b) const {
  Box box;
  for (std::size_t i = 0; i < columns.size(); ++i) box.push_back(common(common(*rules[a].columns[i], *rules[b].columns[i]), within[i]));
  return box;
}

void TableLook::with_half(void (*check)(TableLook&)) {
  auto kept = work - work / 2;
  work /= 2;
  check(*this);
  ran_out_ = ran_out_ || work == 0;
  work += kept;
}

void TableLook::finish() {
  if (undecided_.empty()) return;
  auto why = undecided_why_;
  if (why.empty() && (work == 0 || ran_out_)) why = "the search takes more work than it may";
  for (auto const& column : columns)
    if (why.empty() && !column.undecided.empty()) why = column.undecided;
  diagnostics_.add(finding("DT-D227", place(), "undecided whether " + undecided_ + (why.empty() ? "" : ": " + why),
                           "compare inputs with constants, compute what else is needed in a decision of its own, and say by types and inputValues what can come"));
}

void verify(DecisionModel const& model, VerifyOptions const& options, Diagnostics& diagnostics) {
  auto work = options.work;
  for (auto const& table : model.tables()) {
    TableLook look(model, *table, options, work, diagnostics);
    for (auto check : {check_gaps, check_overlaps, check_unreachable, check_output_values, check_redundant}) look.with_half(check);
    look.finish();
  }
}

}  // namespace drivetrain::decisions::dmn
