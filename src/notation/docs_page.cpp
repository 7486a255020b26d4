// Reference page of a kind, in Markdown (see generate.h).
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "notation/generate.h"

namespace drivetrain::notation {

namespace {

std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) text.insert(at, "\\");
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

std::string name_of_type(TypeInfo const& type, FieldInfo const& field, std::vector<NestedGroup> const& groups) {
  switch (type.shape) {
    case Shape::list: return (field.one_or_many ? "one or a list of: " : "list of: ") + name_of_type(*type.element, field, groups);
    case Shape::map: return "names, each with " + name_of_type(*type.element, field, groups);
    case Shape::object: {
      auto at = std::find_if(groups.begin(), groups.end(), [&](auto const& group) { return group.info == &type.object(); });
      return fmt::format("[{}](#{})", at->name, lower_ascii(at->name));
    }
    case Shape::reference: {
      auto text = "id of a " + type.target_kind;
      return field.words.empty() ? text : text + " or " + join(field.words, ", ");
    }
    case Shape::text: return field.words.empty() ? "text" : "one of " + join(field.words, ", ");
    default: return expected(type);
  }
}

std::string meaning(FieldInfo const& field) {
  auto text = field.doc;
  if (field.minimum && field.maximum)
    text += fmt::format(" Between {} and {}.", field.minimum->to_string(), field.maximum->to_string());
  else if (field.minimum)
    text += fmt::format(" At least {}.", field.minimum->to_string());
  auto const* type = &field.type;
  while (type->element) type = type->element.get();
  for (auto const& choice : type->choices)
    if (!choice.doc.empty()) text += fmt::format(" *{}*: {}.", choice.name, choice.doc);
  if (!field.fallback.empty()) text += fmt::format(" When absent: {}.", field.fallback);
  return text;
}

std::string table(ObjectInfo const& info, std::vector<NestedGroup> const& groups) {
  std::string text = "| Field | Value | Meaning |\n|---|---|---|\n";
  for (auto const& field : info.fields)
    text += fmt::format("| `{}`{} | {} | {} |\n", field.key, field.required ? " (required)" : "",
                        cell(name_of_type(field.type, field, groups)), cell(meaning(field)));
  for (auto const& field : info.fields)
    if (field.stands_for_group) text += fmt::format("\nA plain value in place of the group is its `{}`.\n", field.key);
  for (auto const& set : info.exactly_one_of) text += fmt::format("\nExactly one of {} must be there.\n", join(set, ", "));
  for (auto const& set : info.at_least_one_of) text += fmt::format("\nAt least one of {} must be there.\n", join(set, ", "));
  return text;
}

/// The fields that carry an example, as a document.
std::string example(ObjectInfo const& kind) {
  std::string lines;
  for (auto const& field : kind.fields)
    if (!field.example.empty()) lines += fmt::format("  {}: {}\n", field.key, field.example);
  if (lines.empty()) return {};
  return fmt::format("```yaml\napiVersion: {}\nkind: {}\nmetadata: {{id: an-example}}\nspec:\n{}```\n\n", api_version, kind.name, lines);
}

}  // namespace

std::string docs_markdown(DeclarationInfo const& kind) {
  auto groups = nested_groups(kind);
  auto page = fmt::format("# {}\n\n{}\n\n{}## spec\n\n{}", kind.name, kind.doc, example(kind), table(kind, groups));
  for (auto const& group : groups)
    page +=
        fmt::format("\n## {}\n\n{}{}{}", group.name, group.info->doc, group.info->doc.empty() ? "" : "\n\n", table(*group.info, groups));
  page += fmt::format("\n## metadata\n\n{}\n\n{}", header_info().doc, table(header_info(), {}));
  return page;
}

}  // namespace drivetrain::notation
