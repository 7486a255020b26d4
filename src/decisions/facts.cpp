// Facts against their declaration (see facts.h).
#include "decisions/facts.h"

#include <algorithm>

#include "base/text.h"

namespace drivetrain::decisions {

namespace {

char const* article_and_type(FactType type) {
  switch (type) {
    case FactType::number: return "a number";
    case FactType::string: return "a text";
    case FactType::boolean: return "true or false";
  }
  return "a value";
}

bool fits(FactType type, feel::Kind kind) {
  switch (type) {
    case FactType::number: return kind == feel::Kind::number;
    case FactType::string: return kind == feel::Kind::string;
    case FactType::boolean: return kind == feel::Kind::boolean;
  }
  return false;
}

Error misfit(Decision const& decision, std::string what, std::string help) {
  return {"DT-X902", "decision " + decision.header.id + " cannot be opened: " + std::move(what), std::move(help)};
}

std::string range_in_words(Fact const& fact) {
  return (fact.min ? fact.min->to_string() : std::string("…")) + " to " + (fact.max ? fact.max->to_string() : std::string("…"));
}

Status check_fact(Decision const& decision, Fact const& fact, feel::Value const* value) {
  auto const& name = fact.name.value;
  if (!value || value->is_null())
    return misfit(decision, "the fact " + name + " is missing",
                  "give " + name + ", " + article_and_type(fact.type) + (fact.unit.empty() ? "." : " in " + fact.unit + "."));
  if (!fits(fact.type, value->kind()))
    return misfit(decision, name + " = " + feel::to_text(*value) + " is not " + article_and_type(fact.type),
                  name + " is declared as " + article_and_type(fact.type) + ".");
  if (fact.type == FactType::number) {
    auto number = value->number();
    if ((fact.min && number < *fact.min) || (fact.max && number > *fact.max))
      return misfit(decision, name + " = " + number.to_string() + " is outside " + range_in_words(fact),
                    "the bands are declared for that range only; if the case is real, the range of the fact must change.");
  }
  if (fact.type == FactType::string && !fact.values.empty() &&
      std::find(fact.values.begin(), fact.values.end(), value->string()) == fact.values.end()) {
    auto near = nearest(value->string(), fact.values);
    return misfit(decision, name + " = " + feel::to_text(*value) + " is none of " + join(fact.values, ", "),
                  near ? "did you mean " + *near + "?" : "");
  }
  return {};
}

}  // namespace

Status check_facts(Decision const& decision, feel::Value const& facts) {
  if (facts.kind() != feel::Kind::context && !(facts.is_null() && decision.facts.empty()))
    return misfit(decision, "its facts are " + feel::to_text(facts) + ", not a context", "write them like {delay_hours: 12}.");
  static feel::Context const none;
  auto const& given = facts.is_null() ? none : facts.context();
  std::vector<std::string> names;
  for (auto const& fact : decision.facts) {
    names.push_back(fact.name.value);
    DT_CHECK(check_fact(decision, fact, given.find(fact.name.value)));
  }
  for (auto const& [name, value] : given.entries()) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    auto near = nearest(name, names);
    return misfit(decision, "it has no fact " + name, near ? "did you mean " + *near + "?" : "its facts are " + join(names, ", ") + ".");
  }
  return {};
}

std::string facts_in_words(Decision const& decision, feel::Value const& facts, std::vector<std::string> const& only) {
  std::string text;
  for (auto const& fact : decision.facts) {
    auto const& name = fact.name.value;
    if (!only.empty() && std::find(only.begin(), only.end(), name) == only.end()) continue;
    if (!text.empty()) text += ", ";
    text += name + " = " + feel::to_text(facts.at(name));
  }
  return text;
}

}  // namespace drivetrain::decisions
