// Types of names, paths, filters, calls, loops, lists and contexts (see typing.h).
#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "feel/builtins/builtin.h"
#include "feel/typing/typing.h"

namespace drivetrain::feel {

namespace {

std::span<std::string_view const> property_names(Kind kind) {
  static constexpr std::string_view date[] = {"year", "month", "day", "weekday"};
  static constexpr std::string_view time[] = {"hour", "minute", "second", "time offset", "timezone"};
  static constexpr std::string_view moment[] = {"year", "month", "day", "weekday", "hour", "minute", "second", "time offset", "timezone"};
  static constexpr std::string_view days[] = {"days", "hours", "minutes", "seconds"};
  static constexpr std::string_view months[] = {"years", "months"};
  static constexpr std::string_view range[] = {"start", "end", "start included", "end included"};
  switch (kind) {
    case Kind::date: return date;
    case Kind::time: return time;
    case Kind::date_time: return moment;
    case Kind::days_duration: return days;
    case Kind::months_duration: return months;
    case Kind::range: return range;
    default: return {};
  }
}

TypePtr property_type(std::string_view name, TypePtr const& of) {
  if (name == "time offset") return type_of_kind(Kind::days_duration);
  if (name == "timezone") return type_of_kind(Kind::string);
  if (name == "start" || name == "end") return element_of(of);
  if (name == "start included" || name == "end included") return type_of_kind(Kind::boolean);
  return type_of_kind(Kind::number);
}

std::string suggestion(std::string const& wanted, std::vector<std::string> const& known) {
  auto near = nearest(wanted, known);
  if (near) return "did you mean \"" + *near + "\"?";
  return known.empty() ? std::string() : "it has: " + join(std::span(known).first(std::min<std::size_t>(known.size(), 12)), ", ");
}

/// Parameters are written with or without blanks around their signs: a-b and a - b are one name.
bool is_same_parameter(std::string_view a, std::string_view b) { return a == b || without_blanks(a) == without_blanks(b); }

}  // namespace

TypePtr Typing::step(TypePtr const& written, std::string const& name, Place place) {
  auto from = unnamed(written);
  auto kind = kind_of(from);
  if (!kind) return nullptr;
  if (*kind == Kind::context) {
    if (from->entries.empty()) return nullptr;
    std::vector<std::string> known;
    for (auto const& [entry, type] : from->entries) {
      if (entry == name) return type->form == Type::Form::any ? nullptr : type;
      known.push_back(entry);
    }
    clash(place, (from->name.empty() ? "the context" : from->name) + " has no entry \"" + name + "\"", suggestion(name, known));
    return nullptr;
  }
  if (*kind == Kind::list) {
    auto element = element_of(from);
    return element ? list_of(step(element, name, place)) : nullptr;
  }
  auto names = property_names(*kind);
  if (std::find(names.begin(), names.end(), name) != names.end()) return property_type(name, from);
  clash(place, article(from) + " has no property \"" + name + "\"", suggestion(name, {names.begin(), names.end()}));
  return nullptr;
}

TypePtr Typing::infer_path(Tree& tree) {
  auto from = infer(*tree.children[0]);
  return step(from, tree.text, tree.place);
}

/// A name inside a filter: an entry of the item when it has one, else what the name means outside.
TypePtr Typing::infer_member(Tree& tree) {
  bool all_known = true;
  for (std::size_t i = 0; i + 1 < tree.children.size(); ++i) {
    auto item = unnamed(of_binding(tree.children[i]->binding));
    auto kind = kind_of(item);
    if (kind == Kind::context && !item->entries.empty()) {
      for (auto const& [entry, type] : item->entries)
        if (entry == tree.text) return all_known ? (type->form == Type::Form::any ? nullptr : type) : nullptr;
    } else if (!kind || *kind == Kind::context) {
      all_known = false;
    }
  }
  auto& outside = *tree.children.back();
  if (outside.form != Form::literal) {
    auto type = infer(outside);
    return all_known ? type : nullptr;
  }
  if (all_known) {
    std::vector<std::string> known;
    auto item = unnamed(of_binding(tree.children[0]->binding));
    if (item)
      for (auto const& entry : item->entries) known.push_back(entry.first);
    clash(tree.place, "unknown name \"" + tree.text + "\": neither the item has such an entry, nor is it in scope", suggestion(tree.text, known));
  }
  return nullptr;
}

TypePtr Typing::infer_filter(Tree& tree) {
  auto from = unnamed(infer(*tree.children[0]));
  auto kind = kind_of(from);
  auto element = kind == Kind::list ? element_of(from) : from;  // a value alone is a list of one
  set_local(tree.slots[0], element);
  auto condition = infer(*tree.children[1]);
  auto of_condition = kind_of(condition);
  if (of_condition && *of_condition != Kind::boolean && *of_condition != Kind::number)
    clash(tree.children[1]->place, "a filter asks for a boolean or an index, but this is " + article(condition));
  if (!kind || !of_condition) return nullptr;
  return *of_condition == Kind::number ? element : list_of(element);
}

TypePtr Typing::infer_call(Tree& tree) {
  auto callee = unnamed(infer(*tree.children[0]));
  std::vector<TypePtr> arguments;
  for (std::size_t i = 1; i < tree.children.size(); ++i) arguments.push_back(infer(*tree.children[i]));
  auto kind = kind_of(callee);
  if (kind && *kind != Kind::function && tree.text.empty()) clash(tree.children[0]->place, "only a function can be called, but this is " + article(callee));
  if (kind != Kind::function || callee->parts.empty()) return nullptr;
  check_arguments(tree, *callee, arguments);
  return callee->parts.back()->form == Type::Form::any ? nullptr : callee->parts.back();
}

void Typing::check_arguments(Tree const& tree, Type const& function, std::vector<TypePtr> const& arguments) {
  auto wanted = function.parts.size() - 1, given = arguments.size();
  if (wanted != given)
    return clash(tree.place, "the function takes " + counted(wanted, "argument") + ", but " + counted(given, "argument") + (given == 1 ? " stands here" : " stand here"));
  bool named = !tree.names.empty() && function.parameters.size() == wanted;
  if (!tree.names.empty() && !named) return;
  std::vector<std::uint8_t> taken(wanted);
  for (std::size_t i = 0; i < given; ++i) {
    auto place = tree.children[i + 1]->place;
    auto at = i;
    if (named) {
      auto found = std::find_if(function.parameters.begin(), function.parameters.end(), [&](auto const& each) { return is_same_parameter(each, tree.names[i]); });
      if (found == function.parameters.end()) {
        clash(place, "the function has no parameter \"" + tree.names[i] + "\"", suggestion(tree.names[i], function.parameters));
        continue;
      }
      at = static_cast<std::size_t>(found - function.parameters.begin());
      if (std::exchange(taken[at], 1)) clash(place, "the parameter \"" + tree.names[i] + "\" is given twice");
    }
    if (arguments[i] && !may_fit(*arguments[i], *function.parts[at]))
      clash(place, "the parameter" + (at < function.parameters.size() ? " \"" + function.parameters[at] + "\"" : " " + std::to_string(at + 1)) + " is " + article(function.parts[at]) + ", but this is " + article(arguments[i]));
  }
}

TypePtr Typing::infer_builtin_call(Tree& tree) {
  std::vector<TypePtr> arguments;
  std::vector<ArgumentKinds> kinds;
  for (auto& child : tree.children) {
    // sort() calls its function with two elements of the list.
    bool compares = tree.text == "sort" && arguments.size() == 1 && child->form == Form::function;
    arguments.push_back(compares ? infer_function(*child, element_of(unnamed(arguments[0]))) : infer(*child));
    auto const& type = arguments.back();
    ArgumentKinds known;
    known.kind = type && type->form == Type::Form::null ? std::optional(Kind::null) : kind_of(type);
    if (known.kind == Kind::list) known.element = kind_of(element_of(type)), known.any_element = !known.element;
    kinds.push_back(known);
  }
  if (auto refused = misfit_kinds(tree.text, kinds, tree.names))
    clash(refused->argument < tree.children.size() ? tree.children[refused->argument]->place : tree.place,
          tree.text + ": " + refused->parameter + " is a " + refused->type + ", but this is " + article(arguments[refused->argument]), "its form is " + signatures(tree.text));
  check_one_kind(tree, arguments);
  check_pattern(tree);
  check_keys(tree, arguments);
  if (tree.text == "duration" && tree.children.size() == 1 && tree.children[0]->form == Form::literal && tree.children[0]->value.kind() == Kind::string) {
    if (parse_days_duration(tree.children[0]->value.string())) return type_of_kind(Kind::days_duration);
    if (parse_months_duration(tree.children[0]->value.string())) return type_of_kind(Kind::months_duration);
  }
  return builtin_result(tree.text, arguments);
}

/// What is compared or summed up one by one is of one kind.
void Typing::check_one_kind(Tree const& tree, std::vector<TypePtr> const& arguments) {
  if (tree.text != "min" && tree.text != "max" && tree.text != "sum" && tree.text != "mean") return;
  TypePtr first;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto kind = kind_of(arguments[i]);
    if (!kind) continue;
    if (!first) first = arguments[i];
    else if (kind_of(first) != kind) return clash(tree.children[i]->place, tree.text + " asks for values of one kind, but these are " + article(first) + " and " + article(arguments[i]));
  }
}

