// Checking and filling forms (see form.h). Sources: JSON Schema validation 2020-12 §6, §7.3.1; RFC 6901 for the places.
#include "processes/form.h"

#include <algorithm>

#include "base/text.h"
#include "feel/expression.h"
#include "feel/value.h"

namespace drivetrain::processes {

using feel::Value;

namespace {

std::string form_pointer(std::string const& pointer, std::string_view name) {
  std::string escaped;  // RFC 6901 §3
  for (char c : name) c == '~' ? escaped += "~0" : c == '/' ? escaped += "~1" : escaped += c;
  return pointer + "/" + escaped;
}

Value keyword(Value const& schema, std::string_view name) {
  if (schema.kind() != feel::Kind::context) return {};
  auto const* found = schema.context().find(name);
  return found ? *found : Value();
}

std::string text_of_keyword(Value const& schema, std::string_view name) {
  auto found = keyword(schema, name);
  return found.kind() == feel::Kind::string ? std::string(found.string()) : std::string();
}

std::optional<Decimal> number_of(Value const& schema, std::string_view name) {
  auto found = keyword(schema, name);
  return found.kind() == feel::Kind::number ? std::optional(found.number()) : std::nullopt;
}

bool is_day(std::string const& format) { return format == "date"; }
bool is_moment(std::string const& format) { return format == "date-time"; }

std::string type_in_words(std::string const& type, std::string const& format) {
  if (is_day(format)) return "a date like 2026-03-27";
  if (is_moment(format)) return "a time like 2026-03-27T15:50:00Z";
  if (type == "object") return "an object";
  if (type == "array") return "a list";
  if (type == "string") return "a text";
  if (type == "boolean") return "true or false";
  return type == "integer" ? "a whole number" : "a number";
}

bool has_type(Value const& value, std::string const& type, std::string const& format) {
  switch (value.kind()) {
    case feel::Kind::context: return type == "object";
    case feel::Kind::list: return type == "array";
    case feel::Kind::boolean: return type == "boolean";
    case feel::Kind::number: return type == "number" || (type == "integer" && value.number().is_integer());
    case feel::Kind::string: return type == "string";
    case feel::Kind::date: return type == "string" && is_day(format);
    case feel::Kind::date_time: return type == "string" && (is_moment(format) || is_day(format));
    default: return false;
  }
}

bool matches_pattern(std::string const& text, std::string const& pattern) {
  static auto const asked = feel::compile("matches(text, pattern)", feel::Scope{{"text", "pattern"}, false});
  auto const* expression = std::get_if<feel::Expression>(&asked);
  DT_ASSERT(expression != nullptr);
  feel::Environment environment;
  environment.lookup = [&](std::string_view name) -> std::optional<Value> { return Value(name == "text" ? text : pattern); };
  return expression->evaluate(environment).value.is_true();
}

class FormCheck {
 public:
  FormCheck(Form::Known const& known, Unasked unasked) : known_(known), unasked_(unasked) {}

  void object(Value const& schema, Value const& value, std::string const& pointer) {
    auto properties = keyword(schema, "properties");
    auto const none = feel::Context();
    auto const& named = properties.kind() == feel::Kind::context ? properties.context() : none;
    if (auto required = keyword(schema, "required"); required.kind() == feel::Kind::list)
      for (auto const& name : required.list()) {
        auto const* given = value.context().find(name.string());
        if (given && !given->is_null()) continue;
        auto before = !given && pointer.empty() ? known_(name.string()) : std::nullopt;
        if (!before || before->is_null()) fault(form_pointer(pointer, name.string()), "is missing");
      }
    for (auto const& [name, given] : value.context().entries()) {
      auto const* property = named.find(name);
      auto place = form_pointer(pointer, name);
      if (!property) {
        unasked(named, name, place, keyword(schema, "additionalProperties").is_false());
        continue;
      }
      if (given.is_null()) continue;  // left empty
      if (keyword(*property, "readOnly").is_true()) {
        auto before = pointer.empty() ? known_(name) : std::nullopt;
        if (!before || feel::to_plain_text(*before) != feel::to_plain_text(given)) fault(place, "is only shown, and cannot be changed");
        continue;
      }
      check(*property, given, place);
    }
  }

  std::vector<FormFault> take() { return std::move(faults_); }
  void fault(std::string pointer, std::string detail) {
    if (faults_.size() < Form::most_faults) faults_.push_back({std::move(pointer), std::move(detail)});
  }

 private:
  void unasked(feel::Context const& named, std::string const& name, std::string const& place, bool closed) {
    if (unasked_ == Unasked::taken && !closed) return;
    std::vector<std::string> names;
    for (auto const& [one, _] : named.entries()) names.push_back(one);
    auto near = nearest(name, names);
    fault(place, "is not asked for here" + (near ? "; did you mean " + *near + "?" : std::string()));
  }

  void check(Value const& schema, Value const& value, std::string const& place) {
    auto type = text_of_keyword(schema, "type"), format = text_of_keyword(schema, "format");
    if (!type.empty() && !has_type(value, type, format)) return fault(place, "is " + feel::describe(value) + ", and should be " + type_in_words(type, format));
    if (auto only = keyword(schema, "const"); !only.is_null() && !(only == value)) fault(place, "should be " + feel::to_text(only));
    choices(schema, value, place);
    switch (value.kind()) {
      case feel::Kind::context: return object(schema, value, place);
      case feel::Kind::list: return list(schema, value, place);
      case feel::Kind::string: return text(schema, value, place);
      case feel::Kind::number: return number(schema, value, place);
      default: return;
    }
  }

