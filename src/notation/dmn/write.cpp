// Writing DMN (see write.h). An edit replaces the bytes between a <text> tag and its end; layout blanks around them and a CDATA
// section stay.
#include "notation/dmn/write.h"

#include "base/text.h"
#include "notation/dmn/bytes.h"

namespace drivetrain::notation {

using bytes::Patch;

namespace {

/// Of the </ that ends the content beginning at `at`; the content holds text, CDATA and comments only.
std::size_t end_of_content(std::string_view source, std::size_t at) {
  while ((at = source.find('<', at)) != std::string_view::npos) {
    auto rest = source.substr(at);
    if (rest.starts_with("<![CDATA[")) at = source.find("]]>", at);
    else if (rest.starts_with("<!--")) at = source.find("-->", at);
    else return rest.starts_with("</") ? at : std::string_view::npos;
    if (at == std::string_view::npos) break;
  }
  return std::string_view::npos;
}

Error no_place(XmlNode const& element) {
  return {"DT-X902", "the " + element.name + " on line " + std::to_string(element.span.begin.line) + " has no place for a text", "edit the file itself"};
}

Result<Patch> patch_of(std::string_view source, XmlNode const& element, std::string const& text) {
  auto const* holder = element.child(element.space, "text");
  auto const& at = holder ? *holder : element;
  auto close = bytes::end_of_start_tag(source, at.span.begin.offset);
  if (close == std::string_view::npos || close == 0) return no_place(element);
  bool empty_tag = source[close - 1] == '/';
  if (!holder) {
    auto inside = "<" + bytes::tag(element, "text") + ">" + bytes::escaped(text) + "</" + bytes::tag(element, "text") + ">";
    if (!element.children.empty()) return no_place(element);
    if (!empty_tag) return Patch{close + 1, close + 1, inside};
    return Patch{close - 1, close + 1, ">" + inside + "</" + bytes::tag(element, element.name) + ">"};
  }
  if (empty_tag) return Patch{close - 1, close + 1, ">" + bytes::escaped(text) + "</" + bytes::tag(*holder, "text") + ">"};
  auto begin = close + 1, end = end_of_content(source, begin);
  if (end == std::string_view::npos) return no_place(element);
  auto content = source.substr(begin, end - begin);
  auto first = content.find_first_not_of(" \t\r\n"), last = content.find_last_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Patch{begin, end, bytes::escaped(text)};
  auto kept = content.substr(first, last + 1 - first);
  bool cdata = kept.starts_with("<![CDATA[") && kept.find("]]>") == kept.size() - 3 && text.find("]]>") == std::string::npos;
  return Patch{begin + first, begin + last + 1, cdata ? "<![CDATA[" + text + "]]>" : bytes::escaped(text)};
}

}  // namespace

std::string write_dmn(DmnDefinitions const& definitions) { return write_xml(*definitions.xml); }

Result<std::string> with_texts(SourceText const& source, std::vector<DmnTextEdit> const& edits) {
  std::vector<Patch> patches;
  for (auto const& edit : edits) {
    auto const* holder = edit.element->child(edit.element->space, "text");
    if (holder && trim(holder->own_text()) == trim(edit.text)) continue;  // says so already, however it is escaped
    DT_TRY(auto patch, patch_of(source.text(), *edit.element, std::string(trim(edit.text))));
    patches.push_back(std::move(patch));
  }
  std::string text(source.text());
  if (!bytes::apply(std::move(patches), text)) return Error{"DT-X902", "two edits are about the same cell", "send one for each cell"};
  Diagnostics found;
  if (!read_xml(SourceText(source.path(), text), found)) return Error{"DT-X902", "the file could not be read any more: " + found.all().front().message, "a cell cannot hold these characters"};
  return text;
}

XmlNode const* cell_of(DmnRule const& rule, std::size_t column) {
  if (column < rule.inputs.size()) return rule.inputs[column].xml;
  column -= rule.inputs.size();
  if (column < rule.outputs.size()) return rule.outputs[column].xml;
  column -= rule.outputs.size();
  if (!rule.xml) return nullptr;
  for (auto const& child : rule.xml->children)
    if (child.kind == XmlKind::element && child.space == rule.xml->space && child.name == "annotationEntry" && column-- == 0) return &child;
  return nullptr;
}

}  // namespace drivetrain::notation
