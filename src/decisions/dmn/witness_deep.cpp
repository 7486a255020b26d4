// Witnesses for tables whose columns read what other logic computes (see witness.h): inputs of the whole decision are tried, and the trace says
// what came to the table.
#include <algorithm>
#include <set>

#include "decisions/dmn/context_value.h"
#include "decisions/dmn/witness.h"

namespace drivetrain::decisions::dmn {

using feel::Kind;
using notation::DmnKind;

namespace {

constexpr std::size_t max_deep_tried = 600;    ///< evaluations for one finding
constexpr std::size_t max_deep_values = 60;    ///< of one input
constexpr std::uint64_t steps_of_an_evaluation = 3'000;

/// The same numbers each time: a finding must not come and go.
class Picker {
 public:
  std::size_t below(std::size_t count) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::size_t>(state_ >> 33) % count;
  }

 private:
  std::uint64_t state_ = 7;
};

}  // namespace

bool WitnessSearch::is_computed_above() const {
  auto const& nodes = space_.model.nodes();
  if (nodes[space_.table.node].kind != DmnKind::decision) return false;  // parameters of business knowledge are free
  std::set<std::uint32_t> upstream;
  for (auto const& variable : variables_) {
    auto node = required_node(space_.model, space_.table, *variable.read.name);
    if (!node) return true;  // an entry, an iterator, a parameter
    bool decided = nodes[*node].kind == DmnKind::decision && !is_given_from_outside(space_.model, *node);
    if (!decided) continue;
    if (variable.dimension == SIZE_MAX || !space_.domains[variable.dimension].only || !space_.domains[variable.dimension].only_exact) return true;
  }
  // Two that depend on one input do not go together freely.
  std::set<std::uint32_t> seen;
  for (auto const& variable : variables_) {
    auto node = *required_node(space_.model, space_.table, *variable.read.name);
    if (!seen.insert(node).second) {
      if (nodes[node].kind == DmnKind::decision && !is_given_from_outside(space_.model, node)) return true;  // two outputs of one table
      continue;
    }
    bool decided = nodes[node].kind == DmnKind::decision && !is_given_from_outside(space_.model, node);
    for (auto input : decided ? nodes[node].inputs : std::vector<std::uint32_t>{node})
      if (!upstream.insert(input).second) return true;
  }
  return false;
}

void WitnessSearch::prepare_deep() {
  auto const& node = space_.model.nodes()[space_.table.node];
  std::set<std::uint32_t> order(node.order.begin(), node.order.end());
  for (auto const& source : space_.model.sources())
    if (order.contains(source.node) && asks_the_clock(std::string(source.text))) possible_ = false;
  deep_steps_ = steps_of_an_evaluation;
  for (auto const& table : space_.model.tables())
    if (order.contains(table->node)) deep_steps_ += steps_of_a_look(*table);
  for (auto input : node.inputs) {
    if (space_.model.nodes()[input].kind != DmnKind::input_data) continue;
    deep_nodes_.push_back(input), deep_options_.push_back(deep_values(input));
  }
}

