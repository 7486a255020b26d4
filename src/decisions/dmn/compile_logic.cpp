// From boxed expressions as written to logic (see logic.h): names get slots, types become checks, what cannot be read is said.
#include <algorithm>

#include "base/text.h"
#include "decisions/dmn/compiler.h"
#include "decisions/dmn/function_value.h"
#include "feel/filter_scope.h"
#include "feel/typing/typing.h"

namespace drivetrain::decisions::dmn {

using notation::DmnBoxed;
using notation::DmnKind;

void Compiler::compile_node(std::uint32_t index) {
  node_ = index, unit_ = unit_of_[index];
  switch (model_->nodes_[index].kind) {
    case DmnKind::decision: compile_decision(index); break;
    case DmnKind::business_knowledge: compile_knowledge(index); break;
    case DmnKind::decision_service: compile_service(index); break;
    default: break;
  }
}

void Compiler::compile_decision(std::uint32_t index) {
  auto& node = model_->nodes_[index];
  NameScope scope;
  scope.feel = units_[unit_].scope;
  for (auto const* list : {&edges_[index].information, &edges_[index].knowledge})
    for (auto const& required : *list) {
      node.requires_.push_back({required.node, scope.push(required.name, known_type(required.node))});
    }
  if (!node.element->logic) return;
  auto logic = boxed(*node.element->logic, scope);
  model_->nodes_[index].logic = checked(std::move(logic), node.type, node.source, "the decision \"" + node.name + "\"");
  model_->nodes_[index].frame_size = scope.frame_size();
}

void Compiler::compile_knowledge(std::uint32_t index) {
  auto& node = model_->nodes_[index];
  auto const& element = *node.element;
  NameScope scope;
  scope.feel = units_[unit_].scope;
  std::vector<feel::Value> required;
  for (auto const& each : edges_[index].knowledge) {
    scope.push(each.name, known_type(each.node));
    auto const& function = model_->nodes_[each.node].function;
    required.push_back(function ? feel::Value(function) : feel::Value());
  }
  auto self = scope.push(node.name, nullptr);
  required.emplace_back();
  auto body = std::make_shared<FunctionBody>();
  if (element.logic && element.logic->function_kind == notation::DmnFunctionKind::java) {
    // What the registry has is known now; the mapping reads nothing.
    std::vector<std::string> parameters;
    for (auto const& parameter : element.logic->variables) parameters.push_back(parameter.name);
    auto maker = function(*element.logic, scope, node.source);
    feel::Environment environment;
    environment.natives = options_.natives;
    feel::Session session{environment};
    Run run(session, Explain::no);
    FrameSlots slots(run, scope.frame_size());
    auto value = maker->evaluate(run, slots.data());
    if (value.kind() == feel::Kind::function) {
      node.function = value.shared_function();
      return;
    }
    auto why = session.warnings.empty() ? std::string("it names no function") : session.warnings.front().message;
    complaint("DT-D220", element.logic->span, why, "see the functions of the native registry");
    body->parameters = parameters, body->types.resize(parameters.size()), body->body = make_nothing(node.source, why);
  } else if (element.logic) {
    body = function_body(*element.logic, scope, node.name, node.source);
  } else {
    body->body = make_nothing(node.source, "the business knowledge \"" + node.name + "\" has no logic");
  }
  body->name = node.name, body->source = node.source;
  body->captured = static_cast<std::uint32_t>(required.size());
  body->frame_size = std::max<std::uint32_t>(body->frame_size, body->captured + static_cast<std::uint32_t>(body->parameters.size()));
  // Until DMN 1.4 the variable's type is the result's; since 1.5 a function type may stand there (DMN15-74).
  auto type = type_named(unit_, element.variable.type);
  if (type && type->form != feel::Type::Form::function) body->body = checked(std::move(body->body), type, node.source, "the result of " + node.name);
  model_->nodes_[index].function = std::make_shared<Knowledge>(std::move(body), std::move(required), self);
}

// What a service's decisions need beyond its parameters, nobody can give it: each call would miss it (DMN 1.5 §6.3.10, table 11).
void Compiler::check_service_inputs(std::uint32_t index) {
  auto const& node = model_->nodes_[index];
  for (auto input : node.inputs) {
    if (std::find(node.parameters.begin(), node.parameters.end(), input) != node.parameters.end()) continue;
    complaint("DT-D221", node.element->span, "the decision service \"" + node.name + "\" does not list the input \"" + model_->nodes_[input].name + "\", which its decisions need",
              "<inputData href=\"#" + model_->nodes_[input].id + "\"/>");
  }
}

void Compiler::refuse_twice(std::set<std::string, std::less<>>& seen, std::string const& name, Span const& span, std::string_view what, std::string_view of) {
  if (!name.empty() && !seen.insert(name).second)
    finding("DT-D224", span, "two " + std::string(what) + " of " + std::string(of) + " are called \"" + name + "\"", "one would hide the other: give each its own name");
}

void Compiler::check_condition(LogicPtr const& condition, notation::DmnExpression const& expression, std::string_view what) {
  auto kind = feel::kind_of(condition->type);
  if (!kind || *kind == feel::Kind::boolean) return;
  complaint("DT-D226", expression.span, std::string(what) + " asks for a boolean, but its expression yields " + feel::article(condition->type), "compare it with something");
}

void Compiler::check_bindings(notation::DmnExpression const& expression, TypePtr const& callee, std::vector<Binding> const& bindings) {
  auto function = feel::unnamed(callee);
  if (auto kind = feel::kind_of(function); kind && *kind != feel::Kind::function)
    return complaint("DT-D226", expression.span, "only a function can be invoked, but this is " + feel::article(callee), "name business knowledge, a decision service or a function");
  if (!function || function->parts.empty() || function->parameters.size() + 1 != function->parts.size()) return;
  auto const& parameters = function->parameters;
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    auto const& binding = bindings[i];
    auto found = std::find(parameters.begin(), parameters.end(), binding.parameter);
    if (found == parameters.end()) {
      auto near = nearest(binding.parameter, parameters);
      complaint("DT-D226", expression.entries[i].span, "what is invoked has no parameter \"" + binding.parameter + "\"",
                near ? "did you mean \"" + *near + "\"?" : parameters.empty() ? "it has none" : "it has: " + join(parameters, ", "));
      continue;
    }
    auto const& wanted = function->parts[static_cast<std::size_t>(found - parameters.begin())];
    if (binding.value->type && !feel::may_fit(*binding.value->type, *wanted))
      complaint("DT-D226", expression.entries[i].span, "the parameter \"" + binding.parameter + "\" is " + feel::article(wanted) + ", but what is bound yields " + feel::article(binding.value->type),
                "change the type, or what is bound");
  }
  for (auto const& parameter : parameters)
    if (std::none_of(bindings.begin(), bindings.end(), [&](Binding const& each) { return each.parameter == parameter; }))
      complaint("DT-D226", expression.span, "the parameter \"" + parameter + "\" is not bound", "bind it, to null if nothing is meant");
}

