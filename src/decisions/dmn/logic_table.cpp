// Evaluating decision tables: which rules match, and what their hit policy makes of them (DMN 1.5 §8.2.10, §8.3.2).
#include <algorithm>

#include "base/text.h"
#include "decisions/dmn/table.h"
#include "decisions/dmn/table_index.h"
#include "feel/program/arithmetic.h"
#include "feel/program/compare.h"

namespace drivetrain::decisions::dmn {

namespace {

using notation::DmnAggregation;
using notation::DmnHitPolicy;

bool passes_cell(Cell const& cell, feel::Value const& value, Run& run, feel::Value* slots, std::uint32_t tested_slot) {
  if (cell.any) return true;
  slots[tested_slot] = value;
  feel::InSource here(run.session, cell.source);
  return cell.test.evaluate_in(run.session, slots).is_true();
}

/// One table being evaluated.
class Hit {
 public:
  Hit(DecisionTable const& table, Run& run, feel::Value* slots) : table_(table), run_(run), slots_(slots) {}

  feel::Value value() {
    FrameSlots columns(run_, table_.inputs.size());
    std::span values(columns.data(), table_.inputs.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto const& column = table_.inputs[i];
      values[i] = column.expression->evaluate(run_, slots_);
      if (column.allowed && !values[i].is_null() && !passes_cell(*column.allowed, values[i], run_, slots_, table_.tested_slot))
        return run_.null_because(column.source, "the value of \"" + column.label + "\" must pass " + column.allowed->test.text() + ", but " + feel::describe(values[i]) + " came");
    }
    auto most = table_.policy == DmnHitPolicy::first ? 1 : table_.rules.size();
    RuleList list(run_);
    auto& rules = *list;
    table_.matching_rules(values, run_, slots_, most, rules);
    if (run_.explains() && run_.may_trace()) run_.trace.tables.push_back({table_.index, {values.begin(), values.end()}, rules});
    if (rules.empty()) return no_hit();
    bool one_decides = table_.policy != DmnHitPolicy::collect && !yields_list();
    if (rules.size() == 1 && one_decides && table_.outputs.size() == 1) return only_output(rules[0]);
    return joined(rules);
  }

 private:
  bool yields_list() const {
    return (table_.policy == DmnHitPolicy::collect && table_.aggregation == DmnAggregation::none) || table_.policy == DmnHitPolicy::rule_order ||
           table_.policy == DmnHitPolicy::output_order;
  }

  feel::Value no_hit() {
    bool any_default = std::any_of(table_.outputs.begin(), table_.outputs.end(), [](OutputColumn const& column) { return column.default_value != nullptr; });
    if (!any_default) {
      if (table_.policy == DmnHitPolicy::collect && table_.aggregation == DmnAggregation::count) return 0;
      return run_.null_because(table_.source, "no rule of \"" + table_.name + "\" matches, and there is no default");
    }
    std::vector<feel::Value> values;
    for (auto const& column : table_.outputs) values.push_back(column.default_value ? column.default_value->evaluate(run_, slots_) : feel::Value());
    auto value = composed(values);
    if (!yields_list() || value.kind() == feel::Kind::list) return value;
    return feel::List{std::move(value)};
  }

  /// One output of one rule. False, and a reason among the warnings, when it is not allowed.
  bool output(std::uint32_t rule, std::size_t index, feel::Value& value) {
    auto const& column = table_.outputs[index];
    value = table_.rules[rule].outputs[index]->evaluate(run_, slots_);
    if (!column.allowed || value.is_null() || passes_cell(*column.allowed, value, run_, slots_, table_.tested_slot)) return true;
    run_.warn(column.source, "rule " + std::to_string(rule + 1) + " of \"" + table_.name + "\" yields " + feel::describe(value) + ", which is none of " + column.allowed->test.text());
    return false;
  }

  bool outputs(std::uint32_t rule, std::vector<feel::Value>& values) {
    for (std::size_t i = 0; i < table_.outputs.size(); ++i)
      if (!output(rule, i, values.emplace_back())) return false;
    return true;
  }

