// Reading a JSON Schema, as far as forms use it (see form.h). What would be asked for and not be checked is refused with its place: a form
// that promises more than it keeps is worse than none.
#include <algorithm>

#include "base/decimal.h"
#include "base/text.h"
#include "processes/form.h"

namespace drivetrain::processes {

using feel::Value;
using notation::YamlEntry;
using notation::YamlKind;
using notation::YamlNode;

namespace {

constexpr int deepest_group = 5;
constexpr std::string_view plain_types[] = {"string", "number", "integer", "boolean"};
/// What only tells people something.
constexpr std::string_view telling[] = {"$schema", "$id", "$comment", "title", "description", "examples", "readOnly", "default"};
constexpr std::string_view numbers[] = {"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"};

class SchemaReader {
 public:
  explicit SchemaReader(std::vector<FormFinding>& findings) : findings_(findings) {}

  void group(YamlNode const& node, int depth) {
    if (node.kind != YamlKind::mapping) return refuse(node.span, "a schema is " + std::string(describe(node)), "write an object: {\"type\": \"object\", \"properties\": {…}}");
    if (depth > deepest_group) return refuse(node.span, "groups lie more than " + std::to_string(deepest_group) + " deep in each other", "ask for less at once");
    if (auto const* type = node.find("type"); !type || type->text != "object") refuse(type ? type->span : node.span, "a form asks for an object", "write \"type\": \"object\"");
    std::vector<std::string> names;
    if (auto const* properties = node.find("properties")) {
      if (properties->kind != YamlKind::mapping) refuse(properties->span, "properties is " + std::string(describe(*properties)), "name each: {\"amount\": {\"type\": \"number\"}}");
      for (auto const& entry : properties->entries) names.push_back(entry.key), property(entry.value, depth);
    }
    for (auto const& entry : node.entries) {
      if (entry.key == "type" || entry.key == "properties" || tells(entry)) continue;
      if (entry.key == "required") required(entry.value, names);
      else if (entry.key == "additionalProperties") {
        if (entry.value.text != "true" && entry.value.text != "false") refuse(entry.value.span, "additionalProperties is a schema, which nothing checks", "write true or false");
      } else unknown(entry);
    }
  }

 private:
  void property(YamlNode const& node, int depth) {
    if (node.kind != YamlKind::mapping) return refuse(node.span, "a property is " + std::string(describe(node)), "write {\"type\": \"string\"}");
    auto const* type = node.find("type");
    if (type && type->text == "object") return group(node, depth + 1);
    if (type && type->text == "array") return list(node);
    plain(node);
  }

  void list(YamlNode const& node) {
    auto const* items = node.find("items");
    if (!items || items->kind != YamlKind::mapping) refuse(node.span, "a list says not what it holds", "write \"items\": {\"type\": \"string\"}");
    else plain(*items);
    for (auto const& entry : node.entries)
      if (entry.key != "type" && entry.key != "items" && entry.key != "minItems" && entry.key != "maxItems" && !tells(entry)) unknown(entry);
      else if (entry.key == "minItems" || entry.key == "maxItems") whole_number(entry);
  }

  void plain(YamlNode const& node) {
    auto const* type = node.find("type");
    bool chosen = node.find("enum") || node.find("oneOf") || node.find("const");
    if (!type && !chosen) refuse(node.span, "a property says not what it is", "write \"type\": \"string\", \"number\", \"integer\", \"boolean\", \"array\" or \"object\"");
    if (type && std::find(std::begin(plain_types), std::end(plain_types), type->text) == std::end(plain_types))
      refuse(type->span, "type '" + type->text + "' is nothing that a form asks for here", "write string, number, integer, boolean, array or object");
    for (auto const& entry : node.entries) {
      auto const& [key, span, value] = entry;
      if (key == "type" || key == "const" || tells(entry)) continue;
      if (std::find(std::begin(numbers), std::end(numbers), key) != std::end(numbers) && !key.ends_with("Items")) whole_number(entry, key == "minimum" || key == "maximum");
      else if (key == "enum") {
        if (value.kind != YamlKind::sequence || value.items.empty()) refuse(value.span, "enum lists nothing to choose", "write [\"yes\", \"no\"]");
      } else if (key == "oneOf") one_of(value);
      else if (key == "format") {
        if (value.text != "date" && value.text != "date-time") refuse(value.span, "format '" + value.text + "' is not checked here", "write date or date-time, or say it with pattern");
      } else if (key == "pattern") {
        if (!is_pattern(value.text)) refuse(value.span, "'" + value.text + "' is no pattern", "write a regular expression such as ^[A-Z]{2}-[0-9]+$");
      } else unknown(entry);
    }
  }

