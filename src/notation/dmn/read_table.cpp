// Decision tables as written (DMN 1.5 chapter 8).
#include "base/text.h"
#include "notation/dmn/reader.h"

namespace drivetrain::notation {

namespace {

/// "RULE ORDER", "Rule order", and DMN 1.1's "RULE_ORDER" are one.
std::string spelled(std::string_view text) {
  auto name = lower_ascii(normal_name(text));
  for (auto& c : name)
    if (c == '_') c = ' ';
  return name;
}

}  // namespace

std::unique_ptr<DmnTable const> DmnReader::table(XmlNode const& node) {
  auto result = std::make_unique<DmnTable>();
  result->output_label = node.value("outputLabel");
  if (auto attribute = node.attribute("hitPolicy")) {
    bool known = false;
    for (auto policy : {DmnHitPolicy::unique, DmnHitPolicy::first, DmnHitPolicy::priority, DmnHitPolicy::any, DmnHitPolicy::collect, DmnHitPolicy::rule_order, DmnHitPolicy::output_order})
      if (spelled(attribute->value) == lower_ascii(to_string(policy))) result->hit_policy = policy, known = true;
    if (!known) finding("DT-R052", attribute->span, "\"" + attribute->value + "\" is no hit policy", "UNIQUE, ANY, PRIORITY, FIRST, COLLECT, RULE ORDER or OUTPUT ORDER");
  }
  if (auto attribute = node.attribute("aggregation")) {
    bool known = false;
    for (auto aggregation : {DmnAggregation::sum, DmnAggregation::count, DmnAggregation::min, DmnAggregation::max})
      if (spelled(attribute->value) == lower_ascii(to_string(aggregation))) result->aggregation = aggregation, known = true;
    if (!known) finding("DT-R052", attribute->span, "\"" + attribute->value + "\" is no aggregation", "SUM, COUNT, MIN or MAX");
  }
  each_child(node, [&](XmlNode const& child) {
    if (child.name == "input") result->inputs.push_back(input_clause(child));
    else if (child.name == "output") result->outputs.push_back(output_clause(child));
    else if (child.name == "annotation") result->annotations.push_back(std::string(child.value("name")));
    else if (child.name == "rule") result->rules.push_back(rule(child));
  });
  if (result->outputs.empty()) finding("DT-R052", node.span, "the decision table has no output", "add an output column");
  for (auto const& each : result->rules)
    if (each.inputs.size() != result->inputs.size() || each.outputs.size() != result->outputs.size())
      finding("DT-R052", each.span,
              "the rule has " + std::to_string(each.inputs.size()) + " input and " + std::to_string(each.outputs.size()) + " output cells, the table " +
                  std::to_string(result->inputs.size()) + " and " + std::to_string(result->outputs.size()) + " columns",
              "give every column one cell; - in an input cell matches all");
  return result;
}

DmnInputClause DmnReader::input_clause(XmlNode const& node) {
  DmnInputClause result;
  result.id = node.value("id"), result.label = dmn_label(node), result.span = node.span, result.xml = &node;
  if (auto expression = node.child(root_.space, "inputExpression")) {
    result.expression = formula(*expression);
    result.type = type_reference(*expression);
  }
  if (result.expression.empty()) finding("DT-R052", node.span, "an input column has no expression", "<inputExpression><text>…</text></inputExpression>");
  result.values = formula_child(node, "inputValues");
  return result;
}

DmnOutputClause DmnReader::output_clause(XmlNode const& node) {
  DmnOutputClause result;
  result.id = node.value("id"), result.label = dmn_label(node), result.name = normal_name(node.value("name"));
  result.type = type_reference(node), result.span = node.span, result.xml = &node;
  result.values = formula_child(node, "outputValues");
  // A literal until DMN 1.6, any expression since the drafts of 1.7.
  if (auto entry = node.child(root_.space, "defaultOutputEntry")) {
    result.default_entry = boxed_child(*entry);
    if (!result.default_entry) {
      auto literal = std::make_unique<DmnExpression>();
      literal->text = formula(*entry), literal->span = entry->span, literal->xml = entry;
      result.default_entry = std::move(literal);
    }
  }
  return result;
}

DmnRule DmnReader::rule(XmlNode const& node) {
  DmnRule result;
  result.id = node.value("id"), result.description = description(node), result.span = node.span, result.xml = &node;
  each_child(node, [&](XmlNode const& child) {
    if (child.name == "inputEntry") result.inputs.push_back({std::string(child.value("id")), formula(child), &child});
    else if (child.name == "outputEntry") result.outputs.push_back({std::string(child.value("id")), formula(child), &child});
    else if (child.name == "annotationEntry") result.annotations.push_back(formula(child).text);
  });
  return result;
}

}  // namespace drivetrain::notation
