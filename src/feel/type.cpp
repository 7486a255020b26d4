// Types asked of values (see type.h).
#include "feel/type.h"

#include <algorithm>
#include <limits>

#include "feel/effort.h"
#include "feel/entry_finder.h"
#include "feel/expression.h"
#include "feel/function.h"
#include "feel/program/frame.h"

namespace drivetrain::feel {

std::shared_ptr<Type const> simple_type(std::string_view name) {
  struct Named {
    std::string_view name;
    Type::Form form;
    Kind kind;
  };
  static constexpr Named named[] = {
      {"Any", Type::Form::any, Kind::null}, {"Null", Type::Form::null, Kind::null},
      {"number", Type::Form::kind, Kind::number}, {"string", Type::Form::kind, Kind::string},
      {"boolean", Type::Form::kind, Kind::boolean}, {"date", Type::Form::kind, Kind::date},
      {"time", Type::Form::kind, Kind::time}, {"date and time", Type::Form::kind, Kind::date_time},
      {"dateTime", Type::Form::kind, Kind::date_time}, {"days and time duration", Type::Form::kind, Kind::days_duration},
      {"dayTimeDuration", Type::Form::kind, Kind::days_duration}, {"years and months duration", Type::Form::kind, Kind::months_duration},
      {"yearMonthDuration", Type::Form::kind, Kind::months_duration}, {"list", Type::Form::list, Kind::null},
      {"context", Type::Form::context, Kind::null}, {"range", Type::Form::range, Kind::null}, {"function", Type::Form::function, Kind::null}};
  auto it = std::find_if(std::begin(named), std::end(named), [&](Named const& n) { return n.name == name; });
  if (it == std::end(named)) return nullptr;
  auto type = std::make_shared<Type>();
  type->form = it->form, type->kind = it->kind;
  return type;
}

namespace {

/// What a value's parts may cost: each is looked at, and tests of allowed values are evaluated.
bool passes_tests(Value const& value, Type const& type, Effort& effort) {
  Environment nothing;
  return std::all_of(type.tests.begin(), type.tests.end(), [&](auto const& test) {
    Session session{nothing};
    session.steps_left = std::min<std::uint64_t>(effort.left, limits::max_evaluation_steps);
    auto before = session.steps_left;
    Value slot = value;
    auto passed = test->evaluate_in(session, &slot).is_true();
    return effort.spend(1 + before - session.steps_left) && passed;
  });
}

bool has_form(Value const& value, Type const& type, Effort& effort);
bool conforms(Value const& value, Type const& type, Effort& effort) { return value.is_null() || is_instance(value, type, effort); }

std::optional<Value> as_midnight(Value const& value, Type const& type, Effort& effort) {
  if (value.kind() != Kind::date || type.form != Type::Form::kind || type.kind != Kind::date_time) return std::nullopt;
  Value midnight = DateTime{value.date(), 0, ZoneRef::utc()};
  return conforms(midnight, type, effort) ? std::optional(midnight) : std::nullopt;
}

std::optional<Value> coerced(Value const& value, Type const& type, Effort& effort) {
  if (conforms(value, type, effort)) return value;
  if (value.kind() == Kind::list && value.list().size() == 1 && type.form != Type::Form::list) {
    if (auto const& only = value.list()[0]; !only.is_null() && conforms(only, type, effort)) return only;
    return as_midnight(value.list()[0], type, effort);
  }
  return as_midnight(value, type, effort);
}

constexpr std::uint64_t boundless_effort = std::numeric_limits<std::uint64_t>::max();

/// Lets the evaluation pay for `look`, which is given an effort.
template <class Look>
auto paid(Frame& frame, Place place, Look look) -> std::optional<decltype(look(std::declval<Effort&>()))> {
  Effort effort{frame.session.steps_left};
  auto result = look(effort);
  frame.session.steps_left = effort.left;
  if (!effort.exhausted) return result;
  frame.exhausted(place);
  return std::nullopt;
}

}  // namespace

bool is_instance(Value const& value, Type const& type, Effort& effort) {
  return has_form(value, type, effort) && (type.tests.empty() || value.is_null() || passes_tests(value, type, effort)) && !effort.exhausted;
}
bool is_instance(Value const& value, Type const& type) {
  Effort effort{boundless_effort};
  return is_instance(value, type, effort);
}
bool conforms(Value const& value, Type const& type) { return value.is_null() || is_instance(value, type); }
std::optional<Value> coerced(Value const& value, Type const& type) {
  Effort effort{boundless_effort};
  return coerced(value, type, effort);
}
std::optional<bool> is_instance(Value const& value, Type const& type, Frame& frame, Place place) {
  return paid(frame, place, [&](Effort& effort) { return is_instance(value, type, effort); });
}
std::optional<Value> coerced(Value const& value, Type const& type, Frame& frame, Place place) {
  return paid(frame, place, [&](Effort& effort) { return coerced(value, type, effort); }).value_or(std::nullopt);
}

namespace {

bool has_form(Value const& value, Type const& type, Effort& effort) {
  if (type.form == Type::Form::named) {
    auto target = type.target.lock();
    return !target || is_instance(value, *target, effort);
  }
  if (value.is_null()) return type.form == Type::Form::null;
  switch (type.form) {
    case Type::Form::any: return true;
    case Type::Form::null: return false;
    case Type::Form::kind: return value.kind() == type.kind;
    case Type::Form::list:
      if (value.kind() != Kind::list) return false;
      return type.parts.empty() || std::all_of(value.list().begin(), value.list().end(),
                                               [&](Value const& item) { return effort.spend(1) && conforms(item, *type.parts[0], effort); });
    case Type::Form::context: {
      if (value.kind() != Kind::context) return false;
      EntryFinder find(value.context());
      return std::all_of(type.entries.begin(), type.entries.end(), [&](auto const& entry) {
        auto found = effort.spend(1) ? find(entry.first) : nullptr;
        return found && conforms(*found, *entry.second, effort);
      });
    }
    case Type::Form::range:
      if (value.kind() != Kind::range) return false;
      return type.parts.empty() || (conforms(value.range().start, *type.parts[0], effort) && conforms(value.range().end, *type.parts[0], effort));
    case Type::Form::function:
      if (value.kind() != Kind::function) return false;
      return type.parts.empty() || value.function().has_type(type);
    case Type::Form::named: break;
  }
  return false;
}

}  // namespace

std::string misfit_of(Value const& value, Type const& type, std::string const& at) {
  if (conforms(value, type)) return {};
  if (type.form == Type::Form::named) {
    auto target = type.target.lock();
    return target ? misfit_of(value, *target, at) : std::string();
  }
  auto below = [&](std::string_view step) { return at.empty() && step.starts_with(".") ? std::string(step.substr(1)) : at + std::string(step); };
  auto name = at.empty() ? std::string("it") : at;
  if (type.form == Type::Form::list && value.kind() == Kind::list && !type.parts.empty()) {
    for (std::size_t i = 0; i < value.list().size(); ++i)
      if (auto found = misfit_of(value.list()[i], *type.parts[0], below("[" + std::to_string(i + 1) + "]")); !found.empty()) return found;
  } else if (type.form == Type::Form::context && value.kind() == Kind::context) {
    for (auto const& [entry, wanted] : type.entries) {
      auto given = value.context().find(entry);
      if (!given) return below("." + entry) + " is missing";
      if (auto found = misfit_of(*given, *wanted, below("." + entry)); !found.empty()) return found;
    }
  }
  Effort boundless{boundless_effort};
  if (has_form(value, type, boundless))
    for (auto const& test : type.tests) {
      Effort again{boundless_effort};
      Type alone;
      alone.tests = {test};
      if (!passes_tests(value, alone, again)) return name + (at.empty() ? "" : " = " + describe(value)) + " does not satisfy " + test->text();
    }
  return name + " is a " + to_text(type) + ", but " + describe(value) + " came";
}

bool conforms_to(Type const& narrow, Type const& wide) {
  if (wide.form == Type::Form::any || narrow.form == Type::Form::null || wide.form == Type::Form::named || narrow.form == Type::Form::named) return true;
  if (narrow.form != wide.form) return false;
  switch (wide.form) {
    case Type::Form::kind: return narrow.kind == wide.kind;
    case Type::Form::list:
    case Type::Form::range: return wide.parts.empty() || (!narrow.parts.empty() && conforms_to(*narrow.parts[0], *wide.parts[0]));
    case Type::Form::context:
      return std::all_of(wide.entries.begin(), wide.entries.end(), [&](auto const& wanted) {
        return std::any_of(narrow.entries.begin(), narrow.entries.end(),
                           [&](auto const& entry) { return entry.first == wanted.first && conforms_to(*entry.second, *wanted.second); });
      });
    case Type::Form::function:
      if (wide.parts.empty()) return true;
      if (narrow.parts.empty()) return false;
      return fits_function_type(wide, {narrow.parts.begin(), narrow.parts.end() - 1}, narrow.parts.back().get());
    default: return true;
  }
}

bool fits_function_type(Type const& wanted, std::vector<std::shared_ptr<Type const>> const& parameters, Type const* result) {
  if (wanted.parts.size() != parameters.size() + 1) return false;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (parameters[i] && !conforms_to(*wanted.parts[i], *parameters[i])) return false;
  return !result || conforms_to(*result, *wanted.parts.back());
}

std::string to_text(Type const& type) {
  if (!type.name.empty()) return type.name;
  switch (type.form) {
    case Type::Form::any: return "Any";
    case Type::Form::null: return "Null";
    case Type::Form::kind: return std::string(to_string(type.kind));
    case Type::Form::list: return type.parts.empty() ? "list" : "list<" + to_text(*type.parts[0]) + ">";
    case Type::Form::range: return type.parts.empty() ? "range" : "range<" + to_text(*type.parts[0]) + ">";
    case Type::Form::context: {
      std::string text;
      for (auto const& [name, part] : type.entries) text += (text.empty() ? "context<" : ", ") + name + ": " + to_text(*part);
      return text.empty() ? "context" : text + ">";
    }
    case Type::Form::function: {
      if (type.parts.empty()) return "function";
      std::string text = "function<";
      for (std::size_t i = 0; i + 1 < type.parts.size(); ++i) text += (i ? ", " : "") + to_text(*type.parts[i]);
      return text + "> -> " + to_text(*type.parts.back());
    }
    case Type::Form::named: break;
  }
  return "Any";
}

}  // namespace drivetrain::feel