/// Values of an input at which some table above, or this one, changes its mind.
std::vector<feel::Value> WitnessSearch::deep_values(std::uint32_t input) const {
  auto const& model = space_.model;
  auto const& type = model.nodes()[input].type;
  std::vector<std::pair<std::string, std::vector<Value>>> entries;  // by path behind the input
  auto add = [&](std::string const& entry, feel::Type const* of, std::vector<Value> const& points) {
    auto at = std::find_if(entries.begin(), entries.end(), [&](auto const& each) { return each.first == entry; });
    if (at == entries.end()) at = entries.insert(entries.end(), {entry, guesses(of)});
    for (auto const& point : points) {
      std::vector<Value> near{point};
      if (point.is_number())
        for (int step : {-1, 1})
          if (auto beside = Decimal::add(point.number(), step)) near.emplace_back(*beside);
      for (auto& each : near)
        if (at->second.size() < max_deep_values && std::find(at->second.begin(), at->second.end(), each) == at->second.end()) at->second.push_back(std::move(each));
    }
  };
  auto const& order = model.nodes()[space_.table.node].order;
  for (auto const& table : model.tables()) {
    if (std::find(order.begin(), order.end(), table->node) == order.end()) continue;
    for (auto const& column : table->inputs) {
      auto const* expression = column.expression->literal();
      if (!expression) continue;
      for (auto const& path : expression->reads()) {
        auto read = plain_read(*table, path);
        if (!read || required_node(model, *table, *read->name) != input) continue;
        std::vector<Value> points;
        for (std::size_t i = 0; i < column.cells.size() && points.size() < max_deep_values; ++i)
          if (auto found = column.cells[i].test.breakpoints())
            for (auto const& point : *found)
              if (!point.constant.is_null()) points.push_back(point.constant);
        if (auto found = expression->breakpoints())
          for (auto const& point : *found)
            if (!point.constant.is_null()) points.push_back(point.constant);
        std::shared_ptr<feel::Type const> keeps;
        add(read->entry, entry_type(type.get(), read->entry, keeps), points);
      }
    }
  }
  if (entries.empty()) return guesses(type.get());
  if (entries.size() == 1 && entries[0].first.empty()) return std::move(entries[0].second);
  std::vector<Value> values;
  Picker picker;
  while (values.size() < max_deep_values) {
    auto value = empty_value(type.get());
    for (auto const& [entry, options] : entries)
      if (!entry.empty() && !options.empty()) value = with_entry(value, entry, options[picker.below(options.size())]);
    values.push_back(std::move(value));
  }
  return values;
}

std::optional<std::string> WitnessSearch::search_deep(Box const& box, std::size_t a, std::size_t b) {
  auto const& model = space_.model;
  std::size_t points = 1;
  for (auto const& options : deep_options_) {
    if (options.empty()) return std::nullopt;
    points = std::min(max_deep_tried, points * options.size());
  }
  Picker picker;
  feel::Environment environment;
  environment.natives = model.natives();
  std::vector<std::size_t> at(deep_options_.size());
  bool all = points < max_deep_tried;
  for (std::size_t tried = 0; tried < points; ++tried) {
    if (work_ < deep_steps_) return work_ = 0, std::nullopt;
    work_ -= deep_steps_;
    std::vector<Input> inputs;
    for (std::size_t i = 0; i < deep_nodes_.size(); ++i) {
      auto const& node = model.nodes()[deep_nodes_[i]];
      inputs.push_back({node.name, node.space, deep_options_[i][all ? at[i] : picker.below(deep_options_[i].size())]});
    }
    for (std::size_t i = 0; i < at.size() && ++at[i] == deep_options_[i].size(); ++i) at[i] = 0;
    auto outcome = model.evaluate(space_.table.node, inputs, environment);
    for (auto const& hit : outcome.trace.tables) {
      if (hit.table != space_.table.index || !inside(box, hit.inputs)) continue;
      auto has = [&](std::size_t rule) { return std::find(hit.rules.begin(), hit.rules.end(), rule) != hit.rules.end(); };
      if (a == no_rule ? !hit.rules.empty() : !(has(a) && has(b))) continue;
      std::string text;
      for (auto const& input : inputs) text += (text.empty() ? "" : ", ") + input.name + (input.value.is_null() ? std::string(" missing") : " = " + feel::to_text(input.value));
      std::string given;
      for (std::size_t i = 0; i < hit.inputs.size(); ++i) {
        auto const& column = space_.table.inputs[i];
        bool is_input = std::any_of(inputs.begin(), inputs.end(), [&](Input const& each) { return each.name == column.text; });
        if (!is_input) given += (given.empty() ? "" : ", ") + column.label + (hit.inputs[i].is_null() ? std::string(" missing") : " = " + feel::to_text(hit.inputs[i]));
      }
      if (text.empty()) return given.empty() ? "any input" : given;
      return text + (given.empty() ? "" : ", which gives " + given);
    }
  }
  return std::nullopt;
}

}  // namespace drivetrain::decisions::dmn