void Compiler::compile_service(std::uint32_t index) {
  auto& node = model_->nodes_[index];
  std::vector<std::string> names;
  for (auto parameter : node.parameters) names.push_back(visible_name(unit_, parameter));
  check_service_inputs(index);
  node.function = std::make_shared<ServiceFunction>(*model_, index, std::move(names));
}

LogicPtr Compiler::boxed(notation::DmnExpression const& expression, NameScope& scope) {
  auto source = add_source(expression.span, {}, node_);
  auto logic = boxed_kind(expression, scope, source);
  auto type = type_named(unit_, expression.type);
  // The type of a function definition is that of its result in older files, of the function in newer ones; its body has its own.
  if (expression.kind == DmnBoxed::function) return logic;
  auto what = "the " + std::string(notation::to_string(expression.kind)) + (expression.label.empty() ? "" : " \"" + expression.label + "\"");
  return checked(std::move(logic), std::move(type), source, std::move(what));
}

LogicPtr Compiler::checked(LogicPtr inner, TypePtr type, std::uint32_t source, std::string what) {
  if (type && inner->type && !feel::may_fit(*inner->type, *type))
    complaint("DT-D226", model_->sources_[source].span, what + " is a " + feel::to_text(*type) + ", but its expression yields a " + feel::to_text(*inner->type),
              "change the type, or what is computed");
  return make_typed(std::move(inner), std::move(type), source, std::move(what));
}