  void choices(Value const& schema, Value const& value, std::string const& place) {
    feel::List allowed;
    if (auto words = keyword(schema, "enum"); words.kind() == feel::Kind::list) allowed = words.list();
    if (auto labelled = keyword(schema, "oneOf"); labelled.kind() == feel::Kind::list)
      for (auto const& one : labelled.list()) allowed.push_back(keyword(one, "const"));
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), value) == allowed.end()) fault(place, feel::to_text(value) + " is none of " + feel::to_text(Value(allowed)));
  }

  void list(Value const& schema, Value const& value, std::string const& place) {
    auto size = Decimal(static_cast<std::int64_t>(value.list().size()));
    if (auto most = number_of(schema, "maxItems"); most && size > *most) fault(place, "has more than " + most->to_string() + " entries");
    if (auto least = number_of(schema, "minItems"); least && size < *least) fault(place, "has fewer than " + least->to_string() + " entries");
    auto items = keyword(schema, "items");
    for (std::size_t i = 0; i < value.list().size() && items.kind() == feel::Kind::context; ++i) check(items, value.list()[i], form_pointer(place, std::to_string(i)));
  }

  void text(Value const& schema, Value const& value, std::string const& place) {
    std::string text(value.string());
    auto length = Decimal(static_cast<std::int64_t>(code_point_count(text)));
    if (auto least = number_of(schema, "minLength"); least && length < *least) fault(place, text.empty() ? "must not be empty" : "has fewer than " + least->to_string() + " characters");
    if (auto most = number_of(schema, "maxLength"); most && length > *most) fault(place, "has more than " + most->to_string() + " characters");
    auto format = text_of_keyword(schema, "format");
    if ((is_day(format) && !parse_date(text).ok()) || (is_moment(format) && !parse_instant(text).ok())) fault(place, "is no " + type_in_words("string", format).substr(2));
    if (auto pattern = text_of_keyword(schema, "pattern"); !pattern.empty() && !matches_pattern(text, pattern)) fault(place, "does not look like " + pattern);
  }

  void number(Value const& schema, Value const& value, std::string const& place) {
    if (auto least = number_of(schema, "minimum"); least && value.number() < *least) fault(place, "is below " + least->to_string());
    if (auto most = number_of(schema, "maximum"); most && value.number() > *most) fault(place, "is above " + most->to_string());
  }

  Form::Known const& known_;
  Unasked unasked_;
  std::vector<FormFault> faults_;
};

Value typed_value(Value const& schema, Value const& value) {
  if (value.kind() == feel::Kind::context) {
    auto whole = value.context();
    auto properties = keyword(schema, "properties");
    if (properties.kind() != feel::Kind::context) return value;
    for (auto const& [name, property] : properties.context().entries())
      if (auto const* given = value.context().find(name)) whole.set(name, typed_value(property, *given));
    return Value(std::move(whole));
  }
  if (value.kind() == feel::Kind::list) {
    auto items = keyword(schema, "items");
    auto list = value.list();
    for (auto& one : list) one = typed_value(items, one);
    return Value(std::move(list));
  }
  if (value.kind() != feel::Kind::string) return value;
  auto format = text_of_keyword(schema, "format");
  if (is_day(format))
    if (auto day = parse_date(value.string()); day.ok()) return Value(*day);
  if (is_moment(format))
    if (auto moment = parse_instant(value.string()); moment.ok()) return Value(*moment);
  return value;
}

}  // namespace

bool is_pattern(std::string const& pattern) {
  static auto const asked = feel::compile("matches(\"\", pattern)", feel::Scope{{"pattern"}, false});
  auto const* expression = std::get_if<feel::Expression>(&asked);
  DT_ASSERT(expression != nullptr);
  feel::Environment environment;
  environment.lookup = [&](std::string_view) -> std::optional<Value> { return Value(pattern); };
  return !expression->evaluate(environment).value.is_null();
}

std::vector<FormFault> Form::check(Value const& values, Known const& known) const {
  FormCheck check(known, unasked_);
  if (values.kind() != feel::Kind::context && !values.is_null()) {
    check.fault("", "is " + feel::describe(values) + ", and should be an object");
    return check.take();
  }
  check.object(schema_, values.is_null() ? Value(feel::Context()) : values, "");
  return check.take();
}

Value Form::typed(Value const& values) const { return values.kind() == feel::Kind::context ? typed_value(schema_, values) : values; }

Value Form::prefilled(Known const& known) const {
  feel::Context filled;
  auto properties = keyword(schema_, "properties");
  if (properties.kind() == feel::Kind::context)
    for (auto const& [name, property] : properties.context().entries()) {
      auto value = known(name);
      if (!value || value->is_null()) value = keyword(property, "default");
      if (!value->is_null()) filled.set(name, *value);
    }
  return Value(std::move(filled));
}

std::string in_words(std::vector<FormFault> const& faults) {
  std::string text;
  for (auto const& one : faults) text += (text.empty() ? "" : "; ") + (one.pointer.empty() ? "the result" : one.pointer) + " " + one.detail;
  return text;
}

}  // namespace drivetrain::processes
