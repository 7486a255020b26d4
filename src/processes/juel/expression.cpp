// Evaluating (see expression.h): a walk over the nodes. Its depth and its work are bounded by the compiled text, but for what methods do
// with long values, which is counted.
#include "processes/juel/expression.h"

#include "base/limits.h"
#include "base/zone.h"
#include "feel/temporal.h"
#include "processes/juel/methods.h"
#include "processes/juel/operators.h"
#include "processes/juel/parser.h"
#include "processes/juel/tree.h"

namespace drivetrain::processes::juel {

using feel::Value;

namespace {

class Walk {
 public:
  Walk(Program const& program, World const& world) : program_(program), world_(world) {}
  bool value(std::uint32_t index, Value& out);
  Error take_error() { return std::move(error_); }

 private:
  bool fail(Node const& node, Error error) {
    error_ = std::move(error);
    error_.message = place_text(program_.text, node.offset) + ": " + error_.message;
    return false;
  }
  bool take(Node const& node, Result<Value> result, Value& out) {
    return result.ok() ? (out = result.take(), true) : fail(node, result.error());
  }
  bool truth(Node const& node, std::uint32_t index, bool& out);
  bool variable(Node const& node, Value& out);
  bool arguments(Node const& node, std::size_t from, std::vector<Value>& out);
  bool ask(Node const& node, std::string_view object, std::string_view method, std::span<Value const> arguments, Value& out);
  bool property(Node const& node, Value& out);
  bool method(Node const& node, Value& out);
  bool function(Node const& node, Value& out);
  bool operation(Node const& node, Value& out);
  std::optional<Value> known(std::string_view name) const {
    if (world_.variable)
      if (auto found = world_.variable(name)) return found;
    if (name == "authenticatedUserId") return user();
    return std::nullopt;
  }
  Value user() const { return world_.user.empty() ? Value() : Value(world_.user); }

