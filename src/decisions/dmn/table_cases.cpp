// Choosing inputs for MC/DC (see table_cases.h).
#include "decisions/dmn/table_cases.h"

#include <algorithm>
#include <set>

#include "decisions/dmn/box_search.h"
#include "decisions/dmn/constant_output.h"
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
    for (auto const& input : table_.inputs) {
      auto place = place_of(input);
      if (!place)
        return Error{"DT-X902", "the column \"" + input.label + "\" of \"" + table_.name + "\" reads " + input.text + ", so that no input can be chosen for it",
                     "compute it in a decision of its own: its value is then given by the case"};
      places_.push_back(std::move(*place));
      columns_.push_back(column_regions(input, table_.tested_slot, domain_of(model_, table_, input), work));
      auto& possible = within_.emplace_back();
      for (std::uint32_t region = 0; region < columns_.back().regions.size(); ++region)
        if (columns_.back().regions[region].possible) possible.push_back({region, region});
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
        for (auto region : {each.first, each.last})
          if (shown < max_alternatives && region != (*base)[i] && region != columns_[i].missing()) {
            auto also = *base;
            also[i] = region;
            add(also, "rule-" + std::to_string(rule + 1) + "-at-" + std::to_string(i + 1) + "-" + std::to_string(++shown), name + " elsewhere in its condition on " + table_.inputs[i].label);
          }
      auto fails = *base;
      if (auto outside = nearest_outside(i, cell, (*base)[i])) {
        fails[i] = *outside;
        add(fails, "rule-" + std::to_string(rule + 1) + "-not-" + std::to_string(i + 1), name + ": all but its condition on " + table_.inputs[i].label + " hold");
      }
    }
  }

  /// A point at which this rule comes first, alone if it can be.
  std::optional<Point> alone(std::uint32_t rule, std::vector<std::vector<std::uint32_t>> const& options) const {
    std::optional<Point> first;
    std::vector<std::size_t> at(options.size());
    for (std::size_t tries = 0; tries < max_tries; ++tries) {
      Point point;
      for (std::size_t i = 0; i < options.size(); ++i) point.push_back(options[i][at[i]]);
      auto rules = matching(point);
      if (rules.size() == 1) return point;
      bool decides = table_.policy != notation::DmnHitPolicy::first || rules.front() == rule;
      if (decides && !first) first = point;
      std::size_t i = 0;
      while (i < options.size() && ++at[i] == options[i].size()) at[i++] = 0;
      if (i == options.size()) break;
    }
    return first;
  }

  /// The closest region that can come and that the cell refuses.
  std::optional<std::uint32_t> nearest_outside(std::size_t column, Stretches const& cell, std::uint32_t from) const {
    std::optional<std::uint32_t> best;
    auto distance = [&](std::uint32_t region) { return region > from ? region - from : from - region; };
    for (auto const& each : within_[column])
      for (auto region = each.first; region <= each.last; ++region) {
        if (region == columns_[column].missing() && best) continue;
        if (!contains(cell, {{region, region}}) && (!best || distance(region) < distance(*best))) best = region;
      }
    return best;
  }

  void add(Point const& point, std::string id, std::string description) {
    if (!known_.insert(point).second) return;
    std::vector<std::pair<std::uint32_t, feel::Value>> values;
    for (std::size_t i = 0; i < point.size(); ++i) {
      auto const& place = places_[i];
      auto at = std::find_if(values.begin(), values.end(), [&](auto const& each) { return each.first == place.node; });
      if (at == values.end()) at = values.insert(values.end(), {place.node, place.path.empty() ? feel::Value() : empty_value(model_.nodes()[place.node].type.get())});
      at->second = with_entry(at->second, place.path, columns_[i].regions[point[i]].witness);
    }
    TableCase made{std::move(id), std::move(description), {}, {}};
    for (auto& [node, value] : values) made.inputs.push_back({model_.nodes()[node].name, {}, std::move(value)});
    made.outcome = model_.evaluate(node_, made.inputs, environment_);
    made_.cases.push_back(std::move(made));
  }

  /// A context of a type with all entries missing, so that it is of that type.
  static feel::Value empty_value(feel::Type const* type) {
    feel::Context context;
    std::shared_ptr<feel::Type const> target;
    if (type && type->form == feel::Type::Form::named) target = type->target.lock(), type = target.get();
    if (type)
      for (auto const& [name, each] : type->entries) context.set(name, each && each->form == feel::Type::Form::context ? empty_value(each.get()) : feel::Value());
    return context;
  }

  static feel::Value with_entry(feel::Value const& whole, std::string_view path, feel::Value const& value) {
    if (path.empty()) return value;
    feel::Context context;
    if (whole.kind() == feel::Kind::context) context = whole.context();
    // An entry's name may hold a point itself.
    std::string name(path.substr(0, path.find('.')));
    for (auto const& [entry, each] : context.entries())
      if (path == entry || path.starts_with(entry + ".")) name = entry;
    auto const* inner = context.find(name);
    auto rest = path.size() > name.size() ? path.substr(name.size() + 1) : std::string_view();
    context.set(name, with_entry(inner ? feel::Value(*inner) : feel::Value(), rest, value));
    return context;
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
