// Outcomes as texts (see table_outcome.h).
#include "decisions/dmn/table_outcome.h"

#include <algorithm>

#include "base/text.h"
#include "decisions/dmn/constant_output.h"
#include "decisions/dmn/regions.h"
#include "decisions/dmn/two_versions.h"

namespace drivetrain::decisions::dmn {

using notation::DmnAggregation;
using notation::DmnHitPolicy;

TableOutcome::Cell const& TableOutcome::cell(std::uint32_t rule, std::size_t column) {
  auto const& logic = *table_.rules[rule].outputs[column];
  auto [at, fresh] = cells_.try_emplace({&logic, column});
  if (!fresh) return at->second;
  auto const& output = table_.outputs[column];
  auto value = constant_value(logic, output.type.get());
  at->second.text = value ? canonical_text(*value) : std::string(formula_text(logic));
  at->second.constant = value.has_value();
  at->second.refused = value && !value->is_null() && output.allowed && !output.allowed->any && !holds(output.allowed->test, table_.tested_slot, *value);
  at->second.weight = value ? static_cast<std::size_t>(std::find(output.priorities.begin(), output.priorities.end(), *value) - output.priorities.begin()) : output.priorities.size();
  return at->second;
}

std::string TableOutcome::outputs(std::uint32_t rule) {
  if (table_.outputs.size() == 1) return cell(rule, 0).text;
  std::string text = "{";
  for (std::size_t i = 0; i < table_.outputs.size(); ++i) text += (i ? ", " : "") + table_.outputs[i].name + ": " + cell(rule, i).text;
  return text + "}";
}

bool TableOutcome::yields_list() const {
  return (table_.policy == DmnHitPolicy::collect && table_.aggregation == DmnAggregation::none) || table_.policy == DmnHitPolicy::rule_order || table_.policy == DmnHitPolicy::output_order;
}

std::string TableOutcome::none() {
  std::vector<std::string> texts;
  bool any = false, lists = false;
  for (auto const& output : table_.outputs) {
    auto value = output.default_value ? constant_value(*output.default_value, output.type.get()) : std::optional(feel::Value());
    any = any || output.default_value, lists = lists || (value && value->kind() == feel::Kind::list);
    texts.push_back(value ? canonical_text(*value) : std::string(formula_text(*output.default_value)));
  }
  if (!any) return table_.policy == DmnHitPolicy::collect && table_.aggregation == DmnAggregation::count ? "0" : "no rule";
  auto text = texts[0];
  if (texts.size() > 1) {
    text = "{";
    for (std::size_t i = 0; i < texts.size(); ++i) text += (i ? ", " : "") + table_.outputs[i].name + ": " + texts[i];
    text += "}";
  }
  return yields_list() && !(lists && texts.size() == 1) ? "[" + text + "]" : text;
}

bool TableOutcome::has_formula(std::span<std::uint32_t const> rules) {
  for (auto rule : rules)
    for (std::size_t i = 0; i < table_.outputs.size(); ++i)
      if (!cell(rule, i).constant) return true;
  return rules.empty() && std::any_of(table_.outputs.begin(), table_.outputs.end(), [](OutputColumn const& output) { return output.default_value && !constant_value(*output.default_value, output.type.get()); });
}

std::optional<Decimal> TableOutcome::aggregated(std::vector<std::string> const& texts) const {
  if (table_.aggregation == DmnAggregation::none || table_.outputs.size() != 1) return std::nullopt;
  std::optional<Decimal> result;
  for (auto const& text : texts) {
    bool negative = text.starts_with("-");
    auto number = Decimal::parse(std::string_view(text).substr(negative));
    if (!number) return std::nullopt;
    if (negative) number = number->negated();
    if (!result) result = number;
    else if (table_.aggregation == DmnAggregation::sum) result = Decimal::add(*result, *number);
    else result = table_.aggregation == DmnAggregation::min ? std::min(*result, *number) : std::max(*result, *number);
    if (!result) return std::nullopt;
  }
  return result;
}

/// Of rules of which some match only where nobody could decide: whatever the outcome depends on stands in the text.
std::string TableOutcome::told_open(std::vector<std::uint32_t> const& order, std::function<std::string const&(std::uint32_t)> const& condition) {
  auto policy = table_.policy;
  auto sure = static_cast<std::size_t>(std::count_if(order.begin(), order.end(), [&](auto rule) { return condition(rule).empty(); }));
  if (policy == DmnHitPolicy::unique && sure > 1) return "nothing: several rules match";
  std::vector<std::string> texts;
  for (auto rule : order) {
    auto text = condition(rule).empty() ? outputs(rule) : "where " + condition(rule) + ": " + outputs(rule);
    for (std::size_t i = 0; i < table_.outputs.size(); ++i)
      if (cell(rule, i).refused) text += ", which is none of the output values";
    texts.push_back(std::move(text));
    if (policy == DmnHitPolicy::first && condition(rule).empty()) break;  // those after it never decide
  }
  if (policy == DmnHitPolicy::collect) std::sort(texts.begin(), texts.end());
  if (sure == 0) texts.push_back("else " + none());
  // Of one rule all policies that let one decide make the same.
  bool one = order.size() == 1 && policy != DmnHitPolicy::collect && !yields_list();
  auto text = one ? std::string() : std::string(notation::to_string(policy)) + "; ";
  if (table_.aggregation != DmnAggregation::none) text += std::string(notation::to_string(table_.aggregation)) + "; ";
  return text + join(texts, "; ");
}

std::string TableOutcome::told(std::span<std::uint32_t const> rules, std::function<std::string const&(std::uint32_t)> const& condition) {
  if (rules.empty()) return none();
  std::vector<std::uint32_t> order(rules.begin(), rules.end());
  auto policy = table_.policy;
  bool formulas = has_formula(rules), by_weight = policy == DmnHitPolicy::priority || policy == DmnHitPolicy::output_order;
  // What a formula weighs is not known beforehand.
  if (by_weight && !formulas)
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
      for (std::size_t i = 0; i < table_.outputs.size(); ++i)
        if (auto one = cell(a, i).weight, other = cell(b, i).weight; one != other) return one < other;
      return false;
    });
  if (!std::all_of(order.begin(), order.end(), [&](auto rule) { return condition(rule).empty(); })) return told_open(order, condition);
  if (policy == DmnHitPolicy::unique && order.size() > 1) return "nothing: several rules match";
  for (std::size_t at = 0; at < (policy == DmnHitPolicy::first ? 1 : order.size()); ++at)
    for (std::size_t i = 0; i < table_.outputs.size(); ++i)
      if (cell(order[at], i).refused) return "nothing: " + cell(order[at], i).text + " is none of the output values";
  std::vector<std::string> texts;
  for (auto rule : order) texts.push_back(outputs(rule));
  bool agree = std::all_of(texts.begin(), texts.end(), [&](auto const& each) { return each == texts[0]; });
  if (formulas && order.size() > 1 && ((policy == DmnHitPolicy::any && !agree) || by_weight)) {
    if (!by_weight) std::sort(texts.begin(), texts.end());
    return std::string(notation::to_string(policy)) + " of [" + join(texts, ", ") + "]";
  }
  switch (policy) {
    case DmnHitPolicy::unique:
    case DmnHitPolicy::any: return agree ? texts[0] : "nothing: rules that differ match";
    case DmnHitPolicy::first:
    case DmnHitPolicy::priority: return texts[0];
    default: break;
  }
  if (table_.aggregation == DmnAggregation::count) return std::to_string(texts.size());
  if (table_.aggregation != DmnAggregation::none || policy == DmnHitPolicy::collect) {
    // The order of rules does not count for sums, least and greatest, nor for what COLLECT promises.
    std::sort(texts.begin(), texts.end());
    if (table_.aggregation == DmnAggregation::min || table_.aggregation == DmnAggregation::max) texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  }
  if (auto number = aggregated(texts)) return number->to_string();
  auto all = "[" + join(texts, ", ") + "]";
  return table_.aggregation == DmnAggregation::none ? all : std::string(notation::to_string(table_.aggregation)) + " of " + all;
}

}  // namespace drivetrain::decisions::dmn
