// Comparing what two models decide (see behaviour_diff.h).
#include "decisions/dmn/behaviour_diff.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "decisions/dmn/box_search.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/region_words.h"
#include "decisions/dmn/table_outcome.h"

namespace drivetrain::decisions::dmn {

namespace {

constexpr std::uint32_t no_column = UINT32_MAX;

/// Two tables in the regions of both.
class TablePair {
 public:
  TablePair(DecisionModel const& before_model, DecisionTable const& before, DecisionModel const& after_model, DecisionTable const& after, std::uint64_t& work)
      : tables_{&before, &after}, work_(work) {
    join(before_model, before, 0);
    join(after_model, after, 1);
    auto slot = std::max(before.tested_slot, after.tested_slot);
    for (std::size_t i = 0; i < joint_.inputs.size(); ++i) cut(i, slot);
    static Stretches const everything{{0, UINT32_MAX - 1}};
    for (std::size_t side = 0; side < 2; ++side)
      for (auto const& rule : tables_[side]->rules) {
        auto& box = rules_.emplace_back();
        for (std::size_t i = 0; i < columns_.size(); ++i) {
          if (from_[side][i] == no_column) {
            box.columns.push_back(&everything);
            continue;
          }
          auto const& cell = columns_[i].cells[first_cell_[side][i] + rule.cells[from_[side][i]]];
          box.columns.push_back(&cell.stretches), box.decided = box.decided && cell.decided;
        }
      }
  }

  void compare(std::size_t most, DecisionChange& change) {
    BoxSearch search(rules_, within_, work_);
    auto split = static_cast<std::uint32_t>(tables_[0]->rules.size());
    TableOutcome first(*tables_[0]), second(*tables_[1]);
    auto decided = [&](std::uint32_t rule) { return rules_[rule].decided; };
    std::map<std::pair<std::string, std::string>, std::uint32_t> known{{{}, same}};
    std::vector<std::pair<std::string, std::string>> outcomes{{}};
    std::vector<std::uint32_t> all(rules_.size()), one, other;
    std::iota(all.begin(), all.end(), 0);
    bool through = search.run(all, [&](std::span<std::uint32_t const> matching) -> std::uint32_t {
      one.clear(), other.clear();
      for (auto rule : matching) rule < split ? one.push_back(rule) : other.push_back(rule - split);
      std::pair told(first.told(one, decided), second.told(other, [&](std::uint32_t rule) { return decided(rule + split); }));
      if (told.first == told.second) return same;
      auto [at, fresh] = known.emplace(told, static_cast<std::uint32_t>(outcomes.size()));
      if (fresh) outcomes.push_back(std::move(told));
      return at->second;
    });
    if (!through) {
      change.kind = DecisionChange::Kind::undecided, change.why = "the search takes more work than it may";
      return;
    }
    for (auto const& found : search.boxes([](std::uint32_t outcome) { return outcome != same; }, most, change.more)) {
      auto const& [before, after] = outcomes[found.outcome];
      BehaviourChange one_change{in_words(joint_, columns_, found.box), {}, before, after};
      auto values = witness(columns_, found.box);
      for (std::size_t i = 0; i < values.size(); ++i) one_change.witness.emplace_back(joint_.inputs[i].label, values[i]);
      change.changes.push_back(std::move(one_change));
    }
  }

 private:
  static constexpr std::uint32_t same = 0;

  /// Columns are the same when they read the same.
  void join(DecisionModel const& model, DecisionTable const& table, std::size_t side) {
    for (std::uint32_t i = 0; i < table.inputs.size(); ++i) {
      auto const& input = table.inputs[i];
      auto at = std::find_if(joint_.inputs.begin(), joint_.inputs.end(), [&](InputColumn const& each) { return each.text == input.text; });
      auto place = static_cast<std::size_t>(at - joint_.inputs.begin());
      if (at == joint_.inputs.end()) {
        joint_.inputs.push_back({.label = input.label, .text = input.text});
        domains_.emplace_back();
        for (auto& each : from_) each.push_back(no_column);
        for (auto& each : first_cell_) each.push_back(0);
      }
      auto& joint = joint_.inputs[place];
      from_[side][place] = i, first_cell_[side][place] = static_cast<std::uint32_t>(joint.cells.size());
      joint.cells.insert(joint.cells.end(), input.cells.begin(), input.cells.end());
      domains_[place].push_back(domain_of(model, table, input));
    }
  }

