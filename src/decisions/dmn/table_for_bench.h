// Large decision tables for benchmarks, written as DMN: columns with their cells, and how the cells make rules.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "decisions/dmn/decision_model.h"
#include "notation/dmn/dmn.h"

namespace drivetrain::decisions::dmn {

inline std::string escaped_for_bench(std::string_view text) {
  std::string made;
  for (char c : text) made += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
  return made;
}

/// A table "D" over input data of the columns' names; a rule's output is its number modulo 100.
struct BenchTable {
  struct Column {
    std::string name, type, values;  ///< values: inputValues
    std::vector<std::string> cells;  ///< for every_combination()
  };
  std::vector<Column> columns;
  std::string policy = "UNIQUE";
  std::string rules = {};            ///< as XML

  void add_rule(std::vector<std::string> const& cells, std::size_t number) {
    rules += "<rule>";
    for (auto const& cell : cells) rules += "<inputEntry><text>" + escaped_for_bench(cell) + "</text></inputEntry>";
    rules += "<outputEntry><text>" + std::to_string(number % 100) + "</text></outputEntry></rule>\n";
  }
  BenchTable& every_combination() {
    std::vector<std::size_t> at(columns.size());
    for (std::size_t number = 0;; ++number) {
      std::vector<std::string> cells;
      for (std::size_t i = 0; i < columns.size(); ++i) cells.push_back(columns[i].cells[at[i]]);
      add_rule(cells, number);
      auto i = columns.size();
      while (i > 0 && ++at[i - 1] == columns[i - 1].cells.size()) at[--i] = 0;
      if (i == 0) return *this;
    }
  }
  std::string xml() const {
    std::string made = "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" id=\"m\" name=\"m\" namespace=\"n\">", requirements, inputs;
    for (auto const& column : columns) {
      made += "<inputData id=\"" + column.name + "\" name=\"" + column.name + "\"><variable name=\"" + column.name + "\" typeRef=\"" + column.type + "\"/></inputData>";
      requirements += "<informationRequirement><requiredInput href=\"#" + column.name + "\"/></informationRequirement>";
      inputs += "<input><inputExpression typeRef=\"" + column.type + "\"><text>" + column.name + "</text></inputExpression>" +
                (column.values.empty() ? "" : "<inputValues><text>" + escaped_for_bench(column.values) + "</text></inputValues>") + "</input>";
    }
    std::string outputs = policy == "PRIORITY" ? "<output typeRef=\"number\"><outputValues><text>" : "<output typeRef=\"number\"/>";
    if (policy == "PRIORITY") {
      for (int i = 0; i < 100; ++i) outputs += (i ? ", " : "") + std::to_string(i * 37 % 100);
      outputs += "</text></outputValues></output>";
    }
    return made + "<decision id=\"D\" name=\"D\"><variable name=\"D\"/>" + requirements + "<decisionTable hitPolicy=\"" + policy + "\">" + inputs + outputs + rules + "</decisionTable></decision></definitions>";
  }
};

/// `count` ranges that leave nothing out: < 10, [10..20), …, >= 990.
inline std::vector<std::string> ranges_for_bench(int count, int width) {
  std::vector<std::string> cells{"< " + std::to_string(width)};
  for (int i = 1; i + 1 < count; ++i) cells.push_back("[" + std::to_string(i * width) + ".." + std::to_string((i + 1) * width) + ")");
  cells.push_back(">= " + std::to_string((count - 1) * width));
  return cells;
}

/// Sets of two texts each; the last takes all others.
inline std::vector<std::string> text_sets_for_bench(int count) {
  std::vector<std::string> cells;
  std::string all;
  for (int i = 0; i + 1 < count; ++i) {
    auto pair = "\"t" + std::to_string(2 * i) + "\", \"t" + std::to_string(2 * i + 1) + "\"";
    cells.push_back(pair), all += (i ? ", " : "") + pair;
  }
  cells.push_back("not(" + all + ")");
  return cells;
}

/// An age, one of two thresholds, and a tier: ages × sets × 2 rules.
inline BenchTable three_inputs(int age_ranges, int sets) {
  BenchTable table{{{"age", "number", "", ranges_for_bench(age_ranges, 7)}, {"tier", "string", "", text_sets_for_bench(sets)}, {"income", "number", "", {"< 2500", ">= 2500"}}}};
  return table.every_combination();
}

inline std::shared_ptr<notation::DmnDefinitions const> read_for_bench(std::string const& xml) {
  Diagnostics diagnostics;
  SourceText source("m.dmn", xml);
  std::shared_ptr<notation::DmnDefinitions const> read = notation::read_dmn(source, diagnostics);
  for (auto const& each : diagnostics.all()) std::fprintf(stderr, "%s\n", each.message.c_str());
  if (!read) std::abort();
  return read;
}

inline std::shared_ptr<DecisionModel const> compiled_for_bench(std::shared_ptr<notation::DmnDefinitions const> const& definitions) {
  Diagnostics diagnostics;
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> models{definitions};
  auto model = compile(models, {}, diagnostics);
  for (auto const& each : diagnostics.all()) std::fprintf(stderr, "%s\n", each.message.c_str());
  if (!model) std::abort();
  return model;
}
inline std::shared_ptr<DecisionModel const> compiled_for_bench(std::string const& xml) { return compiled_for_bench(read_for_bench(xml)); }

}  // namespace drivetrain::decisions::dmn
