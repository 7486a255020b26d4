// Compilation: one process on its way from BPMN tree to Program, as the elements' compile-time parts see it.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/diagnostic.h"
#include "feel/expression.h"
#include "notation/bpmn.h"
#include "processes/model.h"
#include "processes/program_builder.h"

namespace drivetrain::processes {

class Compilation {
 public:
  Compilation(notation::BpmnDefinitions const& definitions, Process const& sidecar, Diagnostics& diagnostics);
  /// See compile.h.
  std::shared_ptr<Program const> run();

  ProgramBuilder& builder() { return *builder_; }
  notation::BpmnDefinitions const& definitions() const { return definitions_; }
  /// Element or sequence flow of the process by BPMN id, at any depth; null when there is none.
  notation::BpmnElement const* find(std::string_view id) const;

  void error(std::string code, Span const& span, std::string message, std::string why, std::string help);
  /// DT-P410: this cannot run. After misdrawn(), the parts do not even fit together, so that there is no Program.
  void refuse(Span const& span, std::string message, std::string help);
  void misdrawn(Span const& span, std::string message, std::string help);
  /// "the user task 'Strip and inspect'"
  std::string named(notation::BpmnElement const& element) const;

  /// Index of the compiled expression; nothing after a finding.
  std::optional<std::uint32_t> expression(notation::Formula const& formula);
  std::optional<std::uint32_t> expression(notation::Text const& text) { return expression(notation::Formula{text.value, text.span}); }
  /// dt:<name> as an ISO 8601 duration; zero when absent or after a finding.
  Duration duration(notation::BpmnElement const& element, std::string_view name);
  void timer(notation::BpmnElement const& element, NodeIndex node);
  void message(notation::BpmnElement const& element, NodeIndex node);
  /// Refuses every dt: attribute but these: a misspelt one would be without effect.
  void allow(notation::BpmnElement const& element, std::initializer_list<std::string_view> names);

  /// Everything inside a process or sub-process becomes part of `scope`.
  void contents(notation::BpmnElement const& container, ScopeIndex scope);

 private:
  void add(notation::BpmnElement const& element, ScopeIndex scope);
  void connect(notation::BpmnElement const& flow);
  void attach(notation::BpmnElement const& event);
  void common(notation::BpmnElement const& element);
  void foreign_engine(notation::BpmnElement const& element);
  feel::Scope variables() const;

  notation::BpmnDefinitions const& definitions_;
  Process const& sidecar_;
  Diagnostics& diagnostics_;
  notation::BpmnElement const* process_ = nullptr;
  std::optional<ProgramBuilder> builder_;
  feel::Scope scope_;
  std::unordered_map<std::string_view, notation::BpmnElement const*> elements_;
  std::unordered_map<std::string_view, NodeIndex> nodes_;
  bool whole_ = true;  ///< the parts fit together
};

/// What kind of element this is here; nothing when it cannot run, with the reason and what to do instead.
struct Refusal {
  std::string message, help;
};
std::optional<ElementKind> classify(notation::BpmnElement const& element, bool inside_sub_process, Refusal& refusal);

}  // namespace drivetrain::processes
