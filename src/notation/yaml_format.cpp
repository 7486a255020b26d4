// Formatting (see yaml_format.h): apart (yaml_pieces), laid out anew (yaml_layout), and proven, so that a wrong guess about layout
// can never reach a file.
#include "notation/yaml_format.h"

#include <fmt/format.h>

#include <algorithm>

#include "notation/yaml_layout.h"

namespace drivetrain::notation {

namespace {

std::vector<YamlEntry const*> by_key(YamlNode const& node) {
  std::vector<YamlEntry const*> entries;
  for (auto const& entry : node.entries) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(), [](auto const* a, auto const* b) { return a->key < b->key; });
  return entries;
}

/// The same values, in whatever order the keys stand.
bool same_values(YamlNode const& a, YamlNode const& b) {
  if (a.kind != b.kind || a.items.size() != b.items.size() || a.entries.size() != b.entries.size()) return false;
  if (a.kind == YamlKind::scalar && a.text != b.text) return false;
  // A plain text may have got quotes because it moved into braces; anything that could be a number or a flag may not.
  if (a.kind == YamlKind::scalar && a.quoted != b.quoted && (a.quoted || a.text.find_first_of(",[]{}") == std::string::npos)) return false;
  if (!std::equal(a.items.begin(), a.items.end(), b.items.begin(), same_values)) return false;
  auto left = by_key(a), right = by_key(b);
  return std::equal(left.begin(), left.end(), right.begin(),
                    [](auto const* x, auto const* y) { return x->key == y->key && same_values(x->value, y->value); });
}

std::vector<YamlNode const*> with_content(std::vector<YamlNode> const& documents) {
  std::vector<YamlNode const*> full;
  for (auto const& document : documents)
    if (document.kind != YamlKind::null) full.push_back(&document);
  return full;
}

std::vector<std::string> comment_texts(YamlMargins const& margins) {
  std::vector<std::string> texts;
  for (auto const& comment : margins.comments) texts.push_back(comment.text);
  std::sort(texts.begin(), texts.end());
  return texts;
}

bool proven(std::vector<YamlNode> const& documents, YamlMargins const& margins, SourceText const& result) {
  Diagnostics findings;
  auto read = read_yaml(result, findings);
  auto before = with_content(documents), after = with_content(read);
  return findings.empty() && std::equal(before.begin(), before.end(), after.begin(), after.end(),
                                        [](auto const* a, auto const* b) { return same_values(*a, *b); }) &&
         comment_texts(margins) == comment_texts(margins_of(result, read));
}

ObjectInfo const* kind_of(YamlNode const& document, Catalogue const& catalogue) {
  auto kind = document.find("kind");
  return kind ? catalogue.find(kind->text) : nullptr;
}

std::string place(Span const& span) { return fmt::format("{}:{}:{}", span.file, span.begin.line, span.begin.column); }

}  // namespace

Result<std::string> format_yaml(SourceText const& written, Catalogue const& catalogue) {
  auto text = std::string(written.text());
  if (!text.empty() && text.back() != '\n') text += '\n';  // the end of a | text would differ without
  SourceText source(written.path(), std::move(text));
  Diagnostics findings;
  auto documents = read_yaml(source, findings);
  if (!findings.empty()) {
    auto const& first = findings.all()[0];
    return Error{first.code, fmt::format("{}: {}", place(first.span), first.message), first.help};
  }
  auto margins = margins_of(source, documents);
  if (!margins.directives.empty())
    return Error{"", fmt::format("{} begins with a % directive, which a model file does not need", place(source.span(margins.directives[0], margins.directives[0]))),
                 "delete that line"};
  std::vector<ObjectInfo const*> kinds;
  for (auto const* document : with_content(documents)) kinds.push_back(kind_of(*document, catalogue));
  SourceText result(written.path(), layout(source, pieces_of(source, documents, margins), kinds));
  if (proven(documents, margins, result)) return std::string(result.text());
  return Error{"", fmt::format("{} is laid out in a way that cannot be formatted without changing what it says", written.path()),
               "it stays as it is; please report it with the file"};
}

}  // namespace drivetrain::notation
