// Knows all built-ins by name, checks and coerces their arguments (DMN 1.5 §10.3.2.9.4 for singleton lists), and offers them as
// function values.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "feel/builtins/builtin.h"
#include "feel/catalogue.h"
#include "feel/type.h"
#include "feel/value_node.h"

namespace drivetrain::feel {

struct Parameter {
  std::string name, type;
  std::uint32_t mask = 0;     // a bit per Kind: what it takes
  std::uint32_t expected = 0;  // of what is known beforehand: the kinds that give more than null
  std::uint32_t elements = 0;  // the same for a list's elements
  bool optional = false, variadic = false;
};

namespace {

constexpr std::uint32_t bit(Kind kind) { return 1u << static_cast<unsigned>(kind); }
constexpr std::uint32_t any_kind = (1u << (static_cast<unsigned>(Kind::function) + 1)) - 1;

std::uint32_t mask_of(std::string_view types) {
  std::uint32_t mask = 0;
  for (auto part : split(types, '|')) {
    auto name = trim(part);
    if (name == "any") mask |= any_kind;
    if (name == "duration") mask |= bit(Kind::days_duration) | bit(Kind::months_duration);
    for (unsigned k = 0; k <= static_cast<unsigned>(Kind::function); ++k)
      if (name == to_string(static_cast<Kind>(k))) mask |= 1u << k;
  }
  DT_ASSERT(mask != 0);
  return mask;
}

}  // namespace

struct Signature {
  Builtin const* builtin;
  std::vector<Parameter> parameters;
  std::size_t least = 0, most = 0;
};

namespace {

/// "~number" takes anything and says itself what it misses, but only numbers make sense; "list<number>" is a list of them.
void read_type(std::string_view text, Parameter& parameter) {
  parameter.mask = parameter.expected = parameter.elements = any_kind;
  if (text.starts_with("~")) {
    text.remove_prefix(1);
    parameter.expected = mask_of(text);
  } else if (text.starts_with("list<")) {
    parameter.mask = parameter.expected = bit(Kind::list);
    parameter.elements = mask_of(text.substr(5, text.size() - 6));
  } else {
    parameter.mask = parameter.expected = mask_of(text);
  }
  parameter.type = text;
}

Signature signature_of(Builtin const& builtin) {
  Signature form{&builtin, {}};
  if (builtin.parameters.empty()) return form;
  for (auto part : split(builtin.parameters, ',')) {
    auto colon = part.find(':');
    auto name = trim(part.substr(0, colon));
    Parameter parameter;
    read_type(trim(part.substr(colon + 1)), parameter);
    parameter.variadic = name.ends_with("...");
    parameter.optional = name.ends_with("?");
    if (parameter.variadic) name.remove_suffix(3);
    if (parameter.optional) name.remove_suffix(1);
    parameter.name = name;
    if (!parameter.optional) ++form.least;
    form.most = parameter.variadic ? limits::max_expression_bytes : form.most + 1;
    form.parameters.push_back(std::move(parameter));
  }
  return form;
}

class BuiltinFunction;

struct Entry {
  std::vector<Signature> forms;
  std::string_view family;
  std::shared_ptr<Function const> function;
};

struct Registry {
  std::map<std::string_view, Entry> entries;
  std::vector<std::string_view> names;
  std::vector<std::string_view> order;  // as in the tables
};

Registry make_registry();
Registry const& registry() {
  static Registry const all = make_registry();
  return all;
}

Entry const* entry_of(std::string_view name) {
  auto it = registry().entries.find(name);
  return it == registry().entries.end() ? nullptr : &it->second;
}

/// The plan for one form, or nothing when the arguments do not fit its parameters.
std::optional<CallPlan> plan_form(Signature const& form, std::size_t count, std::span<std::string const> names) {
  if (names.empty() || count == 0) {
    if (count < form.least || count > form.most) return std::nullopt;
    CallPlan plan{&form, {}};
    for (std::size_t i = 0; i < form.parameters.size(); ++i) plan.order.push_back(i < count ? static_cast<int>(i) : -1);
    return plan;
  }
  CallPlan plan{&form, std::vector<int>(form.parameters.size(), -1)};
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto it = std::find_if(form.parameters.begin(), form.parameters.end(), [&](Parameter const& p) { return p.name == names[i]; });
    if (it == form.parameters.end()) return std::nullopt;
    auto& slot = plan.order[static_cast<std::size_t>(it - form.parameters.begin())];
    if (slot != -1) return std::nullopt;
    slot = static_cast<int>(i);
  }
  for (std::size_t i = 0; i < form.parameters.size(); ++i)
    if (plan.order[i] == -1 && !form.parameters[i].optional) return std::nullopt;
  return plan;
}

bool takes(std::uint32_t mask, Value const& value) { return (mask >> static_cast<unsigned>(value.kind())) & 1; }

/// The value as the parameter wants it; false when it cannot be had.
bool coerce(std::uint32_t mask, Value& value) {
  if (takes(mask, value)) return true;
  if (value.kind() == Kind::list && value.list().size() == 1 && takes(mask, value.list()[0])) {
    auto only = value.list()[0];
    value = std::move(only);
    return true;
  }
  if ((mask & bit(Kind::list)) != 0 && !value.is_null()) {
    List wrapped;
    wrapped.push_back(std::move(value));
    value = std::move(wrapped);
    return true;
  }
  return false;
}

/// Fills `values` for a form; on failure says which parameter was refused.
Parameter const* bind(CallPlan const& plan, std::span<Value const> arguments, std::vector<Value>& spill, Value* values, Value const*& culprit) {
  auto const& parameters = plan.form->parameters;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    auto const& parameter = parameters[i];
    if (parameter.variadic) {
      spill.assign(arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
      for (auto& value : spill)
        if (!coerce(parameter.mask, value)) {
          culprit = &value;
          return &parameter;
        }
      values[i] = List(std::move(spill));
      return nullptr;
    }
    if (plan.order[i] < 0) {
      values[i] = ValueAccess::unset();
      continue;
    }
    auto const& given = arguments[static_cast<std::size_t>(plan.order[i])];
    values[i] = given;
    if (!coerce(parameter.mask, values[i])) {
      culprit = &given;
      return &parameter;
    }
  }
  return nullptr;
}

class BuiltinFunction final : public Function {
 public:
  BuiltinFunction(std::string_view name, Signature const& first) : name_(name) {
    for (auto const& parameter : first.parameters) parameters_.push_back(parameter.name);
  }
  std::string const& name() const override { return name_; }
  std::vector<std::string> const& parameters() const override { return parameters_; }
  bool accepts(std::size_t count) const override { return misfit(name_, count, {}).empty(); }
  bool has_type(Type const& type) const override { return accepts(type.parts.size() - 1); }
  Value call(std::span<Value const> arguments, Frame& frame, Place place) const override {
    return run_call(name_, plan_call(name_, arguments.size(), {}), arguments, frame, place);
  }

