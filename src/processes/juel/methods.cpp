// Finding a method, and the methods that lists, contexts and scalars have (see methods.h).
#include "processes/juel/methods.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "processes/juel/operators.h"

namespace drivetrain::processes::juel {

using feel::Kind;
using feel::Value;

bool MethodCall::spend(std::size_t size) {
  auto steps = 1 + size / 64;
  if (steps > steps_left)
    return refuse("the evaluation takes more than " + std::to_string(limits::max_evaluation_steps) + " steps", "work on smaller values");
  steps_left -= steps;
  return true;
}

bool MethodCall::text(std::size_t i, std::string& out) { return out = text_of(arguments[i]), spend(out.size()); }

bool MethodCall::index(std::size_t i, std::int64_t& out) {
  auto number = to_number(arguments[i], error);
  if (!number) return false;
  auto whole = number->to_int64();
  if (!whole) return refuse("expected a whole number, but " + feel::describe(arguments[i]) + " came", "positions count from 0");
  return out = *whole, true;
}

bool MethodCall::yield_text(std::string const& text) {
  if (text.size() > limits::max_string_bytes)
    return refuse("the text would be longer than " + std::to_string(limits::max_string_bytes) + " bytes", "work on smaller texts");
  return spend(text.size()) && yield(std::string_view(text));
}

namespace {

std::int64_t whole_size(std::size_t size) { return static_cast<std::int64_t>(size); }

constexpr Method list_table[] = {
    {"size", 0, 0, [](MethodCall& c) { return c.yield(whole_size(c.self.list().size())); }},
    {"isEmpty", 0, 0, [](MethodCall& c) { return c.yield(c.self.list().empty()); }},
    {"contains", 1, 1,
     [](MethodCall& c) {
       auto const& list = c.self.list();
       return c.spend(list.size() * 64) && c.yield(std::find(list.begin(), list.end(), c.arguments[0]) != list.end());
     }},
    {"indexOf", 1, 1,
     [](MethodCall& c) {
       auto const& list = c.self.list();
       auto found = std::find(list.begin(), list.end(), c.arguments[0]);
       return c.spend(list.size() * 64) && c.yield(found == list.end() ? -1 : static_cast<std::int64_t>(found - list.begin()));
     }},
    {"get", 1, 1, [](MethodCall& c) {
       auto const& list = c.self.list();
       std::int64_t i = 0;
       if (!c.index(0, i)) return false;
       if (i < 0 || i >= whole_size(list.size()))
         return c.refuse("a list of " + std::to_string(list.size()) + " has no element " + std::to_string(i),
                         "ask size() first; elements count from 0");
       return c.yield(list[static_cast<std::size_t>(i)]);
     }}};

bool entry_of(MethodCall& c, Value const& otherwise) {
  std::string key;
  if (!c.text(0, key) || !c.spend(c.self.context().size())) return false;
  auto const* entry = c.self.context().find(key);
  return c.yield(entry ? *entry : otherwise);
}

constexpr Method context_table[] = {
    {"get", 1, 1, [](MethodCall& c) { return entry_of(c, {}); }},
    {"getOrDefault", 2, 2, [](MethodCall& c) { return entry_of(c, c.arguments[1]); }},
    {"containsKey", 1, 1,
     [](MethodCall& c) {
       std::string key;
       return c.text(0, key) && c.spend(c.self.context().size()) && c.yield(c.self.context().find(key) != nullptr);
     }},
    {"containsValue", 1, 1,
     [](MethodCall& c) {
       auto const& entries = c.self.context().entries();
       auto found = std::any_of(entries.begin(), entries.end(), [&](auto const& entry) { return entry.second == c.arguments[0]; });
       return c.spend(entries.size() * 64) && c.yield(found);
     }},
    {"size", 0, 0, [](MethodCall& c) { return c.yield(whole_size(c.self.context().size())); }},
    {"isEmpty", 0, 0, [](MethodCall& c) { return c.yield(c.self.context().empty()); }},
    {"keySet", 0, 0,
     [](MethodCall& c) {
       feel::List keys;
       for (auto const& [key, value] : c.self.context().entries()) keys.emplace_back(key);
       return c.spend(keys.size() * 64) && c.yield(std::move(keys));
     }},
    {"values", 0, 0, [](MethodCall& c) {
       feel::List values;
       for (auto const& [key, value] : c.self.context().entries()) values.push_back(value);
       return c.spend(values.size() * 64) && c.yield(std::move(values));
     }}};

bool whole_part(MethodCall& c) {
  auto number = to_number(c.self, c.error);
  auto whole = number ? number->rounded(0, Decimal::Rounding::down) : std::nullopt;
  return whole                     ? c.yield(*whole)
         : c.error.message.empty() ? c.refuse("the number has no whole part within range", "use a smaller number")
                                   : false;
}

bool as_number(MethodCall& c) {
  auto number = to_number(c.self, c.error);
  return number && c.yield(*number);
}

constexpr Method scalar_table[] = {{"equals", 1, 1, [](MethodCall& c) { return c.yield(c.self == c.arguments[0]); }},
                                   {"toString", 0, 0, [](MethodCall& c) { return c.yield_text(text_of(c.self)); }},
                                   {"compareTo", 1, 1,
                                    [](MethodCall& c) {
                                      auto less = compares(Form::less, c.self, c.arguments[0], c.error);
                                      auto greater = less ? compares(Form::greater, c.self, c.arguments[0], c.error) : std::nullopt;
                                      return greater && c.yield(*less ? -1 : *greater ? 1 : 0);
                                    }},
                                   {"intValue", 0, 0, whole_part},
                                   {"longValue", 0, 0, whole_part},
                                   {"doubleValue", 0, 0, as_number},
                                   {"floatValue", 0, 0, as_number},
                                   {"booleanValue", 0, 0, [](MethodCall& c) {
                                      auto truth = to_truth(c.self, c.error);
                                      return truth && c.yield(*truth);
                                    }}};

std::span<Method const> methods_of(Kind kind) {
  switch (kind) {
    case Kind::string: return text_methods();
    case Kind::list: return list_methods();
    case Kind::context: return context_methods();
    case Kind::date_time: return moment_methods();
    default: return {};
  }
}

Method const* find_method(std::span<Method const> table, std::string_view name) {
  auto found = std::find_if(table.begin(), table.end(), [&](Method const& method) { return method.name == name; });
  return found == table.end() ? nullptr : &*found;
}

Method const* find_method(Kind kind, std::string_view name) {
  auto found = find_method(methods_of(kind), name);
  return found ? found : find_method(scalar_methods(), name);
}

/// "standard" for getStandard and isStandard; empty for other names.
std::string entry_named_by(std::string_view getter) {
  auto prefix = getter.starts_with("get") ? 3u : getter.starts_with("is") ? 2u : 0u;
  if (prefix == 0 || getter.size() == prefix || getter[prefix] < 'A' || getter[prefix] > 'Z') return {};
  std::string name(getter.substr(prefix));
  name[0] = static_cast<char>(name[0] - 'A' + 'a');
  return name;
}

Error no_such_method(Value const& self, std::string_view name) {
  std::vector<std::string> known;
  for (auto table : {methods_of(self.kind()), scalar_methods()})
    for (auto const& method : table) known.emplace_back(method.name);
  constexpr std::string_view changing[] = {"add", "addAll", "put", "putAll", "remove", "set", "clear", "sort", "append"};
  std::string help = "methods of Java classes do not exist here; compute it in a script, a FEEL expression or a job";
  if (std::find(std::begin(changing), std::end(changing), name) != std::end(changing))
    help = "expressions read values and never change them; write the new value in an output mapping or a script";
  else if (auto near = nearest(name, known))
    help = "did you mean " + *near + "?";
  return {"", "a " + std::string(to_string(self.kind())) + " has no method '" + std::string(name.substr(0, 80)) + "'", help};
}

}  // namespace

std::span<Method const> list_methods() { return list_table; }
std::span<Method const> context_methods() { return context_table; }
std::span<Method const> scalar_methods() { return scalar_table; }

Result<Value> call_method(std::string_view name, MethodCall& call) {
  auto const* method = find_method(call.self.kind(), name);
  if (!method && call.self.kind() == Kind::context && call.arguments.empty())
    if (auto const* entry = call.self.context().find(entry_named_by(name))) return *entry;
  if (!method) return no_such_method(call.self, name);
  auto count = call.arguments.size();
  if (count < method->least || count > method->most) {
    auto wanted = method->least == method->most ? counted(method->least, "argument")
                                                : std::to_string(method->least) + " or " + counted(method->most, "argument");
    return Error{"",
                 std::string(name) + "() takes " + wanted + ", but " + std::to_string(count) + (count == 1 ? " was given" : " were given"),
                 "give it " + wanted};
  }
  if (!method->run(call)) return call.error;
  return std::move(call.result);
}

Result<Value> property_of(Value const& value, Value const& key, std::uint64_t& steps_left) {
  if (value.is_null() || key.is_null()) return Value();
  if (value.kind() == Kind::context) {
    auto const& context = value.context();
    MethodCall call{value, {}, steps_left};
    if (!call.spend(context.size())) return call.error;
    auto const* entry = key.kind() == Kind::string ? context.find(key.string()) : context.find(text_of(key));
    return entry ? *entry : Value();
  }
  if (value.kind() == Kind::list) {
    Error error;
    auto number = to_number(key, error);
    auto whole = number ? number->to_int64() : std::nullopt;
    if (!whole)
      return Error{"", "a list has no property " + feel::describe(key),
                   "name an element by its position from 0, as in items[0], or call a method, as in items.size()"};
    auto const& list = value.list();
    return *whole >= 0 && *whole < whole_size(list.size()) ? list[static_cast<std::size_t>(*whole)] : Value();
  }
  auto name = text_of(key);
  for (auto prefix : {"get", "is"}) {
    auto getter = prefix + name;
    auto& first = getter[getter.size() - name.size()];
    if (name.empty()) break;
    if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
    if (auto const* method = find_method(value.kind(), getter); method && method->least == 0) {
      MethodCall call{value, {}, steps_left};
      return call_method(getter, call);
    }
  }
  auto const* method = find_method(value.kind(), name);
  return Error{"", "a " + std::string(to_string(value.kind())) + " has no property '" + name.substr(0, 80) + "'",
               method ? "it is a method: write " + name + "()" : "only contexts have properties of their own"};
}

}  // namespace drivetrain::processes::juel