  Program const& program_;
  World const& world_;
  Error error_;
  std::uint64_t steps_left_ = limits::max_evaluation_steps;
};

bool Walk::truth(Node const& node, std::uint32_t index, bool& out) {
  Value operand;
  if (!value(index, operand)) return false;
  Error error;
  auto truth = to_truth(operand, error);
  return truth ? (out = *truth, true) : fail(node, std::move(error));
}

bool Walk::variable(Node const& node, Value& out) {
  if (auto found = known(node.name)) return out = std::move(*found), true;
  if (node.name == "execution" || node.name == "task")
    return fail(node,
                {"", "'" + node.name + "' is no value by itself", "ask it for something, as in " + node.name + ".getVariable('amount')"});
  return fail(node, {"", "there is no variable '" + node.name + "'",
                     "set it before the process comes here, or ask execution.hasVariable('" + node.name + "') first"});
}

bool Walk::arguments(Node const& node, std::size_t from, std::vector<Value>& out) {
  out.resize(node.children.size() - from);
  for (std::size_t i = 0; i < out.size(); ++i)
    if (!value(node.children[from + i], out[i])) return false;
  return true;
}

bool Walk::ask(Node const& node, std::string_view object, std::string_view method, std::span<Value const> arguments, Value& out) {
  if (world_.call) return take(node, world_.call(object, method, arguments), out);
  auto called = object.empty() ? std::string(method) + "()" : std::string(object) + "." + std::string(method) + "()";
  return fail(node, {"", "nothing answers " + called + " here", "use variables; beans and classes of Java become jobs for a worker"});
}

bool Walk::property(Node const& node, Value& out) {
  auto const& owner = program_.nodes[node.children[0]];
  Value base;
  if (owner.form == Form::variable) {
    auto found = known(owner.name);
    if (!found) {
      if (!world_.call) return variable(owner, out);
      auto getter = "get" + node.name;
      if (getter[3] >= 'a' && getter[3] <= 'z') getter[3] = static_cast<char>(getter[3] - 'a' + 'A');
      return ask(node, owner.name, getter, {}, out);
    }
    base = std::move(*found);
  } else if (!value(node.children[0], base)) {
    return false;
  }
  return take(node, property_of(base, node.literal, steps_left_), out);
}

bool Walk::method(Node const& node, Value& out) {
  auto const& owner = program_.nodes[node.children[0]];
  std::optional<Value> base;
  if (owner.form == Form::variable) {
    base = known(owner.name);
    if (!base && !world_.call) return variable(owner, out);
  } else if (base.emplace(); !value(node.children[0], *base)) {
    return false;
  }
  std::vector<Value> given;
  if (!arguments(node, 1, given)) return false;
  if (!base) return ask(node, owner.name, node.name, given, out);
  if (base->is_null())
    return fail(node, {"", node.name + "() is asked of null", "ask first whether it is null, as in name != null && name.length() > 3"});
  MethodCall call{*base, given, steps_left_};
  return take(node, call_method(node.name, call), out);
}

bool Walk::function(Node const& node, Value& out) {
  std::vector<Value> given;
  if (!arguments(node, 0, given)) return false;
  if (given.empty()) {
    if (node.name == "now") return out = Value(world_.now), true;
    if (node.name == "dateTime") {
      auto zone = world_.zone ? feel::ZoneRef::named(world_.zone->name()) : std::nullopt;
      auto moment = zone ? feel::DateTime::at(feel::DateTime::of(world_.now).since_epoch(), *zone) : std::nullopt;
      return out = moment ? Value(*moment) : Value(world_.now), true;
    }
    if (node.name == "currentUser") return out = user(), true;
    if (node.name == "currentUserGroups") {
      feel::List groups;
      for (auto const& group : world_.groups) groups.emplace_back(group);
      return out = Value(std::move(groups)), true;
    }
  }
  return ask(node, {}, node.name, given, out);
}

bool Walk::operation(Node const& node, Value& out) {
  Value a, b;
  if (!value(node.children[0], a)) return false;
  if (node.children.size() > 1 && !value(node.children[1], b)) return false;
  Error error;
  std::optional<Value> result;
  auto truth = [&](std::optional<bool> answer) {
    if (answer) result = Value(*answer);
  };
  switch (node.form) {
    case Form::equal: truth(equals(a, b, error)); break;
    case Form::unequal:
      if (auto same = equals(a, b, error)) result = Value(!*same);
      break;
    case Form::less:
    case Form::less_equal:
    case Form::greater:
    case Form::greater_equal: truth(compares(node.form, a, b, error)); break;
    case Form::complement:
      if (auto number = to_number(a, error)) result = Value(number->negated());
      break;
    case Form::emptiness: result = Value(is_empty(a)); break;
    default: result = calculate(node.form, a, b, error);
  }
  return result ? (out = std::move(*result), true) : fail(node, std::move(error));
}

bool Walk::value(std::uint32_t index, Value& out) {
  auto const& node = program_.nodes[index];
  switch (node.form) {
    case Form::literal: return out = node.literal, true;
    case Form::variable: return variable(node, out);
    case Form::property: return property(node, out);
    case Form::item: {
      Value base, key;
      if (!value(node.children[0], base) || !value(node.children[1], key)) return false;
      return take(node, property_of(base, key, steps_left_), out);
    }
    case Form::method: return method(node, out);
    case Form::object: {
      if (node.name.empty())
        return fail(node, {"", "'" + node.object + "' is no value by itself",
                           "ask it for something, as in " + node.object + ".getVariable('amount')"});
      std::vector<Value> given;
      return arguments(node, 0, given) && ask(node, node.object, node.name, given, out);
    }
    case Form::function: return function(node, out);
    case Form::disjunction:
    case Form::conjunction: {
      bool left = false, right = false, decides = node.form == Form::disjunction;
      if (!truth(node, node.children[0], left)) return false;
      if (left == decides) return out = Value(left), true;
      return truth(node, node.children[1], right) && (out = Value(right), true);
    }
    case Form::negation: {
      bool operand = false;
      return truth(node, node.children[0], operand) && (out = Value(!operand), true);
    }
    case Form::choice: {
      bool yes = false;
      return truth(node, node.children[0], yes) && value(node.children[yes ? 1 : 2], out);
    }
    default: return operation(node, out);
  }
}

}  // namespace

Result<Expression> Expression::compile(std::string_view text) {
  DT_TRY(auto program, parse(text));
  return Expression(std::make_shared<Program const>(std::move(program)));
}

Result<Value> Expression::evaluate(World const& world) const {
  auto const& program = *program_;
  if (program.literal) return program.constant;
  Walk walk(program, world);
  Value value;
  if (program.pieces.size() == 1) {
    if (!walk.value(static_cast<std::uint32_t>(program.pieces[0].root), value)) return walk.take_error();
    return value;
  }
  std::string text;
  for (auto const& piece : program.pieces) {
    if (piece.root < 0) {
      text += piece.text;
      continue;
    }
    if (!walk.value(static_cast<std::uint32_t>(piece.root), value)) return walk.take_error();
    text += text_of(value);
    if (text.size() > limits::max_string_bytes)
      return Error{"",
                   place_text(program.text, program.nodes[static_cast<std::size_t>(piece.root)].offset) +
                       ": the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes",
                   "join smaller texts"};
  }
  return Value(std::string_view(text));
}

std::vector<std::string> const& Expression::reads() const { return program_->reads; }
bool Expression::is_literal() const { return program_->literal; }
std::string const& Expression::text() const { return program_->text; }

}  // namespace drivetrain::processes::juel
