// Compiles what a test draws, as the model does with a file beside its sidecar.
#pragma once

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "notation/bpmn.h"
#include "processes/compile.h"
#include "processes/model.h"

namespace drivetrain::processes::test {

struct Compiled {
  std::shared_ptr<Program const> program;
  std::vector<Diagnostic> findings;
  /// Without what is only a warning or a note.
  Compiled errors() const {
    Compiled only{program, {}};
    for (auto const& d : findings)
      if (d.severity == Severity::error) only.findings.push_back(d);
    return only;
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> all;
    for (auto const& d : findings) all.push_back(d.code + ":" + std::to_string(d.span.begin.line) + " " + d.message);
    return all;
  }
};

inline Process sidecar(std::initializer_list<std::pair<char const*, VariableType>> variables = {}) {
  Process process;
  process.header.id = "overhaul";
  process.bpmn.value = "overhaul.bpmn";
  for (auto const& [name, type] : variables) process.variables.push_back({{name, {}}, type, "", {}});
  return process;
}

/// As a file of the company's model; with `foreign`, as another engine's file by itself.
inline Compiled compile_file(std::string const& text, Process const& process, std::optional<Dialect> foreign = {}) {
  SourceText source("processes/overhaul.bpmn", text);
  Diagnostics diagnostics;
  auto definitions = notation::read_bpmn(source, diagnostics);
  EXPECT_TRUE(definitions);
  Compiled compiled;
  if (definitions) compiled.program = foreign ? compile_foreign(*definitions, process.header.id, *foreign, diagnostics) : compile(*definitions, process, diagnostics);
  diagnostics.sort();
  compiled.findings = diagnostics.all();
  return compiled;
}

/// The inside of a process, from line 3 of the file on.
inline Compiled compile_process(std::string const& inside, Process const& process = sidecar(), std::optional<Dialect> foreign = {}) {
  return compile_file(
      R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:dt="https://drivetrain.dev/schema/bpmn/1.0" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="tarnwick">
<process id="overhaul" name="Overhaul" isExecutable="true">
)" + inside +
          R"(
</process>
<message id="m1" name="approval"/><message id="m2" name="refusal"/>
<signal id="s1" name="alarm"/>
<error id="e1" errorCode="E1"/>
<escalation id="c1" escalationCode="C1"/>
</definitions>)",
      process, foreign);
}

/// start → element → end, so that a test can be about one element.
inline Compiled compile_one(std::string const& element, Process const& process = sidecar(), std::optional<Dialect> foreign = {}) {
  return compile_process(element + R"(
<startEvent id="begin"/><endEvent id="done"/>
<sequenceFlow id="f1" sourceRef="begin" targetRef="x"/>
<sequenceFlow id="f2" sourceRef="x" targetRef="done"/>)",
                         process, foreign);
}

}  // namespace drivetrain::processes::test