/// What the standard leaves to the value: a key is a text or a list of them, and what sort() asks compares two.
void Typing::check_keys(Tree const& tree, std::vector<TypePtr> const& arguments) {
  if (!tree.names.empty() || arguments.size() < 2) return;
  auto kind = kind_of(arguments[1]);
  if ((tree.text == "get value" || tree.text == "context put") && kind && *kind != Kind::string && *kind != Kind::list)
    clash(tree.children[1]->place, tree.text + ": a key is a text, but this is " + article(arguments[1]));
  auto function = unnamed(arguments[1]);
  if (tree.text == "sort" && kind == Kind::function && !function->parts.empty() && function->parts.size() != 3)
    clash(tree.children[1]->place, "sort: the function takes two elements and says whether the first precedes the second, but this one has " + counted(function->parts.size() - 1, "parameter"));
}

void Typing::check_pattern(Tree const& tree) {
  bool replaces = tree.text == "replace";
  if ((!replaces && tree.text != "matches" && tree.text != "split") || !tree.names.empty()) return;
  auto text = [&](std::size_t i) -> std::optional<std::string_view> {
    if (i >= tree.children.size() || tree.children[i]->form != Form::literal || tree.children[i]->value.kind() != Kind::string) return std::nullopt;
    return tree.children[i]->value.string();
  };
  std::size_t of_flags = replaces ? 3 : 2;
  auto pattern = text(1), flags = text(of_flags);
  bool unknown_flags = tree.children.size() > of_flags && !flags;
  if (flags)
    if (auto why = pattern_misfit("", *flags); !why.empty()) return clash(tree.children[of_flags]->place, tree.text + ": " + why);
  if (!pattern || unknown_flags) return;
  if (auto why = pattern_misfit(*pattern, flags.value_or("")); !why.empty()) clash(tree.children[1]->place, tree.text + ": " + why);
}

