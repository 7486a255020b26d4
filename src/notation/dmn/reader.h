// What the parts of the DMN reader share (see dmn.h). Internal to notation/dmn.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "notation/dmn/dmn.h"

namespace drivetrain::notation {

class DmnReader {
 public:
  DmnReader(std::shared_ptr<XmlDocument const> document, Diagnostics& diagnostics);
  void read(DmnDefinitions& into);

 private:
  // read_elements.cpp
  void top_level(XmlNode const& node);
  DmnElement element(XmlNode const& node, DmnKind kind);
  void requirement(XmlNode const& node, DmnElement& into);
  DmnItem item(XmlNode const& node, std::size_t depth);
  DmnBusinessElement business_element(XmlNode const& node, DmnBusinessElement::Kind kind);
  DmnImport import(XmlNode const& node);
  // read_boxed.cpp
  DmnExpressionPtr boxed(XmlNode const& node);
  /// The one expression among the children; null pointer when there is none.
  DmnExpressionPtr boxed_child(XmlNode const& parent);
  DmnExpressionPtr boxed_child(XmlNode const& parent, std::string_view wrapper);
  void context_entries(XmlNode const& node, DmnExpression& into);
  void relation(XmlNode const& node, DmnExpression& into);
  void invocation(XmlNode const& node, DmnExpression& into);
  void function(XmlNode const& node, DmnExpression& into);
  // read_table.cpp
  std::unique_ptr<DmnTable const> table(XmlNode const& node);
  DmnInputClause input_clause(XmlNode const& node);
  DmnOutputClause output_clause(XmlNode const& node);
  DmnRule rule(XmlNode const& node);
  // shared (reader.cpp)
  bool is_model(XmlNode const& node, std::string_view name) const { return node.kind == XmlKind::element && node.name == name && node.space == root_.space; }
  template <class Visit>
  void each_child(XmlNode const& node, Visit visit) const {
    for (auto const& child : node.children)
      if (child.kind == XmlKind::element && child.space == root_.space) visit(child);
  }
  Formula formula(XmlNode const& node) const;                            ///< of the <text> inside
  Formula formula_child(XmlNode const& parent, std::string_view name) const;
  Text type_reference(XmlNode const& node) const;                       ///< attribute typeRef
  Text type_of(std::string_view written, Span span) const;
  DmnVariable variable(XmlNode const& node) const;
  DmnReference reference(XmlNode const& node) const;                    ///< attribute href
  std::string description(XmlNode const& node) const;
  void finding(std::string_view code, Span span, std::string message, std::string help = {});
  void unknown(XmlNode const& node, XmlNode const& parent);

  std::shared_ptr<XmlDocument const> document_;
  XmlNode const& root_;
  Diagnostics& diagnostics_;
  DmnDefinitions* into_ = nullptr;
};

/// Text of an element without the blanks around it, with its place.
Text text_of(XmlNode const& node);
std::string_view dmn_label(XmlNode const& node);

}  // namespace drivetrain::notation
