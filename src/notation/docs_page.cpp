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

/// `anchor` stands before the group's name in its heading.
std::string name_of_type(TypeInfo const& type, FieldInfo const& field, std::vector<NestedGroup> const& groups, std::string const& anchor) {
  switch (type.shape) {
    case Shape::list: return (field.one_or_many ? "one or a list of: " : "list of: ") + name_of_type(*type.element, field, groups, anchor);
    case Shape::map: return "names, each with " + name_of_type(*type.element, field, groups, anchor);
    case Shape::object: {
      auto at = std::find_if(groups.begin(), groups.end(), [&](auto const& group) { return group.info == &type.object(); });
      auto target = lower_ascii(anchor + at->name);
      std::replace(target.begin(), target.end(), ' ', '-');
      return fmt::format("[{}](#{})", at->name, target);
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

std::string table(ObjectInfo const& info, std::vector<NestedGroup> const& groups, std::string const& anchor) {
  std::string text = "| Field | Value | Meaning |\n|---|---|---|\n";
  for (auto const& field : info.fields)
    text += fmt::format("| `{}`{} | {} | {} |\n", field.key, field.required ? " (required)" : "",
                        cell(name_of_type(field.type, field, groups, anchor)), cell(meaning(field)));
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

/// A kind with its groups; `depth` is the heading's level.
std::string sections(DeclarationInfo const& kind, std::size_t depth, std::string const& anchor) {
  auto groups = nested_groups(kind);
  std::string const heading(depth, '#');
  auto text = fmt::format("{} {}\n\n{}\n\n{}", heading, kind.name, kind.doc, example(kind));
  text += anchor.empty() ? fmt::format("{}# spec\n\n{}", heading, table(kind, groups, anchor)) : table(kind, groups, anchor);
  for (auto const& group : groups)
    text += fmt::format("\n{}# {}{}\n\n{}{}{}", heading, anchor, group.name, group.info->doc, group.info->doc.empty() ? "" : "\n\n",
                        table(*group.info, groups, anchor));
  return text;
}

}  // namespace

std::string docs_markdown(DeclarationInfo const& kind) {
  return sections(kind, 1, "") + fmt::format("\n## metadata\n\n{}\n\n{}", header_info().doc, table(header_info(), {}, ""));
}

std::string docs_markdown(Catalogue const& catalogue) {
  std::string page =
      "# Kinds of the model\n\n<!-- Written by `drivetrain schema --form markdown` from the declarations; a test fails when it is stale. -->\n\n"
      "A model is a folder of YAML files; a file holds one or more documents, and each document declares one entity of one of these kinds:\n"
      "`apiVersion`, `kind`, `metadata`, `spec`. What a field names by its id must exist in the model.\n\n";
  for (auto const* kind : catalogue.kinds()) page += fmt::format("- [{}](#{}): {}\n", kind->name, lower_ascii(kind->name), kind->doc);
  page += fmt::format("\n## metadata\n\n{}\n\n{}", header_info().doc, table(header_info(), {}, ""));
  for (auto const* kind : catalogue.kinds()) page += "\n" + sections(*kind, 2, kind->name + " ");
  return page;
}

}  // namespace drivetrain::notation