/// What expressions may rely on: the declared type, a function's, or what the logic is known to yield.
TypePtr Compiler::known_type(std::uint32_t index) const {
  auto const& node = model_->nodes_[index];
  if (node.type && node.kind != DmnKind::decision_service) return node.type;
  if (node.logic) return node.logic->type;
  if (node.kind == DmnKind::decision_service) {
    std::vector<TypePtr> parameters;
    for (auto parameter : node.parameters) parameters.push_back(model_->nodes_[parameter].type);
    TypePtr result;
    std::vector<std::pair<std::string, TypePtr>> outputs;
    for (auto output : node.outputs) outputs.emplace_back(model_->nodes_[output].name, known_type(output));
    if (outputs.size() > 1) result = boxed_context_type(outputs);
    else if (outputs.size() == 1) result = outputs[0].second;
    auto names = node.function ? node.function->parameters() : std::vector<std::string>();
    return boxed_function_type(std::move(names), parameters, result);
  }
  if (node.kind == DmnKind::business_knowledge && node.element->logic && node.element->logic->kind == DmnBoxed::function) {
    // Arguments are checked by number; what it yields, by its body.
    auto body = std::dynamic_pointer_cast<BoxedFunction const>(node.function);
    if (body) return body->boxed_type();
  }
  return nullptr;
}

LogicPtr Compiler::boxed_or_null(notation::DmnExpression const* expression, NameScope& scope, Span span, std::string_view what) {
  if (expression) return boxed(*expression, scope);
  return make_nothing(add_source(std::move(span), {}, node_), std::string(what) + " is empty");
}

LogicPtr Compiler::boxed_kind(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source) {
  auto part = [&](std::size_t i, std::string_view what) {
    return boxed_or_null(i < expression.parts.size() ? expression.parts[i].get() : nullptr, scope, expression.span, what);
  };
  switch (expression.kind) {
    case DmnBoxed::literal:
      if (!expression.language.empty() && !notation::dmn::is_feel(expression.language.value))
        return make_nothing(source, "the expression language \"" + expression.language.value + "\" cannot be evaluated here");
      if (expression.text.empty()) return make_nothing(source, "the expression is empty");
      return literal(expression.text, scope);
    case DmnBoxed::table: return table(expression, scope, source);
    case DmnBoxed::context: return context(expression, scope, source);
    case DmnBoxed::list: {
      std::vector<LogicPtr> items;
      for (std::size_t i = 0; i < expression.parts.size(); ++i) items.push_back(part(i, "an item"));
      return make_list(std::move(items), source);
    }
    case DmnBoxed::relation: {
      std::vector<std::string> columns;
      std::set<std::string, std::less<>> seen;
      for (auto const& column : expression.variables) refuse_twice(seen, column.name, column.span, "columns", "the relation"), columns.push_back(column.name);
      std::vector<LogicPtr> cells;
      for (std::size_t i = 0; i < expression.parts.size(); ++i) {
        auto const& column = expression.variables[i % expression.variables.size()];
        cells.push_back(checked(part(i, "a cell"), type_named(unit_, column.type), source, "the column \"" + column.name + "\""));
      }
      return make_relation(std::move(columns), std::move(cells), source);
    }
    case DmnBoxed::invocation: {
      std::vector<Binding> bindings;
      std::set<std::string, std::less<>> seen;
      for (auto const& entry : expression.entries) {
        if (!entry.variable) continue;
        refuse_twice(seen, entry.variable->name, entry.span, "bindings", "the invocation");
        bindings.push_back({entry.variable->name, boxed_or_null(entry.value.get(), scope, entry.span, "the binding of " + entry.variable->name)});
      }
      auto callee = part(0, "what is invoked");
      if (bindings.size() == expression.entries.size()) check_bindings(expression, callee->type, bindings);
      return make_invocation(std::move(callee), std::move(bindings), source);
    }
    case DmnBoxed::function: return function(expression, scope, source);
    case DmnBoxed::conditional: {
      auto condition = part(0, "if");
      check_condition(condition, expression, "if");
      return make_conditional(std::move(condition), part(1, "then"), part(2, "else"), source);
    }
    case DmnBoxed::filter:
    case DmnBoxed::for_each:
    case DmnBoxed::some:
    case DmnBoxed::every: return iteration(expression, scope, source);
  }
  return make_nothing(source, "unknown");
}

LogicPtr Compiler::literal(notation::Formula const& formula, NameScope& scope) {
  auto source = add_source(formula.span, formula.text, node_);
  auto compiled = feel::compile_in_filters(formula.text, scope.feel, scope.items);
  if (auto expression = std::get_if<feel::Expression>(&compiled)) return make_literal(std::move(*expression), source);
  auto const& error = std::get<feel::CompileError>(compiled);
  complaint("DT-D220", notation::place_in(formula.text, formula.span, error.offset, error.length), error.message, error.help);
  return make_nothing(source, error.message);
}