  void one_of(YamlNode const& node) {
    bool fits = node.kind == YamlKind::sequence && !node.items.empty();
    for (auto const& one : node.items)
      if (one.kind != YamlKind::mapping || !one.find("const")) fits = false;
      else
        for (auto const& entry : one.entries)
          if (entry.key != "const" && !tells(entry)) fits = false;
    if (!fits) refuse(node.span, "oneOf is taken for choices with names only", "write [{\"const\": \"a\", \"title\": \"Option A\"}, …]");
  }

  void required(YamlNode const& node, std::vector<std::string> const& names) {
    for (auto const& one : node.items)
      if (std::find(names.begin(), names.end(), one.text) == names.end()) {
        auto near = nearest(one.text, names);
        refuse(one.span, "'" + one.text + "' is required and is no property", near ? "did you mean " + *near + "?" : "add it to properties");
      }
    if (node.kind != YamlKind::sequence) refuse(node.span, "required is " + std::string(describe(node)), "write the names of what must be entered: [\"amount\"]");
  }

  void whole_number(YamlEntry const& entry, bool any = false) {
    auto number = entry.value.quoted ? std::nullopt : Decimal::parse(entry.value.text);
    if (!number || (!any && (!number->is_integer() || *number < Decimal(0)))) refuse(entry.value.span, entry.key + " is '" + entry.value.text + "'", any ? "write a number" : "write a whole number from 0");
  }

  bool tells(YamlEntry const& entry) const { return entry.key.starts_with("x-") || std::find(std::begin(telling), std::end(telling), entry.key) != std::end(telling); }
  void unknown(YamlEntry const& entry) { refuse(entry.key_span, "'" + entry.key + "' is not checked here", "leave it out; forms take type, properties, required, enum, format, minimum, maximum, minLength, maxLength, pattern, default, readOnly and lists of plain values"); }
  void refuse(Span const& span, std::string message, std::string help) { findings_.push_back({span, std::move(message), std::move(help), true}); }

  std::vector<FormFinding>& findings_;
};

}  // namespace

Value value_of(YamlNode const& node) {
  switch (node.kind) {
    case YamlKind::null: return {};
    case YamlKind::sequence: {
      feel::List list;
      for (auto const& one : node.items) list.push_back(value_of(one));
      return Value(std::move(list));
    }
    case YamlKind::mapping: {
      feel::Context context;
      for (auto const& entry : node.entries) context.append(entry.key, value_of(entry.value));
      return Value(std::move(context));
    }
    case YamlKind::scalar: break;
  }
  if (node.quoted) return Value(node.text);
  if (node.text == "true" || node.text == "false") return Value(node.text == "true");
  if (node.text == "null" || node.text == "~") return {};
  auto number = Decimal::parse(node.text);
  return number ? Value(*number) : Value(node.text);
}

Value read_schema(YamlNode const& document, std::vector<FormFinding>& findings) {
  auto before = findings.size();
  SchemaReader(findings).group(document, 0);
  return findings.size() == before ? value_of(document) : Value();
}

std::string id_of_form(YamlNode const& document) {
  auto const* id = document.find("id");
  return id ? id->text : std::string();
}

}  // namespace drivetrain::processes