  /// The common case, without memory of its own.
  feel::Value only_output(std::uint32_t rule) {
    feel::Value value;
    if (!run_.spend(1, table_.source) || !output(rule, 0, value)) return {};
    return value;
  }

  feel::Value composed(std::vector<feel::Value> const& values) const {
    if (values.size() == 1) return values[0];
    feel::Context context;
    for (std::size_t i = 0; i < values.size(); ++i) context.set(table_.outputs[i].name, values[i]);
    return context;
  }

  feel::Value joined(std::vector<std::uint32_t> const& rules) {
    auto named = [&](std::uint32_t rule) { return std::to_string(rule + 1); };
    if (table_.policy == DmnHitPolicy::unique && rules.size() > 1)
      return run_.null_because(table_.source, "rules " + named(rules[0]) + " and " + named(rules[1]) + " of \"" + table_.name + "\" both match, but its hit policy is UNIQUE");
    std::vector<std::vector<feel::Value>> found;
    for (auto rule : rules) {
      if (!run_.spend(1, table_.source) || !outputs(rule, found.emplace_back())) return {};
    }
    switch (table_.policy) {
      case DmnHitPolicy::unique:
      case DmnHitPolicy::first: return composed(found[0]);
      case DmnHitPolicy::any:
        for (std::size_t i = 1; i < found.size(); ++i)
          if (!run_.spend(composed(found[0]).weight(), table_.source)) return {};
          else if (!(composed(found[i]) == composed(found[0])))
            return run_.null_because(table_.source, "rules " + named(rules[0]) + " and " + named(rules[i]) + " of \"" + table_.name +
                                                        "\" both match and differ, but its hit policy is ANY");
        return composed(found[0]);
      case DmnHitPolicy::priority: order_by_priority(found); return composed(found[0]);
      case DmnHitPolicy::output_order: order_by_priority(found); break;
      case DmnHitPolicy::rule_order: break;
      case DmnHitPolicy::collect:
        if (table_.aggregation != DmnAggregation::none) return aggregated(found);
        break;
    }
    feel::List list;
    for (auto const& values : found) list.push_back(composed(values));
    return run_.made(std::move(list), table_.source);
  }

  /// Column by column, by the place of the value among the column's output values; what is not among them comes last.
  void order_by_priority(std::vector<std::vector<feel::Value>>& found) const {
    auto rank = [](OutputColumn const& column, feel::Value const& value) {
      return std::find(column.priorities.begin(), column.priorities.end(), value) - column.priorities.begin();
    };
    std::stable_sort(found.begin(), found.end(), [&](auto const& a, auto const& b) {
      for (std::size_t i = 0; i < a.size(); ++i) {
        auto of_a = rank(table_.outputs[i], a[i]), of_b = rank(table_.outputs[i], b[i]);
        if (of_a != of_b) return of_a < of_b;
      }
      return false;
    });
  }

  feel::Value aggregated(std::vector<std::vector<feel::Value>> const& found) {
    if (table_.aggregation == DmnAggregation::count) return found.size();
    if (table_.outputs.size() == 1) return aggregated_column(found, 0);
    feel::Context context;
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) context.set(table_.outputs[i].name, aggregated_column(found, i));
    return context;
  }

  feel::Value aggregated_column(std::vector<std::vector<feel::Value>> const& found, std::size_t column) {
    auto result = found[0][column];
    for (std::size_t i = 1; i < found.size(); ++i) {
      auto const& value = found[i][column];
      if (table_.aggregation == DmnAggregation::sum) {
        std::string why;
        result = feel::calculate(feel::Form::add, result, value, why);
        if (!why.empty()) return run_.null_because(table_.source, "the sum of \"" + table_.name + "\": " + why);
        continue;
      }
      auto order = feel::order(value, result);
      if (!order) return run_.null_because(table_.source, "\"" + table_.name + "\" compares " + feel::describe(value) + " with " + feel::describe(result));
      if (table_.aggregation == DmnAggregation::min ? *order < 0 : *order > 0) result = value;
    }
    if (table_.aggregation == DmnAggregation::sum && !result.is_number() && found.size() == 1)
      return run_.null_because(table_.source, "the sum of \"" + table_.name + "\" asks for numbers, but " + feel::describe(result) + " came");
    return result;
  }

