// See expression.h.
#include "processes/expression.h"

#include <algorithm>

#include "feel/value.h"

namespace drivetrain::processes {

/// Items of a list, or, with a key for each, entries of a map.
struct Expression::Composite {
  std::vector<Expression> keys, values;
  bool is_map = false;
  std::string text;
  std::vector<std::string> reads;

  void finish() {
    text = is_map ? "{" : "[";
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) text += ", ";
      if (is_map) text += keys[i].text() + ": ";
      text += values[i].text();
    }
    text += is_map ? "}" : "]";
    for (auto const* all : {&keys, &values})
      for (auto const& one : *all)
        for (auto const& name : one.reads())
          if (std::find(reads.begin(), reads.end(), name) == reads.end()) reads.push_back(name);
  }

  Result<feel::Value> evaluate(Surroundings const& surroundings, std::string* warnings) const {
    feel::List list;
    feel::Context map;
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto value = values[i].evaluate(surroundings, warnings);
      if (!value.ok()) return value;
      if (!is_map) {
        list.push_back(std::move(*value));
        continue;
      }
      auto key = keys[i].evaluate(surroundings, warnings);
      if (!key.ok()) return key;
      if (key->is_null()) return Error{"", "the key " + keys[i].text() + " of a map is null", "let it yield a text"};
      map.set(key->kind() == feel::Kind::string ? std::string(key->string()) : feel::to_text(*key), std::move(*value));
    }
    return is_map ? feel::Value(std::move(map)) : feel::Value(std::move(list));
  }
};

Expression Expression::list(std::vector<Expression> items) {
  auto composite = std::make_shared<Composite>();
  composite->values = std::move(items);
  composite->finish();
  Expression expression;
  expression.language_ = std::shared_ptr<Composite const>(std::move(composite));
  return expression;
}

Expression Expression::map(std::vector<std::pair<Expression, Expression>> entries) {
  auto composite = std::make_shared<Composite>();
  composite->is_map = true;
  for (auto& [key, value] : entries) {
    composite->keys.push_back(std::move(key));
    composite->values.push_back(std::move(value));
  }
  composite->finish();
  Expression expression;
  expression.language_ = std::shared_ptr<Composite const>(std::move(composite));
  return expression;
}

Expression Expression::constant(std::string text) {
  Expression expression;
  expression.language_ = std::move(text);
  return expression;
}

Result<feel::Value> Expression::evaluate(Surroundings const& surroundings, std::string* warnings) const {
  if (auto const* text = std::get_if<std::string>(&language_)) return feel::Value(*text);
  if (auto const* juel = std::get_if<juel::Expression>(&language_)) {
    juel::World world;
    world.variable = surroundings.lookup;
    world.call = surroundings.call;
    world.now = surroundings.now;
    return juel->evaluate(world);
  }
  if (auto const* composite = std::get_if<std::shared_ptr<Composite const>>(&language_)) return (*composite)->evaluate(surroundings, warnings);
  feel::Environment environment;
  environment.now = surroundings.now;
  environment.lookup = surroundings.lookup;
  auto evaluation = std::get<feel::Expression>(language_).evaluate(environment);
  if (warnings && evaluation.value.is_null())
    for (std::size_t i = 0; i < evaluation.warnings.size(); ++i) *warnings += (i == 0 ? ": " : "; ") + evaluation.warnings[i].message;
  return std::move(evaluation.value);
}

std::string const& Expression::text() const {
  if (auto const* text = std::get_if<std::string>(&language_)) return *text;
  if (auto const* juel = std::get_if<juel::Expression>(&language_)) return juel->text();
  if (auto const* composite = std::get_if<std::shared_ptr<Composite const>>(&language_)) return (*composite)->text;
  return std::get<feel::Expression>(language_).text();
}

std::vector<std::string> const& Expression::reads() const {
  static std::vector<std::string> const nothing;
  if (auto const* feel = std::get_if<feel::Expression>(&language_)) return feel->reads();
  if (auto const* juel = std::get_if<juel::Expression>(&language_)) return juel->reads();
  if (auto const* composite = std::get_if<std::shared_ptr<Composite const>>(&language_)) return (*composite)->reads;
  return nothing;
}

}  // namespace drivetrain::processes
