// Item definitions as FEEL types (DMN 1.5 §7.3.2–3): structures, collections, functions, what values are allowed.
#include "base/limits.h"
#include "base/text.h"
#include "decisions/dmn/compiler.h"

namespace drivetrain::decisions::dmn {

namespace {

std::shared_ptr<feel::Type> type_of_form(feel::Type::Form form) {
  auto type = std::make_shared<feel::Type>();
  type->form = form;
  return type;
}

TypePtr any_type() {
  static TypePtr const any = type_of_form(feel::Type::Form::any);
  return any;
}

}  // namespace

void Compiler::compile_types() {
  for (auto& unit : units_)
    for (auto const& item : unit.definitions->items)
      if (!unit.items.emplace(item.name, &item).second) complaint("DT-D224", item.span, "two item definitions are called \"" + item.name + "\"", "give one of them another name");
  // Imported models first would be enough but for circles of imports; asking by name resolves in any order.
  for (std::size_t unit = 0; unit < units_.size(); ++unit)
    for (auto const& item : units_[unit].definitions->items) type_of_item(unit, item);
  for (auto& unit : units_) {
    for (auto const& [name, type] : unit.types) unit.scope.types.emplace_back(name, type);
    for (auto const& [prefix, imported] : unit.imports)
      for (auto const& [name, type] : units_[imported].types) unit.scope.types.emplace_back(prefix.empty() ? name : prefix + "." + name, type);
  }
}

/// The type of a top-level definition; compiled when first asked for. A definition that holds itself is named where it does.
TypePtr Compiler::type_of_item(std::size_t unit, notation::DmnItem const& item) {
  if (auto known = units_[unit].types.find(item.name); known != units_[unit].types.end()) return known->second;
  if (auto at = under_way_.find(&item); at != under_way_.end()) {
    auto named = type_of_form(feel::Type::Form::named);
    named->name = item.name;
    named->target = at->second;
    return named;
  }
  if (under_way_.size() >= limits::max_value_depth) {
    finding("DT-D222", item.span, "item definitions build on each other more than " + std::to_string(limits::max_value_depth) + " deep", "let some of them name a FEEL type directly");
    return any_type();
  }
  // The shell exists before its parts, so that parts can name it.
  auto shell = std::make_shared<feel::Type>();
  under_way_[&item] = shell;
  auto made = type_of_definition(unit, item);
  under_way_.erase(&item);
  if (made->form == feel::Type::Form::named) {
    finding("DT-D222", item.span, "the item definition \"" + item.name + "\" is defined by itself", "let one of the circle be a FEEL type or a structure");
    made = any_type();
  }
  *shell = *made;
  shell->name = item.name;
  model_->types_.push_back(shell);
  units_[unit].types[item.name] = shell;
  return shell;
}

void Compiler::add_tests(feel::Type& type, notation::Formula const& tests) {
  if (tests.empty()) return;
  feel::Scope scope;
  scope.names = {"?"}, scope.slotted = true, scope.lenient = options_.mode == Mode::lenient, scope.typed = options_.mode == Mode::strict;
  // The tests are about a value of the type so far: what can never be one is a slip.
  scope.name_types = {std::make_shared<feel::Type>(type)};
  auto compiled = feel::compile_unary_tests(tests.text, scope);
  if (auto error = std::get_if<feel::CompileError>(&compiled)) {
    complaint("DT-D220", notation::place_in(tests.text, tests.span, error->offset, error->length), error->message, error->help);
    return;
  }
  type.tests.push_back(std::make_shared<feel::Expression const>(std::get<feel::Expression>(std::move(compiled))));
}

TypePtr Compiler::type_of_definition(std::size_t unit, notation::DmnItem const& item) {
  std::shared_ptr<feel::Type> made;
  if (item.is_function) {
    made = type_of_form(feel::Type::Form::function);
    auto part = [&](notation::Text const& name) {
      auto type = type_named(unit, name);
      made->parts.push_back(type ? type : any_type());
    };
    for (auto const& parameter : item.function_parameters) part(parameter.type);
    part(item.function_result);
  } else if (!item.components.empty()) {
    made = type_of_form(feel::Type::Form::context);
    for (auto const& component : item.components) made->entries.emplace_back(component.name, type_of_definition(unit, component));
  } else if (auto base = type_named(unit, item.type)) {
    if (base->form == feel::Type::Form::named && item.allowed_values.empty() && item.type_constraint.empty() && !item.is_collection) return base;
    made = std::make_shared<feel::Type>(*base);  // keeps its tests: refinements accumulate
  } else {
    made = type_of_form(feel::Type::Form::any);
  }
  if (item.is_collection) {
    // Allowed values speak of the elements, a type constraint of the list itself (DMN 1.5, DMN15-135).
    add_tests(*made, item.allowed_values);
    auto list = type_of_form(feel::Type::Form::list);
    list->parts.push_back(std::move(made));
    add_tests(*list, item.type_constraint);
    return list;
  }
  if (made->form == feel::Type::Form::list && !item.allowed_values.empty()) {
    auto element = made->parts.empty() ? type_of_form(feel::Type::Form::any) : std::make_shared<feel::Type>(*made->parts[0]);
    add_tests(*element, item.allowed_values);
    element->name.clear();
    made->parts.assign(1, std::move(element));
  } else {
    add_tests(*made, item.allowed_values);
  }
  add_tests(*made, item.type_constraint);
  if (!item.allowed_values.empty() || !item.type_constraint.empty()) made->name = item.name;
  return made;
}

TypePtr Compiler::type_named(std::size_t unit, notation::Text const& name) {
  if (name.empty()) return nullptr;
  auto find_item = [&](std::size_t in, std::string_view wanted) -> TypePtr {
    auto item = units_[in].items.find(wanted);
    return item == units_[in].items.end() ? nullptr : type_of_item(in, *item->second);
  };
  auto own = find_item(unit, name.value);
  auto space = units_[unit].definitions->space;
  for (auto const& [prefix, imported] : units_[unit].imports) {
    if (!prefix.empty()) continue;
    auto found = find_item(imported, name.value);
    if (found && own && found != own && ambiguous_.insert({unit, name.value}).second)
      finding("DT-D224", name.span, "\"" + name.value + "\" names two types: of " + space + " and of " + units_[imported].definitions->space, "rename one of them, or give the import a name");
    if (found && !own) own = found, space = units_[imported].definitions->space;
  }
  if (own) return own;
  for (auto const& [prefix, imported] : units_[unit].imports) {
    if (!prefix.empty() && name.value.starts_with(prefix + ".")) {
      if (auto found = find_item(imported, std::string_view(name.value).substr(prefix.size() + 1))) return found;
    }
  }
  if (auto simple = feel::simple_type(name.value)) return simple->form == feel::Type::Form::any ? nullptr : simple;
  std::vector<std::string> known{"number", "string", "boolean", "date", "time", "date and time", "days and time duration", "years and months duration", "Any"};
  for (auto const& item : units_[unit].definitions->items) known.push_back(item.name);
  auto near = nearest(name.value, known);
  // Types of other languages, as some editors write them; FEEL has one kind of number.
  for (auto foreign : {"integer", "int", "long", "double", "float", "decimal", "short"})
    if (lower_ascii(name.value) == foreign) {
      if (options_.foreign) return feel::simple_type("number");
      near = "number";
    }
  complaint("DT-D222", name.span, "there is no type \"" + name.value + "\"", near ? "did you mean \"" + *near + "\"?" : "use a FEEL type or add an item definition");
  return nullptr;
}

}  // namespace drivetrain::decisions::dmn
