// Choosing inputs for MC/DC (see table_cases.h).
#include "decisions/dmn/table_cases.h"

#include <algorithm>
#include <set>

#include "decisions/dmn/box_search.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/context_value.h"
#include "decisions/dmn/region_words.h"

namespace drivetrain::decisions::dmn {

namespace {

/// Inputs tried until one is decided by the rule in question.
constexpr std::size_t max_tries = 2'000;
constexpr std::uint64_t max_work = 50'000'000;
/// Of one cell: alternatives shown beside the first.
constexpr std::size_t max_alternatives = 16;

/// Where a column's value comes from: a node, and an entry of its value.
struct Place {
  std::uint32_t node = 0;
  std::string path;
};

class CaseWriter {
 public:
  CaseWriter(DecisionModel const& model, std::uint32_t node, DecisionTable const& table, feel::Environment const& environment)
      : model_(model), node_(node), table_(table), environment_(environment) {}

  Status prepare() {
    std::uint64_t work = max_work;
    std::vector<ColumnDomain> domains;
    for (auto const& input : table_.inputs) {
      auto place = place_of(input);
      if (!place)
        return Error{"DT-X902", "the column \"" + input.label + "\" of \"" + table_.name + "\" reads " + input.text + ", so that no input can be chosen for it",
                     "compute it in a decision of its own: its value is then given by the case"};
      places_.push_back(std::move(*place));
      domains.push_back(domain_of(model_, table_, input));
      columns_.push_back(column_regions(input, table_.tested_slot, domains.back(), work));
    }
    share_constants(domains, work);
    for (auto const& column : columns_) {
      auto& possible = within_.emplace_back();
      for (std::uint32_t region = 0; region < column.regions.size(); ++region)
        if (column.regions[region].possible) possible.push_back({region, region});
      normalise(possible);
    }
    rules_ = rule_boxes(table_, columns_);
    return {};
  }

  TableCases write() {
    made_.decision = model_.nodes()[node_].name;
    for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) write_rule(rule);
    return std::move(made_);
  }

 private:
  using Point = std::vector<std::uint32_t>;  ///< a region by column

  std::optional<Place> place_of(InputColumn const& input) const {
    for (auto const& requirement : model_.nodes()[node_].requires_) {
      auto const& from = model_.nodes()[requirement.node];
      if (from.function) continue;
      if (input.text == from.name) return Place{requirement.node, {}};
      if (input.text.starts_with(from.name + ".")) return Place{requirement.node, input.text.substr(from.name.size() + 1)};
    }
    return std::nullopt;
  }

  bool same_place(std::size_t a, std::size_t b) const { return places_[a].node == places_[b].node && places_[a].path == places_[b].path; }

  /// Columns that read one input tell apart what any of them does, so that a value chosen for one is of one region in all.
  void share_constants(std::vector<ColumnDomain>& domains, std::uint64_t& work) {
    auto first = columns_;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      bool shared = false;
      for (std::size_t j = 0; j < first.size(); ++j) {
        if (i == j || !same_place(i, j) || first[i].kind != first[j].kind) continue;
        domains[i].cuts.insert(domains[i].cuts.end(), first[j].points.begin(), first[j].points.end());
        domains[i].ordered = domains[i].ordered || first[j].ordered, shared = true;
      }
      if (shared) columns_[i] = column_regions(table_.inputs[i], table_.tested_slot, domains[i], work);
    }
  }

  /// The point with another value for one column and for those that read the same; nothing when the rule's cells there refuse it, or it cannot be theirs.
  std::optional<Point> moved(Point point, std::size_t column, std::uint32_t region, std::uint32_t rule) const {
    point[column] = region;
    for (std::size_t i = 0; i < point.size(); ++i) {
      if (i == column || !same_place(i, column)) continue;
      auto there = columns_[i].find(columns_[column].regions[region].witness);
      if (!there || !contains(*rules_[rule].columns[i], {{*there, *there}}) || !contains(within_[i], {{*there, *there}})) return std::nullopt;
      point[i] = *there;
    }
    return point;
  }

  std::vector<std::uint32_t> matching(Point const& point) const {
    std::vector<std::uint32_t> rules;
    for (std::uint32_t rule = 0; rule < rules_.size(); ++rule) {
      bool matches = true;
      for (std::size_t i = 0; i < point.size() && matches; ++i) matches = contains(*rules_[rule].columns[i], {{point[i], point[i]}});
      if (matches) rules.push_back(rule);
    }
    return rules;
  }

  /// Regions of a stretch list, those with constants first: an input at the edge shows more than one in the middle.
  std::vector<std::uint32_t> choices(std::size_t column, Stretches const& stretches) const {
    std::vector<std::uint32_t> points, others;
    for (auto const& each : stretches)
      for (auto region = each.first; region <= each.last && points.size() + others.size() < 64; ++region)
        (columns_[column].regions[region].form == Region::Form::point ? points : others).push_back(region);
    points.insert(points.end(), others.begin(), others.end());
    return points;
  }