  DecisionTable const& table_;
  Run& run_;
  feel::Value* slots_;
};

/// What a table's value can be, as far as its columns say.
TypePtr value_type(DecisionTable const& table) {
  if (table.policy == DmnHitPolicy::collect && table.aggregation != DmnAggregation::none) return table.aggregation == DmnAggregation::count ? feel::simple_type("number") : nullptr;
  TypePtr single;
  if (table.outputs.size() == 1) {
    single = table.outputs[0].type;
    // Without a type of the column, what all its cells yield.
    for (std::size_t i = 0; !table.outputs[0].type && i < table.rules.size(); ++i) {
      auto const& cell = table.rules[i].outputs[0]->type;
      bool plain = cell && cell->form == feel::Type::Form::kind && (i == 0 || (single && single->kind == cell->kind));
      single = plain ? feel::simple_type(feel::to_string(cell->kind)) : nullptr;
      if (!single) break;
    }
  } else {
    static TypePtr const any = std::make_shared<feel::Type>();
    auto context = std::make_shared<feel::Type>();
    context->form = feel::Type::Form::context;
    for (auto const& column : table.outputs) context->entries.emplace_back(column.name, column.type ? column.type : any);
    single = context;
  }
  bool is_list = table.policy == DmnHitPolicy::collect || table.policy == DmnHitPolicy::rule_order || table.policy == DmnHitPolicy::output_order;
  return is_list ? boxed_list_type(single) : single;
}

class BoxedTable final : public Logic {
 public:
  explicit BoxedTable(std::shared_ptr<DecisionTable const> table) : table_(std::move(table)) {
    for (auto const& column : table_->inputs) depth = std::max(depth, column.expression->depth);
    for (auto const& rule : table_->rules)
      for (auto const& output : rule.outputs) depth = std::max(depth, output->depth);
    depth += 2;
    type = value_type(*table_);
  }
  feel::Value evaluate(Run& run, feel::Value* slots) const override { return table_->evaluate(run, slots); }

 private:
  std::shared_ptr<DecisionTable const> table_;
};

}  // namespace

namespace {

bool matches_rule(DecisionTable const& table, std::uint32_t rule, std::span<feel::Value const> values, Run& run, feel::Value* slots) {
  for (std::size_t c = 0; c < values.size(); ++c)
    if (!passes_cell(table.inputs[c].cells[table.rules[rule].cells[c]], values[c], run, slots, table.tested_slot)) return false;
  return true;
}

}  // namespace

void DecisionTable::scan_rules(std::span<feel::Value const> values, Run& run, feel::Value* slots, std::size_t most, std::vector<std::uint32_t>& matching) const {
  for (std::uint32_t i = 0; i < rules.size() && matching.size() < most; ++i) {
    if (!run.spend(1, source)) return matching.clear();
    if (matches_rule(*this, i, values, run, slots)) matching.push_back(i);
  }
}

void DecisionTable::matching_rules(std::span<feel::Value const> values, Run& run, feel::Value* slots, std::size_t most, std::vector<std::uint32_t>& matching) const {
  bool within = true;
  auto known = index_of_rules && index_of_rules->each_candidate(values, [&](std::uint32_t rule, bool decided) {
    if (!(within = run.spend(1, source))) return false;
    if (decided || matches_rule(*this, rule, values, run, slots)) matching.push_back(rule);
    return matching.size() < most;
  });
  if (!within) matching.clear();
  if (!known) scan_rules(values, run, slots, most, matching);
}

feel::Value DecisionTable::evaluate(Run& run, feel::Value* slots) const { return Hit(*this, run, slots).value(); }

LogicPtr make_table(std::shared_ptr<DecisionTable const> table) { return std::make_shared<BoxedTable>(std::move(table)); }

}  // namespace drivetrain::decisions::dmn