  /// What either version lets come is compared.
  void cut(std::size_t column, std::uint32_t slot) {
    ColumnDomain all;
    for (auto const& domain : domains_[column]) {
      if (all.kind == feel::Kind::null) all.kind = domain.kind;
      all.cuts.insert(all.cuts.end(), domain.cuts.begin(), domain.cuts.end());
    }
    auto& made = columns_.emplace_back(column_regions(joint_.inputs[column], slot, all, work_));
    auto& possible = within_.emplace_back();
    for (std::uint32_t region = 0; region < made.regions.size(); ++region) {
      auto& each = made.regions[region];
      each.possible = each.form == Region::Form::missing ||
                      std::any_of(domains_[column].begin(), domains_[column].end(), [&](ColumnDomain const& domain) { return allows(domain, slot, each.witness); });
      if (each.possible) possible.push_back({region, region});
    }
    normalise(possible);
  }

  DecisionTable const* tables_[2];
  std::uint64_t& work_;
  DecisionTable joint_;  ///< only its columns
  std::vector<std::uint32_t> from_[2], first_cell_[2];
  std::vector<std::vector<ColumnDomain>> domains_;
  std::vector<ColumnRegions> columns_;
  Box within_;
  std::vector<RuleBox> rules_;
};

std::optional<std::uint32_t> decision_named(DecisionModel const& model, std::string const& name) { return model.find(name, notation::DmnKind::decision); }

/// Nothing when both decide alike.
std::optional<DecisionChange> compare_decision(DecisionModel const& before, std::uint32_t one, DecisionModel const& after, std::uint32_t other, DiffOptions const& options, std::uint64_t& work) {
  DecisionChange change{after.nodes()[other].name};
  auto const *table = table_of(before, one), *against = table_of(after, other);
  if (table && against) {
    TablePair(before, *table, after, *against, work).compare(options.most_listed, change);
    if (change.kind == DecisionChange::Kind::changed && change.changes.empty()) return std::nullopt;
    return change;
  }
  auto const &logic = before.nodes()[one].logic, &newer = after.nodes()[other].logic;
  if (!logic && !newer) return std::nullopt;
  auto text = logic ? formula_text(*logic) : std::string_view(), newer_text = newer ? formula_text(*newer) : std::string_view();
  if (!text.empty() && text == newer_text) return std::nullopt;
  if (!text.empty() && !newer_text.empty()) {
    change.changes.push_back({"the formula", {}, std::string(text), std::string(newer_text)});
    return change;
  }
  change.kind = DecisionChange::Kind::undecided, change.why = "only tables and formulas are compared";
  return change;
}

}  // namespace

std::vector<DecisionChange> compare_behaviour(DecisionModel const& before, DecisionModel const& after, DiffOptions const& options) {
  std::vector<DecisionChange> changes;
  auto work = options.work;
  auto wanted = [&](Node const& node) { return node.kind == notation::DmnKind::decision && (options.decision.empty() || node.name == options.decision || node.id == options.decision); };
  for (std::uint32_t i = 0; i < after.nodes().size(); ++i) {
    auto const& node = after.nodes()[i];
    if (!wanted(node)) continue;
    auto earlier = decision_named(before, node.name);
    if (!earlier) changes.push_back({node.name, DecisionChange::Kind::added});
    else if (auto change = compare_decision(before, *earlier, after, i, options, work)) changes.push_back(std::move(*change));
  }
  for (auto const& node : before.nodes())
    if (wanted(node) && !decision_named(after, node.name)) changes.push_back({node.name, DecisionChange::Kind::removed});
  return changes;
}

}  // namespace drivetrain::decisions::dmn