  void write_rule(std::uint32_t rule) {
    auto name = "rule " + std::to_string(rule + 1);
    if (!rules_[rule].decided) return made_.left_out.push_back(name + ": a cell is more than comparisons with constants"), void();
    std::vector<std::vector<std::uint32_t>> options;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      options.push_back(choices(i, common(*rules_[rule].columns[i], within_[i])));
      if (options.back().empty()) return made_.left_out.push_back(name + ": no value of " + table_.inputs[i].label + " passes"), void();
    }
    auto base = alone(rule, options);
    if (!base) {
      made_.left_out.push_back(name + ": others decide wherever it matches");
      return;
    }
    add(*base, "rule-" + std::to_string(rule + 1), name + " decides");
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      auto const& cell = *rules_[rule].columns[i];
      if (contains(cell, within_[i])) continue;  // any value will do: no condition
      // Each of its alternatives, and both ends of each range.
      std::size_t shown = 0;
      for (auto const& each : common(cell, within_[i]))
        for (auto region : {each.first, each.last}) {
          if (shown == max_alternatives || region == (*base)[i] || region == columns_[i].missing()) continue;
          if (auto also = moved(*base, i, region, rule))
            add(*also, "rule-" + std::to_string(rule + 1) + "-at-" + std::to_string(i + 1) + "-" + std::to_string(++shown), name + " elsewhere in its condition on " + table_.inputs[i].label);
        }
      if (auto fails = nearest_outside(i, rule, *base)) add(*fails, "rule-" + std::to_string(rule + 1) + "-not-" + std::to_string(i + 1), name + ": all but its condition on " + table_.inputs[i].label + " hold");
      else
        made_.left_out.push_back(name + ": its condition on " + table_.inputs[i].label + " (column " + std::to_string(i + 1) + ") cannot fail alone: another column reads the same");
    }
  }

  /// A point at which this rule comes first, alone if it can be.
  std::optional<Point> alone(std::uint32_t rule, std::vector<std::vector<std::uint32_t>> const& options) const {
    std::optional<Point> first;
    std::vector<std::size_t> at(options.size());
    for (std::size_t tries = 0; tries < max_tries; ++tries) {
      Point point;
      for (std::size_t i = 0; i < options.size(); ++i) point.push_back(options[i][at[i]]);
      if (agrees(point, rule)) {
        auto rules = matching(point);
        if (rules.size() == 1) return point;
        bool decides = table_.policy != notation::DmnHitPolicy::first || rules.front() == rule;
        if (decides && !first) first = point;
      }
      std::size_t i = 0;
      while (i < options.size() && ++at[i] == options[i].size()) at[i++] = 0;
      if (i == options.size()) break;
    }
    return first;
  }

  /// Whether columns that read one input are given one value.
  bool agrees(Point const& point, std::uint32_t rule) const {
    for (std::size_t i = 0; i < point.size(); ++i)
      if (auto same = moved(point, i, point[i], rule); !same || *same != point) return false;
    return true;
  }

  /// The closest point that can come, at which one cell refuses and all others pass.
  std::optional<Point> nearest_outside(std::size_t column, std::uint32_t rule, Point const& base) const {
    auto from = base[column];
    std::optional<std::uint32_t> best;
    std::optional<Point> found;
    auto distance = [&](std::uint32_t region) { return region > from ? region - from : from - region; };
    for (auto const& each : within_[column])
      for (auto region = each.first; region <= each.last; ++region) {
        if ((region == columns_[column].missing() && best) || contains(*rules_[rule].columns[column], {{region, region}})) continue;
        if (best && distance(region) >= distance(*best)) continue;
        if (auto point = moved(base, column, region, rule)) best = region, found = std::move(point);
      }
    return found;
  }

  void add(Point const& point, std::string id, std::string description) {
    if (!known_.insert(point).second) return;
    std::vector<std::pair<std::uint32_t, feel::Value>> values;
    for (std::size_t i = 0; i < point.size(); ++i) {
      auto const& place = places_[i];
      bool given = false;
      for (std::size_t other = 0; other < i; ++other) given = given || same_place(other, i);
      if (given) continue;
      auto at = std::find_if(values.begin(), values.end(), [&](auto const& each) { return each.first == place.node; });
      if (at == values.end()) at = values.insert(values.end(), {place.node, place.path.empty() ? feel::Value() : empty_value(model_.nodes()[place.node].type.get())});
      at->second = with_entry(at->second, place.path, columns_[i].regions[point[i]].witness);
    }
    TableCase made{std::move(id), std::move(description), {}, {}};
    for (auto& [node, value] : values) made.inputs.push_back({model_.nodes()[node].name, {}, std::move(value)});
    made.outcome = model_.evaluate(node_, made.inputs, environment_);
    made_.cases.push_back(std::move(made));
  }

  DecisionModel const& model_;
  std::uint32_t node_;
  DecisionTable const& table_;
  feel::Environment const& environment_;
  std::vector<Place> places_;
  std::vector<ColumnRegions> columns_;
  Box within_;
  std::vector<RuleBox> rules_;
  std::set<Point> known_;
  TableCases made_;
};

}  // namespace

Result<TableCases> mcdc_cases(DecisionModel const& model, std::uint32_t node, feel::Environment const& environment) {
  auto const* table = model.nodes()[node].kind == notation::DmnKind::decision ? table_of(model, node) : nullptr;
  if (!table) return Error{"DT-X902", "\"" + model.nodes()[node].name + "\" is no decision table", "cases are chosen by a table's conditions"};
  CaseWriter writer(model, node, *table, environment);
  DT_CHECK(writer.prepare());
  return writer.write();
}

}  // namespace drivetrain::decisions::dmn
