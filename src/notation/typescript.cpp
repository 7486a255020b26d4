// TypeScript types of the kinds, for the user interface (see generate.h).
#include <fmt/format.h>

#include <algorithm>

#include "base/json_writer.h"
#include "notation/generate.h"

namespace drivetrain::notation {

namespace {

std::string quoted(std::string_view text) {
  JsonWriter json;
  json.value(text);
  return json.take();
}

std::string union_of(std::vector<std::string> const& words) {
  std::string text;
  for (auto const& word : words) text += (text.empty() ? "" : " | ") + quoted(word);
  return text;
}

struct TypeWriter {
  std::string prefix;
  std::vector<NestedGroup> groups;

  std::string name(TypeInfo const& type, FieldInfo const& field) const {
    switch (type.shape) {
      case Shape::flag: return "boolean";
      case Shape::integer:
      case Shape::number: return "number";
      case Shape::text: return field.words.empty() ? "string" : union_of(field.words);
      case Shape::formula:
      case Shape::date:
      case Shape::duration:
      case Shape::time_of_day:
      case Shape::reference: return "string";
      case Shape::choice: {
        std::vector<std::string> names;
        for (auto const& choice : type.choices) names.push_back(choice.name);
        return union_of(names);
      }
      case Shape::list: {
        auto element = name(*type.element, field);
        auto list = element.find(" | ") == std::string::npos ? element + "[]" : "(" + element + ")[]";
        return field.one_or_many ? element + " | " + list : list;
      }
      case Shape::map: return fmt::format("Record<string, {}>", name(*type.element, field));
      case Shape::object: return group_name(type.object(), field);
      case Shape::anything: break;
    }
    return "unknown";
  }

  std::string group_name(ObjectInfo const& info, FieldInfo const&) const {
    auto at = std::find_if(groups.begin(), groups.end(), [&](auto const& group) { return group.info == &info; });
    auto text = prefix + at->name;
    for (auto const& field : info.fields)
      if (field.stands_for_group) text += " | " + name(field.type, field);
    return text;
  }

  std::string interface(std::string const& interface_name, ObjectInfo const& info) const {
    auto text = fmt::format("export interface {} {{\n", interface_name);
    for (auto const& field : info.fields) {
      auto doc = field.doc;
      for (std::size_t at; (at = doc.find("*/")) != std::string::npos;) doc.replace(at, 2, "* /");
      text += fmt::format("  /** {} */\n  {}{}: {};\n", doc, field.key, field.required ? "" : "?", name(field.type, field));
    }
    return text + "}\n";
  }
};

}  // namespace

std::string typescript(DeclarationInfo const& kind) {
  TypeWriter writer{kind.name, nested_groups(kind)};
  auto text =
      fmt::format("/** {} */\nexport interface {} {{\n  apiVersion: \"{}\";\n  kind: \"{}\";\n  metadata: Metadata;\n  spec: {}Spec;\n}}\n",
                  kind.doc, kind.name, api_version, kind.name, kind.name);
  text += writer.interface(kind.name + "Spec", kind);
  for (auto const& group : writer.groups) text += writer.interface(kind.name + group.name, *group.info);
  return text;
}

std::string typescript(Catalogue const& catalogue) {
  std::string text = "// Generated from the declarations of the model's kinds.\n";
  text += TypeWriter{}.interface("Metadata", header_info());
  std::string names;
  for (auto const* kind : catalogue.kinds()) {
    text += "\n" + typescript(*kind);
    names += (names.empty() ? "" : " | ") + kind->name;
  }
  return text + fmt::format("\nexport type AnyDocument = {};\n", names.empty() ? "never" : names);
}

}  // namespace drivetrain::notation