 private:
  std::string name_;
  std::vector<std::string> parameters_;
};

Registry make_registry() {
  Registry all;
  struct Family {
    std::string_view name;
    std::span<Builtin const> table;
  };
  Family const families[] = {{"conversion", conversion_builtins()}, {"boolean", boolean_builtins()}, {"text", string_builtins()}, {"pattern", pattern_builtins()}, 
                             {"number", number_builtins()}, {"list", list_builtins()}, {"statistics", statistics_builtins()},
                             {"calendar", calendar_builtins()}, {"range", range_builtins()}, {"context", context_builtins()}};
  for (auto const& family : families)
    for (auto const& builtin : family.table) {
      auto [it, fresh] = all.entries.try_emplace(builtin.name);
      if (fresh) all.order.push_back(builtin.name), it->second.family = family.name;
      it->second.forms.push_back(signature_of(builtin));
    }
  for (auto& [name, entry] : all.entries) {
    all.names.push_back(name);
    entry.function = std::make_shared<BuiltinFunction>(name, entry.forms.front());
  }
  return all;
}

std::string form_text(Signature const& form) {
  std::string text(form.builtin->name);
  text += "(";
  for (auto const& parameter : form.parameters) {
    if (text.back() != '(') text += ", ";
    text += parameter.name;
    if (parameter.optional) text += "?";
    if (parameter.variadic) text += "…";
  }
  return text + ")";
}

}  // namespace

bool Call::has(std::size_t i) const { return !ValueAccess::is_unset(arguments[i]); }

Value Call::fail(std::string_view message) const { return frame.null_because(place, std::string(name) + ": " + std::string(message)); }

std::optional<std::int64_t> Call::whole(std::size_t i, std::string_view what) const {
  auto cut = arguments[i].number().rounded(0, Decimal::Rounding::down);
  auto truncated = cut ? cut->to_int64() : std::nullopt;
  if (!truncated) fail(std::string(what) + " is a whole number, but " + describe(arguments[i]) + " came");
  return truncated;
}

std::span<std::string_view const> builtin_names() { return registry().names; }

bool is_pure_builtin(std::string_view name) {
  auto entry = entry_of(name);
  return entry && entry->forms.front().builtin->pure;
}