LogicPtr Compiler::context(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source) {
  auto outside = scope.size();
  std::vector<ContextPart> parts;
  std::set<std::string, std::less<>> seen;
  for (auto const& entry : expression.entries) {
    if (entry.variable) refuse_twice(seen, entry.variable->name, entry.variable->span, "entries", "the context");
    auto what = entry.variable ? "the entry \"" + entry.variable->name + "\"" : std::string("the result");
    auto value = boxed_or_null(entry.value.get(), scope, entry.span, what);
    if (!entry.variable) {
      parts.push_back({{}, 0, std::move(value)});
      break;
    }
    auto type = type_named(unit_, entry.variable->type);
    // A function's own type is checked by its parameters and its body.
    if (!(entry.value && entry.value->kind == DmnBoxed::function)) value = checked(std::move(value), type, add_source(entry.variable->span, {}, node_), what);
    auto known = value->type;
    parts.push_back({entry.variable->name, scope.push(entry.variable->name, std::move(known)), std::move(value)});
  }
  scope.pop_to(outside);
  return make_context(std::move(parts), source);
}

std::shared_ptr<FunctionBody> Compiler::function_body(notation::DmnExpression const& expression, NameScope& scope, std::string name, std::uint32_t source) {
  auto body = std::make_shared<FunctionBody>();
  body->name = std::move(name), body->source = source;
  body->captured = static_cast<std::uint32_t>(scope.size());
  auto inside = scope.inner();
  std::set<std::string, std::less<>> seen;
  for (auto const& parameter : expression.variables) {
    refuse_twice(seen, parameter.name, parameter.span, "parameters", "the function");
    body->parameters.push_back(parameter.name);
    body->types.push_back(type_named(unit_, parameter.type));
    inside.push(parameter.name, body->types.back());
  }
  if (expression.function_kind != notation::DmnFunctionKind::feel)
    body->body = make_nothing(source, "functions outside FEEL cannot be evaluated here");
  else
    body->body = boxed_or_null(expression.parts.empty() ? nullptr : expression.parts[0].get(), inside, expression.span, "the function's body");
  auto type = type_named(unit_, expression.type);
  if (type && type->form != feel::Type::Form::function) body->body = checked(std::move(body->body), type, source, "the result of " + body->name);
  body->result = body->body->type;
  body->frame_size = std::max(inside.frame_size(), body->captured + static_cast<std::uint32_t>(body->parameters.size()));
  return body;
}

LogicPtr Compiler::function(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source) {
  if (expression.function_kind == notation::DmnFunctionKind::java) {
    std::vector<std::string> parameters;
    for (auto const& parameter : expression.variables) parameters.push_back(parameter.name);
    return make_native(boxed_or_null(expression.parts.empty() ? nullptr : expression.parts[0].get(), scope, expression.span, "the mapping"), std::move(parameters), source);
  }
  return make_function(function_body(expression, scope, "function", source));
}

namespace {

/// What an iterator holds: a list's element, or the value alone; null when unknown.
TypePtr list_element(TypePtr const& domain) {
  if (!domain || domain->form == feel::Type::Form::kind) return domain;
  bool holds = domain->form == feel::Type::Form::list || domain->form == feel::Type::Form::range;
  return holds && !domain->parts.empty() ? domain->parts[0] : nullptr;
}

}  // namespace

LogicPtr Compiler::iteration(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source) {
  auto part = [&](std::size_t i, std::string_view what) {
    return boxed_or_null(i < expression.parts.size() ? expression.parts[i].get() : nullptr, scope, expression.span, what);
  };
  auto list = part(0, "in");
  auto outside = scope.size();
  LogicPtr made;
  if (expression.kind == DmnBoxed::filter) {
    // As in FEEL's own filter, the entries of an item are names (§10.2.1.9: Employees[dept = 20]).
    auto item = scope.push("item", list_element(list->type));
    scope.items.push_back(item);
    auto match = part(1, "match");
    check_condition(match, expression, "match");
    made = make_filter(std::move(list), std::move(match), item, source);
    scope.items.pop_back();
  } else {
    auto item = scope.push(expression.iterator.value, list_element(list->type));
    if (expression.kind == DmnBoxed::for_each) {
      auto partial = scope.push("partial", nullptr);
      made = make_for(std::move(list), part(1, "return"), item, partial, source);
    } else {
      auto condition = part(1, "satisfies");
      check_condition(condition, expression, "satisfies");
      made = make_quantified(expression.kind == DmnBoxed::some ? Quantifier::some : Quantifier::every, std::move(list), std::move(condition), item, source);
    }
  }
  scope.pop_to(outside);
  return made;
}

}  // namespace drivetrain::decisions::dmn