TypePtr Typing::infer_function(Tree& tree, TypePtr const& given) {
  TypedFrame inside;
  for (auto const& binding : tree.captures) inside.captures.push_back(of_binding(binding));
  for (std::size_t i = 0; i < tree.names.size(); ++i) inside.locals.emplace_back(i < tree.types.size() && tree.types[i] ? tree.types[i] : given);
  frames_.push_back(std::move(inside));
  auto result = infer(*tree.children[0]);
  frames_.pop_back();
  tree.result = result;
  auto type = std::make_shared<Type>();
  type->form = Type::Form::function;
  type->parameters = tree.names;
  static TypePtr const any = std::make_shared<Type>();
  for (std::size_t i = 0; i < tree.names.size(); ++i) type->parts.push_back(i < tree.types.size() && tree.types[i] ? tree.types[i] : any);
  type->parts.push_back(result ? result : any);
  return type;
}

TypePtr Typing::infer_iteration(Tree& tree) {
  auto domains = tree.children.size() - 1;
  for (std::size_t i = 0; i < domains; ++i) {
    auto type = unnamed(infer(*tree.children[i]));
    auto kind = kind_of(type);
    set_local(tree.slots[i], kind == Kind::list || kind == Kind::range ? element_of(type) : type);
  }
  if (tree.form == Form::for_each) {
    set_local(tree.slots.back(), list_of(nullptr));
    return list_of(infer(*tree.children.back()));
  }
  check_boolean(*tree.children.back(), infer(*tree.children.back()), "satisfies");
  return type_of_kind(Kind::boolean);
}

TypePtr Typing::infer_list(Tree& tree) {
  TypePtr element;
  for (std::size_t i = 0; i < tree.children.size(); ++i) {
    auto type = infer(*tree.children[i]);
    element = i == 0 ? type : joined_type(element, type);
  }
  return list_of(element && element->form != Type::Form::null ? element : nullptr);
}

TypePtr Typing::infer_context(Tree& tree) {
  auto type = std::make_shared<Type>();
  type->form = Type::Form::context;
  static TypePtr const any = std::make_shared<Type>();
  std::unordered_set<std::string_view> keys;
  for (std::size_t i = 0; i < tree.children.size(); ++i) {
    auto entry = infer(*tree.children[i]);
    set_local(tree.slots[i], entry);
    if (!keys.insert(tree.names[i]).second)
      clash(tree.children[i]->place, "the entry \"" + tree.names[i] + "\" is written twice in one context", "the context is null then: give each entry its own name");
    type->entries.emplace_back(tree.names[i], entry && entry->form != Type::Form::null ? entry : any);
  }
  return type;
}

}  // namespace drivetrain::feel
