// Constant outputs and the domains that follow from them (see constant_output.h).
#include "decisions/dmn/constant_output.h"

#include <algorithm>

#include "decisions/dmn/table_reach.h"
#include "feel/program/compare.h"
#include "feel/program/frame.h"

namespace drivetrain::decisions::dmn {

namespace {

using feel::Value;
using notation::DmnAggregation;
using notation::DmnHitPolicy;

constexpr std::size_t max_known_outputs = 2'000;

feel::Type const* resolved(feel::Type const* type, std::shared_ptr<feel::Type const>& keeps) {
  if (!type || type->form != feel::Type::Form::named) return type;
  keeps = type->target.lock();
  return keeps.get();
}

bool is_one_of(std::vector<Value> const& values, Value const& value) {
  return std::any_of(values.begin(), values.end(), [&](Value const& each) { return feel::is_equal(each, value) == true; });
}

/// Adds tests whose constants alone decide: others would have to be tried at more than their breakpoints.
void add_test(feel::Expression const& test, ColumnDomain& domain) {
  auto points = test.breakpoints();
  if (!points) return;
  for (auto const& point : *points)
    if ((point.path != "?" && point.path != domain.own) || (domain.kind != feel::Kind::null && !point.constant.is_null() && point.constant.kind() != domain.kind)) return;
  for (auto& point : *points)
    if (!point.constant.is_null()) domain.cuts.push_back(std::move(point.constant));
  domain.tests.push_back(&test);
  domain.ordered = domain.ordered || orders(test.text());
}

void add_type(feel::Type const* type, ColumnDomain& domain) {
  if (!type || (type->form != feel::Type::Form::kind && type->form != feel::Type::Form::any)) return;
  if (type->form == feel::Type::Form::kind && domain.kind == feel::Kind::null) domain.kind = type->kind;
  for (auto const& test : type->tests) add_test(*test, domain);
}

}  // namespace

bool asks_the_clock(std::string const& text) {
  for (std::string_view name : {"now", "today"})
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      auto after = text.find_first_not_of(" \t\r\n", at + name.size());
      if (after != std::string::npos && text[after] == '(') return true;
    }
  return false;
}

feel::Type const* entry_type(feel::Type const* type, std::string_view path, std::shared_ptr<feel::Type const>& keeps) {
  while (type && !path.empty()) {
    type = resolved(type, keeps);
    if (!type || type->form != feel::Type::Form::context) return nullptr;
    feel::Type const* next = nullptr;
    for (auto const& [name, each] : type->entries)
      if (path == name || (path.starts_with(name) && path[name.size()] == '.')) {
        next = each.get();
        path.remove_prefix(std::min(path.size(), name.size() + 1));
        break;
      }
    type = next;
  }
  return resolved(type, keeps);
}

std::optional<Value> constant_value(Logic const& logic, feel::Type const* type) {
  auto const* expression = logic.literal();
  if (!expression || !expression->reads().empty() || asks_the_clock(expression->text())) return std::nullopt;
  feel::Environment environment;
  auto result = expression->evaluate(environment);
  if (!result.warnings.empty()) return std::nullopt;
  if (type && type->form != feel::Type::Form::any) return feel::coerced(result.value, *type);
  return std::move(result.value);
}

std::string_view formula_text(Logic const& logic) { return logic.literal() ? std::string_view(logic.literal()->text()) : std::string_view(); }

DecisionTable const* table_of(DecisionModel const& model, std::uint32_t node) {
  for (auto const& table : model.tables())
    if (table->node == node && table->expression == model.nodes()[node].element->logic.get()) return table.get();
  return nullptr;
}

namespace {

/// Whether every outcome of the table is a value: some rule or default always decides, and nothing is refused on the way.
bool always_answers(DecisionModel const& model, DecisionTable const& table, TableReach const& reach) {
  bool by_order = table.policy == DmnHitPolicy::first || table.policy == DmnHitPolicy::priority;
  if ((!by_order && reach.several) || std::any_of(table.inputs.begin(), table.inputs.end(), [](InputColumn const& column) { return column.allowed && !column.allowed->any; })) return false;
  auto const& type = model.nodes()[table.node].type;
  if (type && table.outputs.size() > 1) return false;
  for (auto const& column : table.outputs) {
    auto fits = [&](Logic const& logic) {
      auto value = constant_value(logic, column.type.get());
      return value && !value->is_null() && (!column.allowed || holds(column.allowed->test, table.tested_slot, *value)) && (!type || feel::coerced(*value, *type));
    };
    auto index = static_cast<std::size_t>(&column - table.outputs.data());
    for (std::size_t rule = 0; rule < table.rules.size(); ++rule)
      if (reach.decides[rule] && !fits(*table.rules[rule].outputs[index])) return false;
    if (reach.none && (!column.default_value || !fits(*column.default_value))) return false;
  }
  return true;
}

}  // namespace

