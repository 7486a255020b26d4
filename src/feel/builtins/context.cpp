// Context functions (DMN 1.5 §10.3.4.11, table 82).
#include "feel/builtins/builtin.h"
#include "feel/program/node.h"

namespace drivetrain::feel {

namespace {

Value run_get_value(Call const& call) {
  if (!call.spend(1 + call[0].context().size() / entries_per_step)) return {};
  auto entry = call[0].context().find(call[1].string());
  if (entry) return *entry;
  return call.fail("there is no entry " + describe(call[1]));
}
Value run_get_value_deep(Call const& call) {
  Value here = call[0];
  for (auto const& key : call[1].list()) {
    if (key.kind() != Kind::string || here.kind() != Kind::context) return call.fail("the keys are texts that lead from context to context");
    if (!call.spend(1 + here.context().size() / entries_per_step)) return {};
    auto entry = here.context().find(key.string());
    if (!entry) return call.fail("there is no entry " + describe(key));
    here = Value(*entry);
  }
  return here;
}

Value run_get_entries(Call const& call) {
  List entries;
  constexpr std::size_t bytes_each = 256;
  auto size = call[0].context().size();
  if (!call.spend(size) || !call.frame.take(size * bytes_each, call.place)) return {};
  for (auto const& [name, value] : call[0].context().entries()) {
    Context entry;
    entry.append("key", std::string_view(name));
    entry.append("value", value);
    entries.push_back(std::move(entry));
  }
  return entries;
}

Value run_context(Call const& call) {
  Context made;
  for (auto const& item : call[0].list()) {
    if (!call.spend(1 + made.size())) return {};
    auto key = item.kind() == Kind::context ? item.context().find("key") : nullptr;
    auto value = item.kind() == Kind::context ? item.context().find("value") : nullptr;
    if (!key || !value || key->kind() != Kind::string) return call.fail("each entry is a context with a text key and a value, but " + describe(item) + " came");
    if (made.find(key->string())) return call.fail("the key " + describe(*key) + " comes twice");
    made.append(std::string(key->string()), *value);
  }
  return made;
}

Value put(Call const& call, Value const& target, std::span<Value const> keys, Value const& value) {
  if (keys.empty()) return value;
  if (keys[0].kind() != Kind::string) return call.fail("the keys are texts, but " + describe(keys[0]) + " came");
  if (target.kind() != Kind::context) return call.fail("a context was expected at " + describe(keys[0]) + ", but " + describe(target) + " came");
  auto changed = target.context();
  if (!call.spend(changed.size())) return {};
  auto inner = changed.find(keys[0].string());
  auto replaced = keys.size() == 1 ? value : put(call, inner ? *inner : Value(), keys.subspan(1), value);
  if (keys.size() > 1 && replaced.is_null()) return {};
  changed.set(std::string(keys[0].string()), std::move(replaced));
  return changed;
}
Value run_put(Call const& call) { return put(call, call[0], {&call[1], 1}, call[2]); }
Value run_put_deep(Call const& call) {
  if (call[1].list().empty()) return call.fail("at least one key was expected");
  if (call[1].list().size() > limits::max_value_depth) return call.fail("too many keys");
  return put(call, call[0], call[1].list(), call[2]);
}

Value run_merge(Call const& call) {
  Context merged;
  for (auto const& item : call[0].list()) {
    if (item.kind() != Kind::context) return call.fail("the list holds contexts, but " + describe(item) + " came");
    for (auto const& [name, value] : item.context().entries()) {
      if (!call.spend(1 + merged.size())) return {};
      merged.set(name, value);
    }
  }
  return merged;
}

constexpr Builtin contexts[] = {
    {"get value", "m: context, key: string", "the value of an entry", run_get_value},
    {"get value", "m: context, keys: list", "", run_get_value_deep},
    {"get entries", "m: context", "the entries as a list of {key, value}", run_get_entries},
    {"context", "entries: list", "a context from a list of {key, value}", run_context},
    {"context put", "context: context, key: string, value: any", "the context with an entry added or replaced", run_put},
    {"context put", "context: context, keys: list, value: any", "", run_put_deep},
    {"context merge", "contexts: list", "one context from several; later entries win", run_merge},
};

}  // namespace

std::span<Builtin const> context_builtins() { return contexts; }

}  // namespace drivetrain::feel
