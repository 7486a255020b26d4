// Boxed expressions as written (DMN 1.5 §10.2).
#include <algorithm>

#include "base/text.h"
#include "notation/dmn/reader.h"

namespace drivetrain::notation {

namespace {

std::optional<DmnBoxed> boxed_kind(std::string_view name) {
  struct Named {
    std::string_view name;
    DmnBoxed kind;
  };
  static constexpr Named names[] = {{"literalExpression", DmnBoxed::literal}, {"decisionTable", DmnBoxed::table}, {"context", DmnBoxed::context},
                                    {"relation", DmnBoxed::relation}, {"list", DmnBoxed::list}, {"invocation", DmnBoxed::invocation},
                                    {"functionDefinition", DmnBoxed::function}, {"encapsulatedLogic", DmnBoxed::function}, {"conditional", DmnBoxed::conditional},
                                    {"filter", DmnBoxed::filter}, {"for", DmnBoxed::for_each}, {"some", DmnBoxed::some}, {"every", DmnBoxed::every}};
  for (auto const& each : names)
    if (each.name == name) return each.kind;
  return std::nullopt;
}

}  // namespace

DmnExpressionPtr DmnReader::boxed_child(XmlNode const& parent) {
  for (auto const& child : parent.children)
    if (child.kind == XmlKind::element && child.space == root_.space)
      if (auto expression = boxed(child)) return expression;
  return nullptr;
}

DmnExpressionPtr DmnReader::boxed_child(XmlNode const& parent, std::string_view wrapper) {
  auto child = parent.child(root_.space, wrapper);
  auto expression = child ? boxed_child(*child) : nullptr;
  if (!expression) finding("DT-R052", child ? child->span : parent.span, parent.name + " has nothing in " + std::string(wrapper), "put an expression into <" + std::string(wrapper) + ">");
  return expression;
}

DmnExpressionPtr DmnReader::boxed(XmlNode const& node) {
  auto kind = boxed_kind(node.name);
  if (!kind) return nullptr;
  auto result = std::make_unique<DmnExpression>();
  result->kind = *kind;
  result->id = node.value("id"), result->label = dmn_label(node), result->description = description(node);
  result->type = type_reference(node), result->span = node.span, result->xml = &node;
  auto add = [&](DmnExpressionPtr part) { result->parts.push_back(std::move(part)); };
  switch (*kind) {
    case DmnBoxed::literal:
      result->text = formula(node);
      if (auto language = node.attribute("expressionLanguage")) {
        result->language = {language->value, language->span};
        if (!language->value.empty() && !dmn::is_feel(language->value))
          finding("DT-R054", language->span, "the expression language \"" + language->value + "\" cannot be evaluated here", "write the expression in FEEL");
      }
      if (node.child(root_.space, "importedValues"))
        finding("DT-R054", node.span, "imported values are not read", "write the values down, or import a DMN model");
      break;
    case DmnBoxed::table: result->table = table(node); break;
    case DmnBoxed::context: context_entries(node, *result); break;
    case DmnBoxed::relation: relation(node, *result); break;
    case DmnBoxed::list:
      each_child(node, [&](XmlNode const& child) {
        if (auto item = boxed(child)) add(std::move(item));
      });
      break;
    case DmnBoxed::invocation: invocation(node, *result); break;
    case DmnBoxed::function: function(node, *result); break;
    case DmnBoxed::conditional:
      for (auto part : {"if", "then", "else"}) add(boxed_child(node, part));
      break;
    case DmnBoxed::filter:
      for (auto part : {"in", "match"}) add(boxed_child(node, part));
      break;
    case DmnBoxed::for_each:
    case DmnBoxed::some:
    case DmnBoxed::every: {
      auto name = node.attribute("iteratorVariable");
      if (name) result->iterator = {normal_name(name->value), name->span};
      else finding("DT-R052", node.span, node.name + " does not name its iterator", "iteratorVariable=\"item\"");
      for (auto part : {"in", *kind == DmnBoxed::for_each ? "return" : "satisfies"}) add(boxed_child(node, part));
      break;
    }
  }
  return result;
}

void DmnReader::context_entries(XmlNode const& node, DmnExpression& into) {
  each_child(node, [&](XmlNode const& child) {
    if (child.name != "contextEntry") return;
    DmnEntry entry;
    entry.span = child.span;
    if (auto named = child.child(root_.space, "variable")) entry.variable = variable(*named), entry.span = named->span;
    entry.value = boxed_child(child);
    into.entries.push_back(std::move(entry));
  });
  for (std::size_t i = 0; i + 1 < into.entries.size(); ++i)
    if (!into.entries[i].variable) finding("DT-R052", into.entries[i].span, "only the last entry of a context may be without a name", "add <variable name=\"…\"/>");
}

void DmnReader::relation(XmlNode const& node, DmnExpression& into) {
  each_child(node, [&](XmlNode const& child) {
    if (child.name == "column") into.variables.push_back(variable(child));
  });
  each_child(node, [&](XmlNode const& child) {
    if (child.name != "row") return;
    std::size_t cells = 0;
    each_child(child, [&](XmlNode const& cell) {
      auto value = boxed(cell);
      if (!value) return;
      if (++cells <= into.variables.size()) into.parts.push_back(std::move(value));
    });
    if (cells != into.variables.size())
      finding("DT-R052", child.span, "the row has " + counted(cells, "cell") + ", the relation " + counted(into.variables.size(), "column"), "give every column one cell");
    for (; cells < into.variables.size(); ++cells) into.parts.push_back(nullptr);
  });
}

void DmnReader::invocation(XmlNode const& node, DmnExpression& into) {
  into.parts.push_back(boxed_child(node));
  if (!into.parts[0]) finding("DT-R052", node.span, "the invocation does not say what it calls", "<literalExpression><text>name of the function</text></literalExpression>");
  each_child(node, [&](XmlNode const& child) {
    if (child.name != "binding") return;
    DmnEntry binding;
    binding.span = child.span;
    if (auto parameter = child.child(root_.space, "parameter")) binding.variable = variable(*parameter), binding.span = parameter->span;
    else finding("DT-R052", child.span, "a binding names no parameter", "<parameter name=\"…\"/>");
    binding.value = boxed_child(child);
    into.entries.push_back(std::move(binding));
  });
}

void DmnReader::function(XmlNode const& node, DmnExpression& into) {
  auto kind = trim(node.value("kind"));
  if (kind == "Java") into.function_kind = DmnFunctionKind::java;
  else if (kind == "PMML") into.function_kind = DmnFunctionKind::pmml;
  else if (kind == "ONNX") into.function_kind = DmnFunctionKind::onnx;
  else if (!kind.empty() && kind != "FEEL")
    finding("DT-R054", node.attribute("kind")->span, "functions of kind " + std::string(kind) + " are unknown", "FEEL, or Java for a function of the native registry");
  if (into.function_kind == DmnFunctionKind::pmml || into.function_kind == DmnFunctionKind::onnx)
    finding("DT-R054", node.attribute("kind")->span, "functions of kind " + std::string(kind) + " cannot be evaluated here",
            "write the function in FEEL, or register it as a native function and give its class and method signature (kind Java)");
  each_child(node, [&](XmlNode const& child) {
    if (child.name == "formalParameter") into.variables.push_back(variable(child));
  });
  into.parts.push_back(boxed_child(node));
}

}  // namespace drivetrain::notation
