// From decision tables as written to compiled ones (see table.h). Equal cells of a column are compiled once.
#include <map>
#include <set>

#include "base/text.h"
#include "decisions/dmn/compiler.h"
#include "decisions/dmn/table_index.h"
#include "feel/filter_scope.h"
#include "feel/typing/typing.h"

namespace drivetrain::decisions::dmn {

using notation::DmnHitPolicy;

/// Nothing, and the reason in failure_, when the text is no unary test.
std::optional<Cell> Compiler::cell(notation::Formula const& formula, NameScope& scope) {
  Cell made;
  made.source = add_source(formula.span, formula.text, node_);
  auto text = formula.text.empty() ? std::string_view("-") : std::string_view(formula.text);
  made.any = text == "-";
  auto compiled = feel::compile_unary_tests_in_filters(text, scope.feel, scope.items);
  if (auto expression = std::get_if<feel::Expression>(&compiled)) {
    made.test = std::move(*expression);
    return made;
  }
  auto const& error = std::get<feel::CompileError>(compiled);
  complaint("DT-D220", notation::place_in(formula.text, formula.span, error.offset, error.length), error.message, error.help);
  failure_ = error.message;
  return std::nullopt;
}

InputColumn Compiler::input_column(notation::DmnInputClause const& clause, NameScope& scope) {
  InputColumn column;
  column.text = clause.expression.text, column.label = clause.label.empty() ? column.text : clause.label;
  column.source = add_source(clause.span, {}, node_);
  column.type = type_named(unit_, clause.type);
  column.expression = clause.expression.empty() ? make_nothing(column.source, "the input column has no expression")
                                                : checked(literal(clause.expression, scope), column.type, column.source, "the input \"" + column.label + "\"");
  return column;
}

/// Of a table that is a decision's own logic and has one output, which takes what it does not say itself from the decision (DMN 1.5 §8.2.10,
/// §8.3.3): the decision's type, or that of its elements where the table yields a list. Null otherwise.
TypePtr Compiler::type_of_only_output(std::size_t outputs) const {
  auto const& node = model_->nodes_[node_];
  if (outputs != 1 || !node.type || !node.element->logic || !node.element->logic->table) return nullptr;
  auto type = feel::unnamed(node.type);
  auto element = feel::element_of(type);
  return element ? feel::unnamed(element) : type;
}

/// SUM asks for numbers or durations, MIN and MAX for what has an order; anything else is null each time (DMN 1.5 §8.2.10).
void Compiler::check_aggregation(DecisionTable const& table) {
  using notation::DmnAggregation;
  if (table.aggregation == DmnAggregation::none || table.aggregation == DmnAggregation::count) return;
  for (std::size_t i = 0; i < table.outputs.size(); ++i) {
    auto type = table.outputs[i].type;
    for (std::size_t rule = 0; !table.outputs[i].type && rule < table.rules.size() && (rule == 0 || type); ++rule) {
      auto const& of_cell = table.rules[rule].outputs[i]->type;
      type = rule == 0 ? of_cell : feel::joined_type(type, of_cell);
    }
    auto kind = feel::kind_of(type);
    if (!kind) continue;
    bool counts = *kind == feel::Kind::number || *kind == feel::Kind::days_duration || *kind == feel::Kind::months_duration;
    bool ordered = counts || *kind == feel::Kind::string || *kind == feel::Kind::date || *kind == feel::Kind::time || *kind == feel::Kind::date_time;
    if (table.aggregation == DmnAggregation::sum ? counts : ordered) continue;
    complaint("DT-D225", model_->sources_[table.outputs[i].source].span,
              "the table aggregates with " + std::string(notation::to_string(table.aggregation)) + ", but \"" + (table.outputs[i].label.empty() ? table.name : table.outputs[i].label) + "\" yields " + feel::article(type),
              "let the cells be numbers, or collect without aggregation");
  }
}

OutputColumn Compiler::output_column(notation::DmnOutputClause const& clause, std::size_t index, std::size_t count, NameScope& scope, std::uint32_t tested_slot) {
  OutputColumn column;
  column.name = !clause.name.empty() ? clause.name : clause.label, column.label = clause.label.empty() ? column.name : clause.label;
  column.source = add_source(clause.span, {}, node_);
  column.type = type_named(unit_, clause.type);
  if (column.name.empty() && count > 1) {
    complaint("DT-D225", clause.span, "output column " + std::to_string(index + 1) + " has no name", "with several outputs the result is a context, whose entries are called like the columns");
    column.name = "output " + std::to_string(index + 1);
  }
  auto priorities_of = [&](feel::Expression const& tests) {
    if (tests.accepts() && !tests.accepts()->negated) column.priorities = tests.accepts()->parts;
  };
  if (!clause.values.empty()) {
    scope.feel.name_types[tested_slot] = column.type;
    column.allowed = cell(clause.values, scope);
    if (column.allowed) priorities_of(column.allowed->test);
  } else if (auto type = column.type ? column.type : type_of_only_output(count)) {
    // What the type allows is allowed here, in that order.
    for (auto const& tests : type->tests)
      if (column.priorities.empty()) priorities_of(*tests);
  }
  if (clause.default_entry && !(clause.default_entry->kind == notation::DmnBoxed::literal && clause.default_entry->text.empty()))
    column.default_value = checked(boxed(*clause.default_entry, scope), column.type, column.source, "the default of \"" + column.label + "\"");
  return column;
}

namespace {

/// What a table reads of the names in scope. A read is a name or a path behind one; of names that begin it, the longest is meant.
std::vector<ReadName> read_names(DecisionTable const& table, feel::Scope const& scope) {
  std::set<std::string_view> reads;
  for (auto const& column : table.inputs) {
    if (auto const* expression = column.expression->literal()) reads.insert(expression->reads().begin(), expression->reads().end());
    for (auto const& cell : column.cells) reads.insert(cell.test.reads().begin(), cell.test.reads().end());
    if (column.allowed) reads.insert(column.allowed->test.reads().begin(), column.allowed->test.reads().end());
  }
  std::map<std::size_t, ReadName> found;
  for (auto read : reads) {
    std::size_t best = scope.names.size();
    for (std::size_t i = 0; i < scope.names.size(); ++i) {
      auto const& name = scope.names[i];
      bool begins = !name.empty() && i != table.tested_slot && read.starts_with(name) && (read.size() == name.size() || read[name.size()] == '.');
      if (begins && (best == scope.names.size() || name.size() > scope.names[best].size())) best = i;
    }
    if (best < scope.names.size()) found.emplace(best, ReadName{scope.names[best], static_cast<std::uint32_t>(best), scope.name_types[best]});
  }
  std::vector<ReadName> names;
  for (auto& [slot, name] : found) names.push_back(std::move(name));
  return names;
}

}  // namespace

LogicPtr Compiler::table(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source) {
  auto const& written = *expression.table;
  auto made = std::make_shared<DecisionTable>();
  made->name = expression.label.empty() ? model_->nodes_[node_].name : expression.label;
  made->node = node_, made->source = source, made->policy = written.hit_policy, made->aggregation = written.aggregation;
  made->written = &written, made->expression = &expression;
  bool whole = true;
  for (auto const& clause : written.inputs) made->inputs.push_back(input_column(clause, scope));
  // Outputs see the names outside; only cells of inputs and lists of values read ?.
  auto outside = scope.size();
  made->tested_slot = scope.push("?", nullptr);
  std::set<std::string, std::less<>> seen;
  for (std::size_t i = 0; i < written.outputs.size(); ++i) {
    made->outputs.push_back(output_column(written.outputs[i], i, written.outputs.size(), scope, made->tested_slot));
    refuse_twice(seen, made->outputs.back().name, written.outputs[i].span, "outputs", "the table");
  }
  for (std::size_t i = 0; i < written.inputs.size(); ++i)
    if (!written.inputs[i].values.empty()) {
      scope.feel.name_types[made->tested_slot] = made->inputs[i].expression->type;
      made->inputs[i].allowed = cell(written.inputs[i].values, scope);
      whole = whole && made->inputs[i].allowed;
    }
  bool ordered = written.hit_policy == DmnHitPolicy::priority || written.hit_policy == DmnHitPolicy::output_order;
  bool has_priorities = false;
  for (auto const& column : made->outputs) has_priorities = has_priorities || !column.priorities.empty();
  if (ordered && !has_priorities)
    complaint("DT-D225", expression.span, "the hit policy " + std::string(notation::to_string(written.hit_policy)) + " asks for output values in order of priority, and no output has any",
              "<outputValues><text>\"HIGH\", \"LOW\"</text></outputValues>");
  if (made->policy != DmnHitPolicy::collect && made->aggregation != notation::DmnAggregation::none)
    complaint("DT-D225", expression.span, "only COLLECT tables aggregate, this one is " + std::string(notation::to_string(made->policy)), "set the hit policy to COLLECT, or remove the aggregation");
  std::vector<std::map<std::string_view, std::uint32_t>> known(written.inputs.size());
  std::vector<std::map<std::string_view, LogicPtr>> results(written.outputs.size());
  for (auto const& rule : written.rules) {
    if (rule.inputs.size() != written.inputs.size() || rule.outputs.size() != written.outputs.size()) {
      whole = false, failure_ = "a rule has too few or too many cells";
      continue;  // the reader complained
    }
    Rule compiled;
    compiled.written = &rule;
    for (std::size_t i = 0; i < rule.inputs.size(); ++i) {
      auto const& formula = rule.inputs[i].formula;
      auto [at, fresh] = known[i].emplace(formula.text, static_cast<std::uint32_t>(made->inputs[i].cells.size()));
      if (fresh) {
        scope.feel.name_types[made->tested_slot] = made->inputs[i].expression->type;
        auto test = cell(formula, scope);
        whole = whole && test;
        made->inputs[i].cells.push_back(test ? std::move(*test) : Cell{});
      }
      compiled.cells.push_back(at->second);
    }
    made->rules.push_back(std::move(compiled));
  }
  made->reads = read_names(*made, scope.feel);
  scope.pop_to(outside);
  std::size_t at = 0;
  for (auto const& rule : written.rules) {
    if (rule.inputs.size() != written.inputs.size() || rule.outputs.size() != written.outputs.size()) continue;
    auto& compiled = made->rules[at++];
    for (std::size_t i = 0; i < rule.outputs.size(); ++i) {
      auto const& formula = rule.outputs[i].formula;
      auto& value = results[i][formula.text];
      if (!value) {
        auto of_column = made->outputs[i].source;
        value = formula.empty() ? make_nothing(add_source(rule.span, {}, node_), "the output cell is empty") : literal(formula, scope);
        value = checked(std::move(value), made->outputs[i].type, of_column, "the output \"" + made->outputs[i].label + "\"");
      }
      compiled.outputs.push_back(value);
    }
  }
  check_aggregation(*made);
  if (!whole) return make_nothing(source, "the table \"" + made->name + "\" cannot be evaluated: " + failure_);
  made->index_of_rules = TableIndex::build(*made);
  made->index = static_cast<std::uint32_t>(model_->tables_.size());
  model_->tables_.push_back(made);
  return make_table(std::move(made));
}

}  // namespace drivetrain::decisions::dmn
