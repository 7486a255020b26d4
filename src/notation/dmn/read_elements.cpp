// The requirements graph as written: decisions, knowledge, services, inputs, their business context; item definitions; imports.
#include <set>

#include "base/text.h"
#include "notation/dmn/reader.h"

namespace drivetrain::notation {

void DmnReader::top_level(XmlNode const& node) {
  static std::set<std::string_view> const silent{"description", "extensionElements", "import", "textAnnotation", "association", "group", "elementCollection"};
  if (node.name == "itemDefinition") into_->items.push_back(item(node, 0));
  else if (node.name == "decision") into_->elements.push_back(element(node, DmnKind::decision));
  else if (node.name == "businessKnowledgeModel") into_->elements.push_back(element(node, DmnKind::business_knowledge));
  else if (node.name == "decisionService") into_->elements.push_back(element(node, DmnKind::decision_service));
  else if (node.name == "inputData") into_->elements.push_back(element(node, DmnKind::input_data));
  else if (node.name == "knowledgeSource") into_->elements.push_back(element(node, DmnKind::knowledge_source));
  else if (node.name == "performanceIndicator") into_->business.push_back(business_element(node, DmnBusinessElement::Kind::indicator));
  else if (node.name == "organizationUnit") into_->business.push_back(business_element(node, DmnBusinessElement::Kind::unit));
  else if (!silent.contains(node.name)) unknown(node, root_);
}

DmnImport DmnReader::import(XmlNode const& node) {
  return {std::string(node.value("id")), normal_name(node.value("name")), std::string(node.value("namespace")), std::string(node.value("locationURI")),
          std::string(node.value("importType")), node.span, &node};
}

void DmnReader::requirement(XmlNode const& node, DmnElement& into) {
  bool any = false;
  each_child(node, [&](XmlNode const& child) {
    auto target = child.name == "requiredInput" ? &into.required_inputs : child.name == "requiredDecision" ? &into.required_decisions
                  : child.name == "requiredKnowledge" ? &into.required_knowledge : child.name == "requiredAuthority" ? &into.required_authorities : nullptr;
    if (!target) return;
    any = true;
    auto found = reference(child);
    if (found.empty()) finding("DT-R052", child.span, child.name + " of \"" + into.name + "\" names no element", "href=\"#id\"");
    else target->push_back(std::move(found));
  });
  if (!any) finding("DT-R052", node.span, node.name + " of \"" + into.name + "\" requires nothing", "name what is required, or delete the line");
}

DmnElement DmnReader::element(XmlNode const& node, DmnKind kind) {
  DmnElement result;
  result.kind = kind;
  result.id = node.value("id"), result.name = normal_name(node.value("name")), result.label = dmn_label(node);
  result.description = description(node), result.span = node.span, result.xml = &node;
  if (result.name.empty()) finding("DT-R052", node.span, "a " + std::string(to_string(kind)) + " has no name", "name=\"…\"");
  each_child(node, [&](XmlNode const& child) {
    auto refer = [&](std::vector<DmnReference>& list) { list.push_back(reference(child)); };
    if (child.name == "variable") result.variable = variable(child);
    else if (child.name == "informationRequirement" || child.name == "knowledgeRequirement" || child.name == "authorityRequirement") requirement(child, result);
    else if (child.name == "encapsulatedLogic") result.logic = boxed(child);
    else if (child.name == "outputDecision") refer(result.output_decisions);
    else if (child.name == "encapsulatedDecision") refer(result.encapsulated_decisions);
    else if (child.name == "inputDecision") refer(result.input_decisions);
    else if (child.name == "inputData") refer(result.input_data);
    else if (child.name == "question") result.question = text_of(child).value;
    else if (child.name == "allowedAnswers") result.allowed_answers = text_of(child).value;
    else if (child.name == "decisionMaker") refer(result.decision_makers);
    else if (child.name == "decisionOwner") refer(result.decision_owners);
    else if (child.name == "supportedObjective") refer(result.supported_objectives);
    else if (child.name == "impactedPerformanceIndicator") refer(result.impacted_indicators);
    else if (child.name == "usingProcess") refer(result.using_processes);
    else if (child.name == "usingTask") refer(result.using_tasks);
    else if (auto logic = kind == DmnKind::decision ? boxed(child) : nullptr) {
      if (result.logic) finding("DT-R052", child.span, "the decision \"" + result.name + "\" has two expressions", "put them into a context");
      result.logic = std::move(logic);
    }
  });
  if (result.variable.name.empty()) result.variable.name = result.name;
  if (!result.variable.span.known()) result.variable.span = result.span;
  return result;
}

DmnItem DmnReader::item(XmlNode const& node, std::size_t depth) {
  DmnItem result;
  result.id = node.value("id"), result.name = normal_name(node.value("name")), result.label = dmn_label(node);
  result.is_collection = trim(node.value("isCollection")) == "true" || trim(node.value("isCollection")) == "1";
  result.span = node.span, result.xml = &node;
  if (auto language = node.attribute("typeLanguage")) result.language = {language->value, language->span};
  each_child(node, [&](XmlNode const& child) {
    if (child.name == "typeRef" || child.name == "type") {
      auto text = text_of(child);
      result.type = type_of(text.value, text.span);
    } else if (child.name == "allowedValues") {
      result.allowed_values = formula(child);
    } else if (child.name == "typeConstraint") {
      result.type_constraint = formula(child);
    } else if (child.name == "itemComponent") {
      result.components.push_back(item(child, depth + 1));
    } else if (child.name == "functionItem") {
      result.is_function = true;
      if (auto output = child.attribute("outputTypeRef")) result.function_result = type_of(output->value, output->span);
      each_child(child, [&](XmlNode const& parameter) {
        if (parameter.name == "parameters") result.function_parameters.push_back(variable(parameter));
      });
    }
  });
  if (result.name.empty()) finding("DT-R052", node.span, "an item definition has no name", "name=\"…\"");
  return result;
}

DmnBusinessElement DmnReader::business_element(XmlNode const& node, DmnBusinessElement::Kind kind) {
  DmnBusinessElement result;
  result.kind = kind;
  result.id = node.value("id"), result.name = normal_name(node.value("name")), result.uri = node.value("URI"), result.span = node.span, result.xml = &node;
  each_child(node, [&](XmlNode const& child) {
    if (child.name == "decisionMade") result.decisions_made.push_back(reference(child));
    else if (child.name == "decisionOwned") result.decisions_owned.push_back(reference(child));
    else if (child.name == "impactingDecision") result.impacting_decisions.push_back(reference(child));
  });
  return result;
}

}  // namespace drivetrain::notation
