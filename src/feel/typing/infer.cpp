// Types of operators (see typing.h).
#include "feel/typing/typing.h"

#include "base/text.h"
#include "feel/builtins/builtin.h"
#include "feel/syntax/token.h"

namespace drivetrain::feel {

TypePtr type_of_kind(Kind kind) {
  auto type = std::make_shared<Type>();
  switch (kind) {
    case Kind::null: type->form = Type::Form::null; break;
    case Kind::list: type->form = Type::Form::list; break;
    case Kind::context: type->form = Type::Form::context; break;
    case Kind::range: type->form = Type::Form::range; break;
    case Kind::function: type->form = Type::Form::function; break;
    default: type->form = Type::Form::kind, type->kind = kind; break;
  }
  return type;
}

TypePtr list_of(TypePtr element) {
  auto type = std::make_shared<Type>();
  type->form = Type::Form::list;
  if (element) type->parts.push_back(std::move(element));
  return type;
}

std::optional<Kind> kind_of(TypePtr const& type) {
  if (!type) return std::nullopt;
  switch (type->form) {
    case Type::Form::kind: return type->kind;
    case Type::Form::list: return Kind::list;
    case Type::Form::context: return Kind::context;
    case Type::Form::range: return Kind::range;
    case Type::Form::function: return Kind::function;
    case Type::Form::named: return kind_of(type->target.lock());
    default: return std::nullopt;
  }
}

TypePtr element_of(TypePtr const& type) {
  if (!type || type->parts.empty() || (type->form != Type::Form::list && type->form != Type::Form::range)) return nullptr;
  return type->parts[0]->form == Type::Form::any ? nullptr : type->parts[0];
}

std::string article(TypePtr const& type) {
  if (!type) return "something";
  auto text = to_text(*type);
  bool vowel = std::string_view("aeiouAEIOU").find(text[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + text;
}

TypePtr Typing::of_binding(Binding const& binding) const {
  auto const& frame = frames_.back();
  bool outermost = outside_ && frames_.size() == 1;
  switch (binding.where) {
    case Binding::Where::global:
      if (!globals_) return outside_(binding);
      return binding.index < globals_->size() ? (*globals_)[binding.index] : nullptr;
    case Binding::Where::local:
      if (binding.index < frame.locals.size() && frame.locals[binding.index]) return *frame.locals[binding.index];
      return outermost ? outside_(binding) : nullptr;
    case Binding::Where::capture:
      if (outermost) return outside_(binding);
      return binding.index < frame.captures.size() ? frame.captures[binding.index] : nullptr;
  }
  return nullptr;
}

void Typing::set_local(std::uint32_t slot, TypePtr type) {
  auto& locals = frames_.back().locals;
  if (locals.size() <= slot) locals.resize(slot + 1);
  locals[slot] = std::move(type);
}

void Typing::clash(Place place, std::string message, std::string help) { clashes_.push_back({place.offset, place.length, std::move(message), std::move(help)}); }

// While a text is being read, parts that were looked at are not gone through again.
TypePtr Typing::infer(Tree& tree) { return outside_ && tree.shaped ? tree.shape : infer_form(tree); }

TypePtr Typing::infer_form(Tree& tree) {
  switch (tree.form) {
    case Form::literal: return type_of_kind(tree.value.kind());
    case Form::any_value:
    case Form::instance_of:
      for (auto& child : tree.children) infer(*child);
      return type_of_kind(Kind::boolean);
    case Form::name: return of_binding(tree.binding);
    case Form::member: return infer_member(tree);
    case Form::builtin:
    case Form::external: return type_of_kind(Kind::function);
    case Form::unknown: return nullptr;
    case Form::path: return infer_path(tree);
    case Form::filter: return infer_filter(tree);
    case Form::call: return infer_call(tree);
    case Form::builtin_call: return infer_builtin_call(tree);
    case Form::list: return infer_list(tree);
    case Form::context: return infer_context(tree);
    case Form::interval: return infer_interval(tree);
    case Form::range_test: {
      auto range = std::make_shared<Type>();
      range->form = Type::Form::range;
      if (auto bound = infer(*tree.children[0]); bound && bound->form == Type::Form::kind) range->parts.push_back(bound);
      return range;
    }
    case Form::span: {
      auto start = infer(*tree.children[0]);
      infer(*tree.children[1]);
      return list_of(start);
    }
    case Form::negate: {
      auto type = infer(*tree.children[0]);
      auto kind = kind_of(type);
      if (kind && kind != Kind::number && kind != Kind::days_duration && kind != Kind::months_duration)
        clash(tree.place, "\"-\" asks for a number or a duration, but this is " + article(type));
      return type;
    }
    case Form::add:
    case Form::subtract:
    case Form::multiply:
    case Form::divide:
    case Form::power: return infer_arithmetic(tree);
    case Form::chain: return infer_chain(tree);
    case Form::equal:
    case Form::not_equal:
    case Form::less:
    case Form::less_equal:
    case Form::greater:
    case Form::greater_equal: return infer_comparison(tree);
    case Form::between: return infer_between(tree);
    case Form::in: return infer_in(tree);
    case Form::tests:
    case Form::not_tests: return infer_tests(tree, of_binding(tree.binding), false);
    case Form::conjunction:
    case Form::disjunction: return infer_junction(tree);
    case Form::conditional: return infer_conditional(tree);
    case Form::for_each:
    case Form::some:
    case Form::every: return infer_iteration(tree);
    case Form::function: return infer_function(tree);
  }
  return nullptr;
}

namespace {

bool is_duration_kind(Kind kind) { return kind == Kind::days_duration || kind == Kind::months_duration; }
bool is_point_kind(Kind kind) { return kind == Kind::date || kind == Kind::date_time; }

/// The result of an operation on two kinds (DMN 1.5 tables 56 to 61); nothing when they never go together.
std::optional<Kind> arithmetic_kind(Form form, Kind a, Kind b) {
  if (a == Kind::number && b == Kind::number) return Kind::number;
  switch (form) {
    case Form::add:
      if (a == b && (a == Kind::string || is_duration_kind(a))) return a;
      if (b == Kind::days_duration && (is_point_kind(a) || a == Kind::time)) return a;
      if (a == Kind::days_duration && (is_point_kind(b) || b == Kind::time)) return b;
      if (b == Kind::months_duration && is_point_kind(a)) return a;
      if (a == Kind::months_duration && is_point_kind(b)) return b;
      return std::nullopt;
    case Form::subtract:
      if (a == b && is_duration_kind(a)) return a;
      if ((is_point_kind(a) && is_point_kind(b)) || (a == Kind::time && b == Kind::time)) return Kind::days_duration;
      if (b == Kind::days_duration && (is_point_kind(a) || a == Kind::time)) return a;
      if (b == Kind::months_duration && is_point_kind(a)) return a;
      return std::nullopt;
    case Form::multiply:
      if (is_duration_kind(a) && b == Kind::number) return a;
      if (a == Kind::number && is_duration_kind(b)) return b;
      return std::nullopt;
    case Form::divide:
      if (is_duration_kind(a) && b == Kind::number) return a;
      if (is_duration_kind(a) && a == b) return Kind::number;
      return std::nullopt;
    default: return std::nullopt;
  }
}

std::string_view operator_text(Form form) {
  switch (form) {
    case Form::add: return "+";
    case Form::subtract: return "-";
    case Form::multiply: return "*";
    case Form::divide: return "/";
    case Form::power: return "**";
    case Form::equal: return "=";
    case Form::not_equal: return "!=";
    case Form::less: return "<";
    case Form::less_equal: return "<=";
    case Form::greater: return ">";
    default: return ">=";
  }
}

bool has_order(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::string:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::days_duration:
    case Kind::months_duration: return true;
    default: return false;
  }
}

/// A constant that the other side's type does not allow: the comparison is never true.
bool never_equals(TypePtr const& type, Tree const& constant) {
  return type && !type->tests.empty() && constant.form == Form::literal && !constant.value.is_null() && kind_of(type) == constant.value.kind() && !is_instance(constant.value, *type);
}

}  // namespace

TypePtr Typing::calculated(Form form, TypePtr const& a, TypePtr const& b, Tree const& right, Place place) {
  if (form == Form::divide && right.form == Form::literal && right.value.is_number() && right.value.number().is_zero()) clash(place, "division by zero");
  auto ka = kind_of(a), kb = kind_of(b);
  if (!ka || !kb) return nullptr;
  if (auto kind = arithmetic_kind(form, *ka, *kb)) return type_of_kind(*kind);
  clash(place, "\"" + std::string(operator_text(form)) + "\" does not go with " + article(a) + " and " + article(b),
        form == Form::add && (ka == Kind::string || kb == Kind::string) ? "string(…) makes a text of a value" : "");
  return nullptr;
}

TypePtr Typing::infer_arithmetic(Tree& tree) {
  auto a = infer(*tree.children[0]), b = infer(*tree.children[1]);
  return calculated(tree.form, a, b, *tree.children[1], tree.place);
}

TypePtr Typing::infer_chain(Tree& tree) {
  auto type = infer(*tree.children[0]);
  for (std::size_t i = 1; i < tree.children.size(); ++i) type = calculated(chained_form(tree.text[i - 1]), type, infer(*tree.children[i]), *tree.children[i], tree.place);
  return type;
}

TypePtr Typing::infer_comparison(Tree& tree) {
  auto a = infer(*tree.children[0]), b = infer(*tree.children[1]);
  auto ka = kind_of(a), kb = kind_of(b);
  bool equality = tree.form == Form::equal || tree.form == Form::not_equal;
  auto sign = "\"" + std::string(operator_text(tree.form)) + "\"";
  if (ka && kb && *ka != *kb) clash(tree.place, sign + " compares values of one kind, but these are " + article(a) + " and " + article(b));
  else if (!equality && ((ka && !has_order(*ka)) || (kb && !has_order(*kb))))
    clash(tree.place, sign + " asks for values that have an order, but this is " + article(ka && !has_order(*ka) ? a : b));
  for (int side : {0, 1})
    if (auto const& type = side == 0 ? a : b; equality && never_equals(type, *tree.children[1 - side]))
      clash(tree.children[1 - side]->place, to_text(*type) + " is never " + echoed(to_text(tree.children[1 - side]->value)), "its values are " + type->tests.front()->text());
  return type_of_kind(Kind::boolean);
}

TypePtr Typing::infer_between(Tree& tree) {
  auto value = infer(*tree.children[0]);
  for (int bound : {1, 2}) {
    auto type = infer(*tree.children[static_cast<std::size_t>(bound)]);
    auto kv = kind_of(value), kb = kind_of(type);
    if (kv && kb && *kv != *kb) clash(tree.place, "between compares values of one kind, but these are " + article(value) + " and " + article(type));
  }
  return type_of_kind(Kind::boolean);
}

TypePtr Typing::infer_tests(Tree& tests, TypePtr const& subject, bool any_may_fail) {
  auto wanted = kind_of(subject);
  std::vector<CompileError> misfits;
  for (auto& test : tests.children) {
    auto type = infer(*test);
    if (!wanted || !type) continue;
    auto kind = kind_of(type);
    auto never_against = [&](TypePtr const& other) {
      misfits.push_back({test->place.offset, test->place.length, "the tested value is " + article(subject) + ", which is never tested true against " + article(other), {}});
    };
    if (kind == Kind::range && *wanted != Kind::range) {
      auto bound = kind_of(element_of(type));
      if (bound && *bound != *wanted) never_against(type);
    } else if (test->form == Form::literal && kind && *kind != *wanted && *wanted != Kind::list) {
      never_against(type);
    } else if (never_equals(subject, *test)) {
      // A value that is not among those allowed is misspelt, whatever stands beside it.
      clash(test->place, to_text(*subject) + " is never " + echoed(to_text(test->value)), "its values are " + subject->tests.front()->text());
    }
  }
  if (!any_may_fail || misfits.size() == tests.children.size()) clashes_.insert(clashes_.end(), misfits.begin(), misfits.end());
  return type_of_kind(Kind::boolean);
}

TypePtr Typing::infer_in(Tree& tree) {
  auto subject = infer(*tree.children[0]);
  auto& tests = *tree.children[1];
  if (!tests.slots.empty()) set_local(tests.slots[0], subject);
  return infer_tests(tests, subject, true);
}

void Typing::check_boolean(Tree const& tree, TypePtr const& type, std::string_view what) {
  auto kind = kind_of(type);
  if (kind && *kind != Kind::boolean) clash(tree.place, std::string(what) + " asks for a boolean, but this is " + article(type));
}

TypePtr Typing::infer_junction(Tree& tree) {
  for (auto& child : tree.children) check_boolean(*child, infer(*child), tree.form == Form::conjunction ? "\"and\"" : "\"or\"");
  return type_of_kind(Kind::boolean);
}

TypePtr Typing::infer_conditional(Tree& tree) {
  check_boolean(*tree.children[0], infer(*tree.children[0]), "if");
  auto yes = infer(*tree.children[1]), no = infer(*tree.children[2]);
  return joined_type(yes, no);
}

TypePtr Typing::infer_interval(Tree& tree) {
  auto start = infer(*tree.children[0]), end = infer(*tree.children[1]);
  auto ks = kind_of(start), ke = kind_of(end);
  for (auto const& [kind, type] : {std::pair(ks, start), std::pair(ke, end)})
    if (kind && !has_order(*kind)) clash(tree.place, "an interval's ends have an order, but this is " + article(type));
  if (ks && ke && *ks != *ke) clash(tree.place, "an interval has two ends of one kind, but these are " + article(start) + " and " + article(end));
  auto range = std::make_shared<Type>();
  range->form = Type::Form::range;
  if (ks) range->parts.push_back(type_of_kind(*ks));
  else if (ke) range->parts.push_back(type_of_kind(*ke));
  return range;
}

}  // namespace drivetrain::feel
