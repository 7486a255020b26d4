// Choosing values and asking the model (see case_inputs.h).
#include "decisions/dmn/case_inputs.h"

#include <algorithm>

#include "decisions/dmn/context_value.h"

namespace drivetrain::decisions::dmn {

using notation::DmnHitPolicy;

namespace {

constexpr std::uint64_t steps_of_asking = 400, steps_of_a_rule_asked = 10;

}  // namespace

CaseInputs::CaseInputs(DecisionModel const& model, std::uint32_t node, DecisionTable const& table, feel::Environment const& environment, std::uint64_t& work)
    : model_(model), node_(node), table_(table), environment_(environment), work_(work), space_(model, table, work) {}

Status CaseInputs::prepare() {
  for (std::size_t i = 0; i < space_.dimensions.size(); ++i) {
    auto const& dimension = space_.dimensions[i];
    auto from = dimension.read ? required_node(model_, table_, *dimension.read->name) : std::nullopt;
    if (!from || model_.nodes()[*from].function)
      return Error{"DT-X902", "the column \"" + dimension.label + "\" of \"" + table_.name + "\" reads " + table_.inputs[dimension.columns.empty() ? dimension.truths[0] : dimension.columns[0]].text + ", so that no input can be chosen for it",
                   "compute it in a decision of its own: its value is then given by the case"};
    places_.push_back({*from, dimension.read->entry});
    auto const& column = space_.columns[i];
    Stretches expected{{column.missing(), column.missing()}};
    if (column.end_of_values() > 0) expected.push_back({0, column.end_of_values() - 1});
    normalise(expected);
    within_.push_back(common(space_.within[i], expected));
  }
  return {};
}

bool CaseInputs::spend(std::uint64_t steps) {
  if (work_ < steps) return work_ = 0, false;
  work_ -= steps;
  return true;
}

/// Whether types and input values let it come, as far as they look at nothing else.
bool CaseInputs::takes(std::size_t index, feel::Value const& value) const {
  if (value.is_null()) return true;
  auto const& dimension = space_.dimensions[index];
  for (auto column : dimension.columns) {
    auto const& allowed = table_.inputs[column].allowed;
    if (!allowed || allowed->any) continue;
    auto const& reads = allowed->test.reads();
    if (std::all_of(reads.begin(), reads.end(), [](std::string const& each) { return each == "?"; }) && !holds(allowed->test, table_.tested_slot, value)) return false;
  }
  std::shared_ptr<feel::Type const> keeps;
  auto const* type = entry_type(dimension.read->name->type.get(), dimension.read->entry, keeps);
  return !type || feel::coerced(value, *type).has_value();
}

/// The region's witness, or another value inside that the input takes.
std::optional<feel::Value> const& CaseInputs::value_of(std::size_t dimension, std::uint32_t region) {
  auto [at, fresh] = values_.try_emplace({dimension, region});
  if (!fresh) return at->second;
  auto const& column = space_.columns[dimension];
  auto try_value = [&](feel::Value value) {
    if (!at->second && column.find(value) == region && takes(dimension, value)) at->second = std::move(value);
  };
  try_value(column.regions[region].witness);
  if (column.kind == feel::Kind::string)
    for (char const* text : {"a", "b", "c", "A", "B", "1", "2", "x", "z", "", "ab", "abc", "abcd", "12345"}) try_value(text);
  if (column.kind == feel::Kind::number)
    for (int number : {0, 1, -1, 2, 5, 10, 50, 100, 1000}) try_value(number);
  return at->second;
}

std::optional<TriedCase> CaseInputs::ask(CasePoint const& point) {
  if (!spend(steps_of_asking)) return std::nullopt;
  TriedCase tried;
  std::vector<std::pair<std::uint32_t, feel::Value>> values;
  for (std::size_t i = 0; i < point.size(); ++i) {
    auto const& place = places_[i];
    auto const& value = value_of(i, point[i]);
    if (!value) return std::nullopt;
    auto at = std::find_if(values.begin(), values.end(), [&](auto const& each) { return each.first == place.node; });
    if (at == values.end()) at = values.insert(values.end(), {place.node, place.path.empty() ? feel::Value() : empty_value(model_.nodes()[place.node].type.get())});
    at->second = with_entry(at->second, place.path, *value);
  }
  for (auto& [node, value] : values) tried.inputs.push_back({model_.nodes()[node].name, model_.nodes()[node].space, std::move(value)});
  tried.outcome = model_.evaluate(node_, tried.inputs, environment_);
  bool came = false, as_chosen = true;
  std::size_t asked = table_.rules.size();
  for (auto const& hit : tried.outcome.trace.tables) {
    if (hit.table != table_.index) continue;
    came = true, tried.rules.assign(hit.rules.begin(), hit.rules.end());
    if (table_.policy == DmnHitPolicy::first && !tried.rules.empty()) asked = tried.rules[0] + 1;
    for (std::size_t c = 0; c < table_.inputs.size(); ++c) {
      auto dimension = space_.dimension_of(c);
      auto const& own = space_.dimensions[dimension].columns;
      if (std::find(own.begin(), own.end(), c) != own.end() && space_.columns[dimension].find(hit.inputs[c]) != point[dimension]) as_chosen = false;
    }
  }
  spend(table_.index_of_rules ? asked / 8 : steps_of_a_rule_asked * asked);
  if (!came || !as_chosen) return std::nullopt;
  if (tried.rules.size() > 1) {
    auto both = "rules " + std::to_string(tried.rules[0] + 1) + " and " + std::to_string(tried.rules[1] + 1) + " both match";
    if (table_.policy == DmnHitPolicy::unique) tried.fault = both + ", but its hit policy is UNIQUE";
    if (table_.policy == DmnHitPolicy::any && tried.outcome.value.is_null()) tried.fault = both + " and differ, but its hit policy is ANY";
  }
  return tried;
}

std::optional<std::vector<std::size_t>> const& CaseInputs::weights(std::uint32_t rule) {
  auto [at, fresh] = weights_.try_emplace(rule);
  if (!fresh) return at->second;
  std::vector<std::size_t> weights;
  for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
    auto const& priorities = table_.outputs[i].priorities;
    auto value = constant_value(*table_.rules[rule].outputs[i], table_.outputs[i].type.get());
    if (!value) return at->second;
    weights.push_back(static_cast<std::size_t>(std::find(priorities.begin(), priorities.end(), *value) - priorities.begin()));
  }
  at->second = std::move(weights);
  return at->second;
}

bool CaseInputs::decides(std::uint32_t rule, TriedCase const& tried) {
  if (std::find(tried.rules.begin(), tried.rules.end(), rule) == tried.rules.end() || !tried.fault.empty()) return false;
  if (tried.rules.size() == 1) return true;
  if (table_.policy == DmnHitPolicy::first) return tried.rules[0] == rule;
  if (table_.policy != DmnHitPolicy::priority) return true;
  for (auto other : tried.rules) {
    auto const &one = weights(rule), &against = weights(other);
    if (!one || !against) return false;
    if (other != rule && (*against < *one || (*against == *one && other < rule))) return false;
  }
  return true;
}

}  // namespace drivetrain::decisions::dmn
