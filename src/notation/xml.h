// XML as a tree that keeps everything: names with their namespaces, attributes in order, text, comments and processing
// instructions, each with its place. BPMN (and DMN later) are views on such a tree, so that what we do not interpret is
// written back as it came. Read by pugixml; what pugixml lets pass (undeclared prefixes, double attributes, unknown entities,
// DOCTYPE) is refused by us. Source: XML 1.0 (5th ed.), Namespaces in XML 1.0.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"

namespace drivetrain::notation {

struct XmlAttribute {
  std::string prefix, name;  ///< xmlns declarations are attributes too: prefix "xmlns", or name "xmlns"
  std::string space;         ///< namespace URI; empty for attributes without prefix
  std::string value;
  Span span;  ///< of the value, without its quotes
};

enum class XmlKind { element, text, comment, instruction };

struct XmlNode {
  XmlKind kind = XmlKind::element;
  std::string prefix, name;  ///< of an element; name alone of an instruction
  std::string space;         ///< namespace URI of an element
  std::string text;          ///< of text, comment, instruction
  bool cdata = false;        ///< of text: written as a CDATA section
  std::vector<XmlAttribute> attributes;
  std::vector<XmlNode> children;  ///< in order; blanks between elements are not kept unless the element holds text too
  Span span;                      ///< of an element: from < to the end of its name, or of its id when that is on the same line

  bool is(std::string_view wanted_space, std::string_view wanted_name) const { return name == wanted_name && space == wanted_space; }
  /// Null pointer when there is none. Without a namespace: attributes without prefix.
  XmlAttribute const* attribute(std::string_view wanted_name, std::string_view wanted_space = {}) const;
  /// Empty when there is none.
  std::string_view value(std::string_view wanted_name, std::string_view wanted_space = {}) const;
  /// First child element of that name; null pointer when there is none.
  XmlNode const* child(std::string_view wanted_space, std::string_view wanted_name) const;
  /// All text directly inside, joined.
  std::string own_text() const;
};

struct XmlDocument {
  std::vector<XmlNode> before, after;  ///< comments and instructions outside the root
  XmlNode root;
};

/// Null pointer when the file is not well-formed or not allowed: DT-R030 (not well-formed), DT-R031 (DOCTYPE, entities), DT-R013 (too
/// large or deep), DT-R014 (not UTF-8).
std::unique_ptr<XmlDocument> read_xml(SourceText const& source, Diagnostics& diagnostics);
/// UTF-8 with declaration; elements on lines of their own, indented by two blanks, unless their parent holds text.
std::string write_xml(XmlDocument const& document);
/// Everything but places and the spelling of text as CDATA.
bool same_content(XmlNode const& a, XmlNode const& b);
bool same_content(XmlDocument const& a, XmlDocument const& b);

// For edits: change a copy of the tree, write it, read it again.

/// The element whose attribute `id` is that; null pointer when there is none.
XmlNode* find_by_id(XmlNode& root, std::string_view id);
/// Changes or adds an attribute. `prefix` must be declared where the element stands; `space` is its URI.
void set_attribute(XmlNode& element, std::string_view prefix, std::string_view space, std::string_view name, std::string_view value);

}  // namespace drivetrain::notation
