// How types relate while nothing is evaluated yet: what two of them have in common, and whether one can ever pass for another (see typing.h).
#include <algorithm>
#include <iterator>

#include "feel/typing/typing.h"

namespace drivetrain::feel {

std::string without_blanks(std::string_view name) {
  std::string kept;
  std::copy_if(name.begin(), name.end(), std::back_inserter(kept), [](char c) { return c != ' '; });
  return kept;
}

TypePtr unnamed(TypePtr const& type) {
  if (!type || type->form != Type::Form::named) return type;
  return type->target.lock();
}

namespace {

/// Contexts side by side: what may be asked of one of them may be asked of either. Nothing for what nobody writes by hand.
TypePtr joined_contexts(Type const& a, Type const& b) {
  constexpr std::size_t most = 64;
  if (a.entries.empty() || b.entries.empty() || a.entries.size() > most || b.entries.size() > most) return nullptr;
  static TypePtr const any = std::make_shared<Type>();
  auto both = std::make_shared<Type>();
  both->form = Type::Form::context;
  both->name = a.name.empty() ? b.name : a.name;  // values of a named type may have more than it declares
  auto entry_in = [](Type const& type, std::string const& name) {
    return std::find_if(type.entries.begin(), type.entries.end(), [&](auto const& entry) { return entry.first == name; });
  };
  for (auto const& [name, type] : a.entries) {
    auto other = entry_in(b, name);
    auto plain = other != b.entries.end() ? (type == other->second ? type : type->form == Type::Form::kind ? joined_type(type, other->second) : nullptr) : nullptr;
    both->entries.emplace_back(name, plain ? plain : any);
  }
  for (auto const& entry : b.entries)
    if (entry_in(a, entry.first) == a.entries.end()) both->entries.emplace_back(entry.first, any);
  return both;
}

}  // namespace

TypePtr joined_type(TypePtr const& a, TypePtr const& b) {
  if (a && a->form == Type::Form::null) return b;
  if (b && b->form == Type::Form::null) return a;
  if (!a || !b) return nullptr;
  if (a == b) return a;
  if (a->form == Type::Form::kind && b->form == Type::Form::kind && a->kind == b->kind) return type_of_kind(a->kind);
  if (a->form == Type::Form::context && b->form == Type::Form::context) return joined_contexts(*a, *b);
  return nullptr;
}

bool may_fit(Type const& narrow, Type const& wide) {
  using Form = Type::Form;
  auto open = [](Type const& type) { return type.form == Form::any || type.form == Form::null || type.form == Form::named; };
  if (open(narrow) || open(wide)) return true;
  if (narrow.form == Form::list && wide.form != Form::list) return narrow.parts.empty() || may_fit(*narrow.parts[0], wide);
  if (narrow.form != wide.form) return false;
  switch (wide.form) {
    case Form::kind: return narrow.kind == wide.kind || (narrow.kind == Kind::date && wide.kind == Kind::date_time);
    case Form::list:
    case Form::range: return narrow.parts.empty() || wide.parts.empty() || may_fit(*narrow.parts[0], *wide.parts[0]);
    case Form::context:
      if (narrow.entries.empty()) return true;
      return std::all_of(wide.entries.begin(), wide.entries.end(), [&](auto const& wanted) {
        auto at = std::find_if(narrow.entries.begin(), narrow.entries.end(), [&](auto const& entry) { return entry.first == wanted.first; });
        // Values of a named type may have more entries than it declares.
        return at == narrow.entries.end() ? !narrow.name.empty() : may_fit(*at->second, *wanted.second);
      });
    case Form::function: return narrow.parts.empty() || wide.parts.empty() || narrow.parts.size() == wide.parts.size();
    default: return true;
  }
}

}  // namespace drivetrain::feel