std::optional<PossibleOutputs> possible_outputs(DecisionModel const& model, DecisionTable const& table, std::string_view entry) {
  bool single = table.policy == DmnHitPolicy::unique || table.policy == DmnHitPolicy::first || table.policy == DmnHitPolicy::any || table.policy == DmnHitPolicy::priority;
  bool extreme = table.policy == DmnHitPolicy::collect && (table.aggregation == DmnAggregation::min || table.aggregation == DmnAggregation::max);
  if (!single && !extreme) return std::nullopt;
  std::size_t output = 0;
  if (entry.empty() != (table.outputs.size() == 1)) return std::nullopt;
  while (!entry.empty() && output < table.outputs.size() && table.outputs[output].name != entry) ++output;
  if (output == table.outputs.size()) return std::nullopt;
  auto const& column = table.outputs[output];
  PossibleOutputs made;
  std::vector<Logic const*> seen;
  auto add = [&](Logic const& logic) {
    if (std::find(seen.begin(), seen.end(), &logic) != seen.end()) return true;
    seen.push_back(&logic);
    auto value = constant_value(logic, column.type.get());
    if (!value || made.values.size() >= max_known_outputs || seen.size() >= max_known_outputs) return false;
    if (!value->is_null() && !is_one_of(made.values, *value)) made.values.push_back(std::move(*value));
    return true;
  };
  auto reach = reach_of(model, table);
  for (std::size_t rule = 0; rule < table.rules.size(); ++rule)
    if (reach->decides[rule] && !add(*table.rules[rule].outputs[output])) return std::nullopt;
  if (column.default_value && reach->none && !add(*column.default_value)) return std::nullopt;
  made.null = !always_answers(model, table, *reach);
  bool any_default = std::any_of(table.outputs.begin(), table.outputs.end(), [](OutputColumn const& each) { return each.default_value != nullptr; });
  // Rules of UNIQUE that others always accompany, and the least and greatest, yield what they say only sometimes.
  bool each_alone = table.policy == DmnHitPolicy::first || table.policy == DmnHitPolicy::priority || !reach->several;
  made.exact = reach->exact && each_alone && (!made.null || (reach->none && !any_default));
  return made;
}

std::optional<PlainRead> plain_read(DecisionTable const& table, std::string_view path) {
  std::optional<PlainRead> found;
  for (auto const& name : table.reads)
    if (path.starts_with(name.name) && (path.size() == name.name.size() || path[name.name.size()] == '.') && (!found || name.name.size() > found->name->name.size()))
      found = PlainRead{&name, std::string(path.substr(std::min(path.size(), name.name.size() + 1)))};
  return found;
}

std::optional<PlainRead> plain_read(DecisionTable const& table, InputColumn const& column) {
  auto const* expression = column.expression->literal();
  if (!expression || expression->reads().size() != 1 || expression->reads()[0] != column.text) return std::nullopt;
  return plain_read(table, column.text);
}

std::optional<std::uint32_t> required_node(DecisionModel const& model, DecisionTable const& table, ReadName const& name) {
  for (auto const& requirement : model.nodes()[table.node].requires_)
    if (requirement.slot == name.slot) return requirement.node;
  return std::nullopt;
}

bool is_given_from_outside(DecisionModel const& model, std::uint32_t node) {
  return std::any_of(model.nodes().begin(), model.nodes().end(), [&](Node const& each) {
    return each.kind == notation::DmnKind::decision_service && std::find(each.parameters.begin(), each.parameters.end(), node) != each.parameters.end();
  });
}

namespace {

bool same_type(feel::Type const* a, feel::Type const* b) { return a == b || (a && b && a->form == feel::Type::Form::kind && b->form == a->form && a->kind == b->kind && a->tests.empty() && b->tests.empty()); }

/// What the decision that is read can yield is all that can come.
void add_outputs_above(DecisionModel const& model, DecisionTable const& table, PlainRead const& read, ColumnDomain& domain) {
  auto node = required_node(model, table, *read.name);
  auto const* above = node && model.nodes()[*node].kind == notation::DmnKind::decision && !is_given_from_outside(model, *node) ? table_of(model, *node) : nullptr;
  auto outputs = above ? possible_outputs(model, *above, read.entry) : std::nullopt;
  if (!outputs || outputs->values.empty()) return;
  auto const& values = outputs->values;
  auto kind = domain.kind != feel::Kind::null ? domain.kind : values.front().kind();
  if (!std::all_of(values.begin(), values.end(), [&](Value const& each) { return each.kind() == kind; })) return;
  domain.kind = kind;
  domain.cuts.insert(domain.cuts.end(), values.begin(), values.end());
  domain.only = values, domain.source = model.nodes()[*node].name;
  domain.only_exact = outputs->exact, domain.never_missing = !outputs->null;
}

}  // namespace

ColumnDomain domain_of(DecisionModel const& model, DecisionTable const& table, InputColumn const& column) {
  ColumnDomain domain;
  std::shared_ptr<feel::Type const> keeps, keeps_entry;
  auto read = plain_read(table, column);
  // Where the column is of another type than the name, the two may differ.
  if (read && read->entry.empty() && (!column.type || same_type(column.type.get(), read->name->type.get()))) domain.own = read->name->name;
  add_type(resolved(column.type.get(), keeps), domain);
  if (column.expression->type != column.type) add_type(resolved(column.expression->type.get(), keeps), domain);
  if (read) {
    auto const* type = entry_type(read->name->type.get(), read->entry, keeps_entry);
    if (type != column.type.get() && type != column.expression->type.get()) add_type(type, domain);
    add_outputs_above(model, table, *read, domain);
  }
  domain.open = domain.kind == feel::Kind::null;
  if (column.allowed) add_test(column.allowed->test, domain);
  return domain;
}

ColumnDomain domain_of(DecisionModel const& model, DecisionTable const& table, PlainRead const& read) {
  ColumnDomain domain;
  std::shared_ptr<feel::Type const> keeps;
  add_type(entry_type(read.name->type.get(), read.entry, keeps), domain);
  add_outputs_above(model, table, read, domain);
  domain.open = domain.kind == feel::Kind::null;
  return domain;
}

}  // namespace drivetrain::decisions::dmn
