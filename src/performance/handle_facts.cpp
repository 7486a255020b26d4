// Taking in what other systems report (see handle.h). An attribute is brought to its declared type here, once, so that every measure and
// every replay reads the same.
#include "base/text.h"
#include "performance/handle.h"

namespace drivetrain::performance {

namespace {

Error no_such_type(ReportFacts const& command, Program const& program) {
  std::vector<std::string> types;
  bool known = false;
  for (auto const& one : program.facts) {
    known = known || one.interface == command.interface;
    if (one.interface == command.interface) types.push_back(one.type);
  }
  if (!known)
    return {"DT-X901", "no interface " + command.interface + " of the model in force takes events in", "declare it as an Interface, with the types of event that it sends"};
  auto near = nearest(command.type_of_event, types);
  return {"DT-X901", "interface " + command.interface + " declares no event " + command.type_of_event,
          near ? "did you mean " + *near + "?" : "it declares: " + join(types, ", ")};
}

char const* words_for(processes::VariableType type) {
  using processes::VariableType;
  switch (type) {
    case VariableType::number: return "a number";
    case VariableType::string: return "a text";
    case VariableType::boolean: return "true or false";
    case VariableType::date: return "a day like 2026-03-27, or a time like 2026-03-27T15:50:00Z";
    case VariableType::any: break;
  }
  return "a value";
}

/// The value as the declared type has it; nothing when it does not fit.
std::optional<feel::Value> fit(feel::Value const& value, processes::VariableType type) {
  using feel::Kind;
  using processes::VariableType;
  auto if_kind = [&](Kind kind) { return value.kind() == kind ? std::optional(value) : std::nullopt; };
  switch (type) {
    case VariableType::number: return if_kind(Kind::number);
    case VariableType::string: return if_kind(Kind::string);
    case VariableType::boolean: return if_kind(Kind::boolean);
    case VariableType::date: {
      if (value.kind() == Kind::date || value.kind() == Kind::date_time) return value;
      if (value.kind() != Kind::string) return std::nullopt;
      if (auto day = parse_date(value.string())) return feel::Value(*day);
      if (auto time = parse_instant(value.string())) return feel::Value(*time);
      return std::nullopt;
    }
    case VariableType::any: break;
  }
  return value;
}

Result<feel::Context> read_attributes(FactType const& type, feel::Value const& given) {
  if (given.kind() != feel::Kind::context) return Error{"DT-X902", "attributes should be a group of fields, but is " + feel::to_text(given), ""};
  feel::Context read;
  std::vector<std::string> names;
  for (auto const& attribute : type.attributes) {
    auto const& name = attribute.name.value;
    names.push_back(name);
    auto const* value = given.context().find(name);
    if (!value || value->is_null()) return Error{"DT-X902", type.type + " lacks the attribute " + name, "interface " + type.interface + " declares it as " + words_for(attribute.type)};
    auto fitted = fit(*value, attribute.type);
    if (!fitted) return Error{"DT-X902", "attribute " + name + " of " + type.type + " should be " + words_for(attribute.type) + ", but is " + feel::to_text(*value), ""};
    read.set(name, *fitted);
  }
  for (auto const& [name, value] : given.context().entries()) {
    if (read.find(name)) continue;
    auto near = nearest(name, names);
    return Error{"DT-X902", type.type + " has no attribute " + name, near ? "did you mean " + *near + "?" : "interface " + type.interface + " declares: " + join(names, ", ")};
  }
  return read;
}

}  // namespace

Status handle(ReportFacts const& command, Context& context) {
  FactType const* type = nullptr;
  for (auto const& one : context.program.facts)
    if (one.interface == command.interface && one.type == command.type_of_event) type = &one;
  if (!type) return no_such_type(command, context.program);
  auto now = context.transition.now();
  if (command.occurred_at && now < *command.occurred_at)
    return Error{"DT-X902", command.type_of_event + " is said to have occurred in the future", "send the time at which it happened, with its zone, or leave occurred_at out"};
  DT_TRY(auto attributes, read_attributes(*type, command.attributes));
  context.transition.emit(FactReported{command.interface, command.type_of_event, feel::Value(std::move(attributes)), command.occurred_at.value_or(now)});
  return {};
}

}  // namespace drivetrain::performance
