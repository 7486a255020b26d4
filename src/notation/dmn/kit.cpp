// Reading test cases in the kit's format (see kit.h).
#include "notation/dmn/kit.h"

#include "base/diagnostic_codes.h"
#include "base/text.h"

namespace drivetrain::notation {

namespace {

constexpr std::string_view kit_space = "http://www.omg.org/spec/DMN/20160719/testcase";
constexpr std::string_view schema_instance = "http://www.w3.org/2001/XMLSchema-instance";

bool is_nil(XmlNode const& node) {
  auto nil = trim(node.value("nil", schema_instance));
  return nil == "true" || nil == "1";
}

KitValue kit_value(XmlNode const& holder) {
  KitValue result;
  if (auto simple = holder.child(kit_space, "value")) {
    auto type = trim(simple->value("type", schema_instance));
    auto colon = type.find(':');
    result.type = type.substr(colon == std::string_view::npos ? 0 : colon + 1);
    result.form = is_nil(*simple) ? KitValue::Form::null : KitValue::Form::simple;
    result.text = simple->own_text();
    if (result.type.empty() && result.text.empty()) result.form = KitValue::Form::null;  // <value/> says nothing, not even that it is a text
    return result;
  }
  if (auto list = holder.child(kit_space, "list")) {
    if (is_nil(*list)) return result;
    result.form = KitValue::Form::list;
    for (auto const& item : list->children)
      if (item.is(kit_space, "item")) result.parts.push_back({{}, kit_value(item)});
    return result;
  }
  for (auto const& component : holder.children)
    if (component.is(kit_space, "component")) {
      result.form = KitValue::Form::context;
      result.parts.push_back({std::string(component.value("name")), is_nil(component) ? KitValue{} : kit_value(component)});
    }
  return result;
}

std::optional<feel::Value> number_of(std::string_view text) {
  text = trim(text);
  bool negative = text.starts_with("-");
  if (negative || text.starts_with("+")) text.remove_prefix(1);
  auto number = Decimal::parse(text);
  if (!number) return std::nullopt;
  return negative ? number->negated() : *number;
}

template <class T>
std::optional<feel::Value> wrapped(std::optional<T> const& value) {
  if (!value) return std::nullopt;
  return feel::Value(*value);
}

std::optional<feel::Value> simple_value(std::string const& raw, feel::Kind kind) {
  auto text = trim(raw);
  switch (kind) {
    case feel::Kind::number: return number_of(text);
    case feel::Kind::boolean:
      if (text == "true" || text == "1") return true;
      if (text == "false" || text == "0") return false;
      return std::nullopt;
    case feel::Kind::date: return wrapped(feel::parse_feel_date(text));
    case feel::Kind::time: return wrapped(feel::parse_feel_time(text));
    case feel::Kind::date_time: return wrapped(feel::parse_feel_date_time(text));
    case feel::Kind::days_duration: return wrapped(feel::parse_days_duration(text));
    case feel::Kind::months_duration: return wrapped(feel::parse_months_duration(text));
    default: return feel::Value(raw);
  }
}

feel::Type const* part_of(feel::Type const* hint, std::string const& name) {
  if (!hint) return nullptr;
  if (hint->form == feel::Type::Form::list && !hint->parts.empty()) return hint->parts[0].get();
  for (auto const& [entry, type] : hint->entries)
    if (entry == name) return type.get();
  return nullptr;
}

}  // namespace

std::optional<feel::Value> to_value(KitValue const& written, feel::Type const* hint) {
  switch (written.form) {
    case KitValue::Form::null: return feel::Value();
    case KitValue::Form::list: {
      feel::List list;
      for (auto const& [name, part] : written.parts) {
        auto value = to_value(part, part_of(hint, name));
        if (!value) return std::nullopt;
        list.push_back(std::move(*value));
      }
      return list;
    }
    case KitValue::Form::context: {
      feel::Context context;
      for (auto const& [name, part] : written.parts) {
        auto value = to_value(part, part_of(hint, name));
        if (!value) return std::nullopt;
        context.set(name, std::move(*value));
      }
      return context;
    }
    case KitValue::Form::simple: break;
  }
  auto const& type = written.type;
  if (type == "decimal" || type == "double" || type == "integer" || type == "int" || type == "long" || type == "float") return number_of(written.text);
  if (type == "boolean") return simple_value(written.text, feel::Kind::boolean);
  if (type == "date") return simple_value(written.text, feel::Kind::date);
  if (type == "time") return simple_value(written.text, feel::Kind::time);
  if (type == "dateTime") return simple_value(written.text, feel::Kind::date_time);
  if (type == "duration" || type == "dayTimeDuration" || type == "yearMonthDuration") {
    if (auto months = feel::parse_months_duration(trim(written.text))) return feel::Value(*months);
    return simple_value(written.text, feel::Kind::days_duration);
  }
  if (!type.empty() || !hint || hint->form != feel::Type::Form::kind) return feel::Value(written.text);
  return simple_value(written.text, hint->kind);
}

std::unique_ptr<KitFile> read_kit(SourceText const& source, Diagnostics& diagnostics) {
  auto document = read_xml(source, diagnostics);
  if (!document) return nullptr;
  auto const& root = document->root;
  if (!root.is(kit_space, "testCases")) {
    diagnostics.add(finding("DT-R055", root.span, "this is no file of test cases: its root is " + root.name,
                            "it begins with <testCases xmlns=\"" + std::string(kit_space) + "\">"));
    return nullptr;
  }
  auto file = std::make_unique<KitFile>();
  if (auto name = root.child(kit_space, "modelName")) file->model_name = trim(name->own_text());
  if (auto labels = root.child(kit_space, "labels"))
    for (auto const& label : labels->children)
      if (label.is(kit_space, "label")) file->labels.emplace_back(trim(label.own_text()));
  for (auto const& node : root.children) {
    if (!node.is(kit_space, "testCase")) continue;
    KitCase made;
    made.id = node.value("id"), made.type = node.value("type"), made.invocable = node.value("invocableName"), made.space = node.value("namespace"), made.span = node.span;
    for (auto const& child : node.children) {
      if (child.is(kit_space, "description")) made.description = trim(child.own_text());
      if (child.is(kit_space, "inputNode")) made.inputs.push_back({std::string(child.value("name")), std::string(child.value("namespace")), kit_value(child)});
      if (!child.is(kit_space, "resultNode")) continue;
      KitResult result{std::string(child.value("name")), std::string(child.value("namespace")), {}, trim(child.value("errorResult")) == "true"};
      if (auto expected = child.child(kit_space, "expected")) result.expected = kit_value(*expected);
      made.results.push_back(std::move(result));
    }
    file->cases.push_back(std::move(made));
  }
  return file;
}

}  // namespace drivetrain::notation
