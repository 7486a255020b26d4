// Looking at a table for those that read it (see table_reach.h).
#include "decisions/dmn/table_reach.h"

#include <algorithm>
#include <numeric>

#include "decisions/dmn/dimensions.h"

namespace drivetrain::decisions::dmn {

using notation::DmnHitPolicy;

namespace {

constexpr std::uint64_t most_work = 4'000'000;
constexpr std::size_t most_rules = 2'000;
/// Tables above each other that are looked at for one that reads them.
constexpr int most_levels = 12;

class ReachLook {
 public:
  ReachLook(DecisionModel const& model, DecisionTable const& table) : model_(model), table_(table), space_(model, table, work_), count_(static_cast<std::uint32_t>(table.rules.size())) {
    made_.decides.assign(count_, 1);
  }

  TableReach look() {
    made_.exact = inputs_are_free();
    for (std::uint32_t rule = 0; rule < count_; ++rule)
      for (std::size_t i = 0; i < space_.columns.size(); ++i)
        if (!meet(space_.part(rule, i).stretches, space_.within[i])) made_.decides[rule] = 0;
    if (table_.policy == DmnHitPolicy::first || table_.policy == DmnHitPolicy::priority) look_for_masked();
    look_for_gaps();
    look_for_overlaps();
    return std::move(made_);
  }

 private:
  /// Whether each dimension is an input of its own, of which all that is asked is known.
  bool inputs_are_free() const {
    for (std::size_t i = 0; i < space_.dimensions.size(); ++i) {
      auto const& dimension = space_.dimensions[i];
      auto const& tests = space_.domains[i].tests;
      auto known = [&](feel::Expression const& test) { return std::find(tests.begin(), tests.end(), &test) != tests.end(); };
      auto all_known = [&](feel::Type const* type) { return !type || std::all_of(type->tests.begin(), type->tests.end(), [&](auto const& test) { return known(*test); }); };
      auto node = dimension.read ? required_node(model_, table_, *dimension.read->name) : std::nullopt;
      if (!node || model_.nodes()[*node].kind != notation::DmnKind::input_data || space_.domains[i].kind == feel::Kind::null) return false;
      std::shared_ptr<feel::Type const> keeps;
      if (!all_known(entry_type(dimension.read->name->type.get(), dimension.read->entry, keeps)) || !all_known(dimension.read->name->type.get())) return false;
      for (auto column : dimension.columns) {
        auto const& input = table_.inputs[column];
        if (!all_known(input.type.get()) || !all_known(input.expression->type.get()) || (input.allowed && !input.allowed->any && !known(input.allowed->test))) return false;
      }
      for (std::size_t other = 0; other < i; ++other) {
        auto const &one = space_.dimensions[other].path, &path = dimension.path;
        if (one == path || one.starts_with(path + ".") || path.starts_with(one + ".")) return false;
      }
    }
    return std::all_of(space_.rules.begin(), space_.rules.end(), [](RuleBox const& rule) { return rule.decided; });
  }

  bool sort_by_weight(std::vector<std::uint32_t>& order) const {
    std::vector<std::vector<std::size_t>> weights(count_);
    for (auto rule : order)
      for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
        auto const& priorities = table_.outputs[i].priorities;
        auto value = constant_value(*table_.rules[rule].outputs[i], table_.outputs[i].type.get());
        if (!value) return false;
        weights[rule].push_back(static_cast<std::size_t>(std::find(priorities.begin(), priorities.end(), *value) - priorities.begin()));
      }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return weights[a] < weights[b]; });
    return true;
  }

  void look_for_masked() {
    std::vector<std::uint32_t> order(count_);
    std::iota(order.begin(), order.end(), 0);
    if (table_.policy == DmnHitPolicy::priority && !sort_by_weight(order)) return void(made_.exact = false);
    BoxSearch search(space_.rules, space_.within, work_);
    for (std::uint32_t at = 1; at < count_; ++at) {
      auto rule = order[at];
      if (!made_.decides[rule]) continue;
      if (work_ < at) return void((work_ = 0, made_.exact = false));
      work_ -= at;
      std::vector<std::uint32_t> hiding;
      for (std::uint32_t before = 0; before < at; ++before)
        if (space_.rules[order[before]].decided && meet(space_.rules[order[before]], space_.rules[rule], space_.within)) hiding.push_back(order[before]);
      if (hiding.empty()) continue;
      std::sort(hiding.begin(), hiding.end());
      Box box;
      for (std::size_t i = 0; i < space_.columns.size(); ++i) box.push_back(common(*space_.rules[rule].columns[i], space_.within[i]));
      auto room = search.leaves_room(hiding, box);
      if (!room) return void(made_.exact = false);
      if (!*room) made_.decides[rule] = 0;
    }
  }

  /// Inputs that no rule surely matches.
  void look_for_gaps() {
    std::vector<std::uint32_t> sure;
    for (std::uint32_t rule = 0; rule < count_; ++rule)
      if (space_.rules[rule].decided) sure.push_back(rule);
    BoxSearch search(space_.rules, space_.within, work_);
    search.join_alike();
    search.set_shortcut([](std::span<std::uint32_t const> rules, auto const& covers) -> std::optional<std::uint32_t> {
      if (std::any_of(rules.begin(), rules.end(), covers)) return 1;
      return std::nullopt;
    });
    if (!search.run(sure, [](std::span<std::uint32_t const> rules) -> std::uint32_t { return rules.empty() ? 0 : 1; })) return void(made_.exact = false);
    bool more = false;
    made_.none = !search.boxes([](std::uint32_t outcome) { return outcome == 0; }, 1, more).empty();
  }

  void look_for_overlaps() {
    for (std::uint32_t a = 0; a < count_; ++a) {
      if (work_ < count_ - a) return;
      work_ -= count_ - a;
      for (std::uint32_t b = a + 1; b < count_; ++b)
        if (meet(space_.rules[a], space_.rules[b], space_.within)) return;
    }
    made_.several = false;
  }

  DecisionModel const& model_;
  DecisionTable const& table_;
  std::uint64_t work_ = most_work;
  TableSpace space_;
  std::uint32_t count_;
  TableReach made_;
};

TableReach unknown_reach(DecisionTable const& table) {
  TableReach reach;
  reach.decides.assign(table.rules.size(), 1);
  return reach;
}

}  // namespace

std::shared_ptr<TableReach const> reach_of(DecisionModel const& model, DecisionTable const& table) {
  thread_local int levels = 0;
  if (levels >= most_levels) return std::make_shared<TableReach const>(unknown_reach(table));
  std::call_once(table.reach->once, [&] {
    ++levels;
    table.reach->known = std::make_shared<TableReach const>(table.rules.size() > most_rules ? unknown_reach(table) : ReachLook(model, table).look());
    --levels;
  });
  return table.reach->known;
}

}  // namespace drivetrain::decisions::dmn