Value builtin_value(std::string_view name) {
  auto entry = entry_of(name);
  return entry ? Value(entry->function) : Value();
}

std::string signatures(std::string_view name) {
  std::string text;
  if (auto entry = entry_of(name))
    for (auto const& form : entry->forms) text += (text.empty() ? "" : " or ") + form_text(form);
  return text;
}

std::vector<CallPlan> plan_call(std::string_view name, std::size_t count, std::span<std::string const> names) {
  std::vector<CallPlan> plans;
  if (auto entry = entry_of(name))
    for (auto const& form : entry->forms)
      if (auto plan = plan_form(form, count, names)) plans.push_back(std::move(*plan));
  return plans;
}

std::optional<KindRefusal> misfit_kinds(std::string_view name, std::span<ArgumentKinds const> arguments, std::span<std::string const> names) {
  // As coerce(): the kind itself, a list's only element, or a list around the value.
  auto holds = [](std::uint32_t mask, Kind kind) { return (mask & bit(kind)) != 0; };
  auto may_take = [&](Parameter const& parameter, ArgumentKinds const& argument) {
    if (!argument.kind) return true;
    auto const& element = argument.element;
    bool elements_fit = !element || *element == Kind::null || holds(parameter.elements, *element);
    if (holds(parameter.expected, *argument.kind)) return argument.kind != Kind::list || argument.any_element || elements_fit;
    if (argument.kind == Kind::list) return parameter.expected == parameter.mask && (argument.any_element || (element && holds(parameter.mask, *element)));
    return holds(parameter.expected, Kind::list) && argument.kind != Kind::null && holds(parameter.elements, *argument.kind);
  };
  std::optional<KindRefusal> first;
  for (auto const& plan : plan_call(name, arguments.size(), names)) {
    auto const& parameters = plan.form->parameters;
    std::optional<KindRefusal> refused;
    for (std::size_t i = 0; i < parameters.size() && !refused; ++i) {
      auto check = [&](std::size_t argument) {
        if (!refused && !may_take(parameters[i], arguments[argument])) refused = KindRefusal{argument, parameters[i].name, parameters[i].type};
      };
      if (parameters[i].variadic)
        for (std::size_t k = i; k < arguments.size(); ++k) check(k);
      else if (plan.order[i] >= 0) check(static_cast<std::size_t>(plan.order[i]));
    }
    if (!refused) return std::nullopt;
    if (!first) first = refused;
  }
  return first;
}

std::string misfit(std::string_view name, std::size_t count, std::span<std::string const> names) {
  if (!plan_call(name, count, names).empty()) return {};
  if (!names.empty()) return std::string(name) + " has no form with the parameters " + join(names, ", ");
  return std::string(name) + " does not take " + counted(count, "argument");
}

Value run_call(std::string_view name, std::span<CallPlan const> plans, std::span<Value const> arguments, Frame& frame, Place place) {
  constexpr std::size_t widest = 8;
  Value values[widest];
  std::vector<Value> spill;
  std::string refusal;
  for (auto const& plan : plans) {
    DT_ASSERT(plan.form->parameters.size() <= widest);
    Value const* culprit = nullptr;
    auto refused = bind(plan, arguments, spill, values, culprit);
    if (!refused) {
      auto result = plan.form->builtin->run({frame, place, name, values});
      // What is only handed on was paid for when it was made.
      auto const* node = ValueAccess::node(result);
      return node && node->references.load(std::memory_order_relaxed) == 1 ? frame.made(std::move(result), place) : result;
    }
    if (refusal.empty()) refusal = refused->name + " is a " + refused->type + ", but " + describe(*culprit) + " came";
  }
  if (plans.empty()) refusal = "its form is " + signatures(name) + ", but " + counted(arguments.size(), "argument") + " came";
  return frame.null_because(place, std::string(name) + ": " + refusal);
}

std::vector<BuiltinDoc> const& catalogue() {
  static auto const docs = [] {
    std::vector<BuiltinDoc> list;
    for (auto name : registry().order) {
      auto const& entry = registry().entries.at(name);
      BuiltinDoc doc{std::string(name), std::string(entry.family), {}, std::string(entry.forms.front().builtin->summary)};
      for (auto const& form : entry.forms) {
        BuiltinForm shown;
        for (auto const& parameter : form.parameters) shown.parameters.push_back({parameter.name, parameter.type, parameter.optional, parameter.variadic});
        doc.forms.push_back(std::move(shown));
      }
      list.push_back(std::move(doc));
    }
    return list;
  }();
  return docs;
}

}  // namespace drivetrain::feel
