// Reading DMN: a view on the XML tree (see dmn.h). This file holds what all parts share, and the way in.
#include "notation/dmn/reader.h"

#include <algorithm>

#include "base/diagnostic_codes.h"
#include "base/text.h"

namespace drivetrain::notation {

Text text_of(XmlNode const& node) {
  auto text = node.own_text();
  auto at = std::find_if(node.children.begin(), node.children.end(), [](auto const& each) { return each.kind == XmlKind::text; });
  if (at == node.children.end()) return {{}, node.span};
  Text result{std::string(trim(text)), at->span};
  for (char c : at->text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') break;
    auto& begin = result.span.begin;
    ++begin.offset;
    if (c == '\n') ++begin.line, begin.column = 1;
    else ++begin.column;
  }
  // Blanks at the end are none of it either.
  std::size_t trailing = 0;
  for (auto at_end = text.rbegin(); at_end != text.rend() && (*at_end == ' ' || *at_end == '\t' || *at_end == '\n' || *at_end == '\r'); ++at_end) ++trailing;
  if (!result.value.empty()) result.span.end.offset -= static_cast<std::uint32_t>(trailing);
  return result;
}

std::string_view dmn_label(XmlNode const& node) { return node.value("label"); }

DmnReader::DmnReader(std::shared_ptr<XmlDocument const> document, Diagnostics& diagnostics)
    : document_(std::move(document)), root_(document_->root), diagnostics_(diagnostics) {}

void DmnReader::finding(std::string_view code, Span span, std::string message, std::string help) {
  diagnostics_.add(drivetrain::finding(code, std::move(span), std::move(message), std::move(help)));
}

void DmnReader::unknown(XmlNode const& node, XmlNode const& parent) {
  finding("DT-R053", node.span, "DMN has no element " + node.name + " in " + parent.name, "it is kept in the file, but does nothing; vendors' elements belong into extensionElements");
}

Formula DmnReader::formula(XmlNode const& node) const {
  if (auto text = node.child(root_.space, "text")) {
    auto found = text_of(*text);
    return {std::move(found.value), std::move(found.span)};
  }
  return {{}, node.span};
}

Formula DmnReader::formula_child(XmlNode const& parent, std::string_view name) const {
  auto child = parent.child(root_.space, name);
  return child ? formula(*child) : Formula{};
}

// DMN 1.1 writes types as QNames (feel:number, ns:tOrder); later versions as names with the import's name before the point.
Text DmnReader::type_of(std::string_view written, Span span) const {
  auto name = normal_name(written);
  auto colon = name.find(':');
  if (colon == std::string::npos) return {std::move(name), std::move(span)};
  auto prefix = name.substr(0, colon);
  std::string_view uri;
  for (auto const& attribute : root_.attributes)
    if (attribute.prefix == "xmlns" && attribute.name == prefix) uri = attribute.value;
  auto local = name.substr(colon + 1);
  if (uri.empty() ? prefix == "feel" : dmn::is_feel(uri) || uri == root_.value("namespace")) return {std::move(local), std::move(span)};
  for (auto const& import : into_->imports)
    if (import.space == uri && !uri.empty()) return {import.name.empty() ? local : import.name + "." + local, std::move(span)};
  return {std::move(name), std::move(span)};
}

Text DmnReader::type_reference(XmlNode const& node) const {
  auto attribute = node.attribute("typeRef");
  return attribute ? type_of(attribute->value, attribute->span) : Text{};
}

DmnVariable DmnReader::variable(XmlNode const& node) const {
  return {std::string(node.value("id")), normal_name(node.value("name")), type_reference(node), description(node), node.span, &node};
}

DmnReference DmnReader::reference(XmlNode const& node) const {
  auto attribute = node.attribute("href");
  if (!attribute) return {{}, {}, node.span};
  auto hash = attribute->value.rfind('#');
  if (hash == std::string::npos) return {{}, attribute->value, attribute->span};
  return {attribute->value.substr(0, hash), attribute->value.substr(hash + 1), attribute->span};
}

std::string DmnReader::description(XmlNode const& node) const {
  auto child = node.child(root_.space, "description");
  return child ? text_of(*child).value : std::string();
}

void DmnReader::read(DmnDefinitions& into) {
  into_ = &into;
  into.xml = document_;
  into.version = dmn::version_of(root_.space);
  if (into.version == "1.7" && !root_.value("dmnVersion").empty()) into.version = root_.value("dmnVersion");
  into.id = root_.value("id"), into.name = root_.value("name"), into.space = root_.value("namespace");
  into.expression_language = root_.value("expressionLanguage"), into.type_language = root_.value("typeLanguage");
  into.exporter = root_.value("exporter"), into.exporter_version = root_.value("exporterVersion");
  if (dmn::is_b_feel(into.expression_language))
    finding("DT-R054", root_.attribute("expressionLanguage")->span, "the model is written in B-FEEL, which cannot be evaluated here", "write it in FEEL: where a value may be null, ask for it");
  // Imports first: types may name them.
  each_child(root_, [&](XmlNode const& child) {
    if (child.name == "import") into.imports.push_back(import(child));
  });
  each_child(root_, [&](XmlNode const& child) { top_level(child); });
}

std::unique_ptr<DmnDefinitions> read_dmn(SourceText const& source, Diagnostics& diagnostics) {
  std::shared_ptr<XmlDocument const> document = read_xml(source, diagnostics);
  if (!document) return nullptr;
  auto const& root = document->root;
  if (root.name != "definitions" || dmn::version_of(root.space).empty()) {
    diagnostics.add(finding("DT-R050", root.span, "this is no DMN: its root is " + root.name + " in the namespace \"" + root.space + "\"",
                            "DMN begins with <definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" …>"));
    return nullptr;
  }
  auto definitions = std::make_unique<DmnDefinitions>();
  definitions->file = source.path();
  DmnReader(std::move(document), diagnostics).read(*definitions);
  return definitions;
}

}  // namespace drivetrain::notation
