// Decision tables for tests, from few words: columns, rules as cells joined by |.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/table.h"
#include "notation/dmn/dmn.h"

namespace drivetrain::decisions::dmn {

struct TableText {
  std::vector<std::pair<std::string, std::string>> inputs;  ///< name, type
  std::string policy = "UNIQUE";
  std::vector<std::string> rules;                           ///< "< 18 | \"A\" -> \"low\""
  std::string output_type = "string", output_values, default_output;
  std::vector<std::string> input_values;                    ///< by column; may be shorter
};

inline std::string escaped_xml(std::string_view text) {
  std::string made;
  for (char c : text) made += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return made;
}

/// <decision>, with an information requirement for each input.
inline std::string decision_xml(std::string const& name, TableText const& table, std::vector<std::string> const& from_decisions = {}) {
  std::string xml = "<decision id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"/>";
  std::set<std::string> known;  // columns may read one input
  for (auto const& [input, type] : table.inputs) {
    if (!known.insert(input).second) continue;
    bool decided = std::find(from_decisions.begin(), from_decisions.end(), input) != from_decisions.end();
    xml += "<informationRequirement>" + std::string(decided ? "<requiredDecision" : "<requiredInput") + " href=\"#" + input + "\"/></informationRequirement>";
  }
  auto policy = table.policy;
  xml += "<decisionTable hitPolicy=\"" + policy + "\">";
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    xml += "<input><inputExpression" + (table.inputs[i].second.empty() ? "" : " typeRef=\"" + table.inputs[i].second + "\"") + "><text>" + table.inputs[i].first + "</text></inputExpression>";
    if (i < table.input_values.size() && !table.input_values[i].empty()) xml += "<inputValues><text>" + escaped_xml(table.input_values[i]) + "</text></inputValues>";
    xml += "</input>";
  }
  xml += "<output" + (table.output_type.empty() ? "" : " typeRef=\"" + table.output_type + "\"") + ">";
  if (!table.output_values.empty()) xml += "<outputValues><text>" + escaped_xml(table.output_values) + "</text></outputValues>";
  if (!table.default_output.empty()) xml += "<defaultOutputEntry><text>" + escaped_xml(table.default_output) + "</text></defaultOutputEntry>";
  xml += "</output>\n";
  for (auto const& rule : table.rules) {
    auto arrow = rule.find("->");
    xml += "<rule>";
    for (auto cell : split(std::string_view(rule).substr(0, arrow), '|')) xml += "<inputEntry><text>" + escaped_xml(trim(cell)) + "</text></inputEntry>";
    xml += "<outputEntry><text>" + escaped_xml(trim(std::string_view(rule).substr(arrow + 2))) + "</text></outputEntry></rule>\n";
  }
  return xml + "</decisionTable></decision>\n";
}

inline std::string definitions_xml(std::string const& inside) {
  return "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" id=\"m\" name=\"m\" namespace=\"https://example.org/m\">\n" + inside + "</definitions>";
}

inline std::string input_xml(std::string const& name, std::string const& type) {
  return "<inputData id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/></inputData>\n";
}

inline std::shared_ptr<DecisionModel const> model_of_xml(std::string const& xml, Diagnostics& diagnostics) {
  SourceText source("m.dmn", xml);
  std::shared_ptr<notation::DmnDefinitions const> definitions = notation::read_dmn(source, diagnostics);
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> models{definitions};
  return compile(models, {}, diagnostics);
}

/// One decision "D" and its input data.
inline std::shared_ptr<DecisionModel const> model_of(TableText const& table) {
  std::string xml;
  std::set<std::string> known;
  for (auto const& [name, type] : table.inputs)
    if (known.insert(name).second) xml += input_xml(name, type);
  Diagnostics diagnostics;
  auto model = model_of_xml(definitions_xml(xml + decision_xml("D", table)), diagnostics);
  for (auto const& each : diagnostics.all()) EXPECT_TRUE(each.severity != Severity::error) << each.message;
  return model;
}

}  // namespace drivetrain::decisions::dmn
