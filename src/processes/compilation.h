// Compilation: one process on its way from BPMN tree to Program, as the elements' compile-time parts see it.
#pragma once

#include <initializer_list>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "decisions/called.h"
#include "feel/expression.h"
#include "notation/bpmn.h"
#include "processes/model.h"
#include "processes/program_builder.h"

namespace drivetrain::processes {

class Compilation {
 public:
  /// `alone`: without the company's roles and decision rights.
  Compilation(notation::BpmnDefinitions const& definitions, Process const& sidecar, Dialect dialect, bool alone, Diagnostics& diagnostics, decisions::CallableDecisions* callable,
              std::map<std::string, SourceText> const* files = nullptr);
  /// See compile.h.
  std::shared_ptr<Program const> run();
  Dialect dialect() const { return dialect_; }

  ProgramBuilder& builder() { return *builder_; }
  notation::BpmnDefinitions const& definitions() const { return definitions_; }
  /// Element or sequence flow of the process by BPMN id, at any depth; null when there is none.
  notation::BpmnElement const* find(std::string_view id) const;

  void error(std::string code, Span const& span, std::string message, std::string why, std::string help);
  /// DT-P410: this cannot run. After misdrawn(), the parts do not even fit together, so that there is no Program.
  void refuse(Span const& span, std::string message, std::string help);
  /// The same as a warning: it runs, and not as whoever drew it may expect.
  void warn(Span const& span, std::string message, std::string help);
  void misdrawn(Span const& span, std::string message, std::string help);
  /// "the user task 'Strip and inspect'"
  std::string named(notation::BpmnElement const& element) const;

  /// In the language of the file. Index of the compiled expression; nothing after a finding.
  std::optional<std::uint32_t> expression(notation::Formula const& formula);
  std::optional<Expression> compiled(notation::Formula const& formula);
  std::optional<std::uint32_t> expression(notation::Text const& text) { return expression(notation::Formula{text.value, text.span}); }
  /// Of a vendor's attribute: a value that is only sometimes computed ("=…" in Camunda 8, "${…}" in Camunda 7).
  std::optional<std::uint32_t> value(std::string const& text, Span const& span);
  std::optional<Expression> compiled_value(std::string const& text, Span const& span);
  std::uint32_t constant(std::string text) { return builder_->expression(Expression::constant(std::move(text))); }
  /// dt:<name> as an ISO 8601 duration; zero when absent or after a finding.
  Duration duration(notation::BpmnElement const& element, std::string_view name);
  /// Every event definition of the element as a trigger of its node.
  void triggers(notation::BpmnElement const& element, NodeIndex node);
  /// The message of a receive task as its trigger.
  void message_of(notation::BpmnElement const& element, NodeIndex node);
  JobPart job(notation::BpmnElement const& element, notation::XmlNode const* definition = nullptr);
  /// The job is a call over HTTP; nothing when another does it.
  std::optional<HttpPart> http(notation::BpmnElement const& element, JobPart& job);
  notation::XmlNode const* connector(notation::BpmnElement const& element) const;
  StepNeeds const* called_step(notation::BpmnElement const& element) const;
  /// How often a job is tried, and how long it rests between.
  void retries(notation::BpmnElement const& element, JobPart& part);
  /// A rule of the model answers there by itself, called by its id in the other engine's words; and how.
  bool calls_decision(notation::BpmnElement const& element) const;
  DecisionPart decision(notation::BpmnElement const& element);
  ScriptPart script(notation::BpmnElement const& element);
  CallPart call(notation::BpmnElement const& element);
  /// Of a user task: dt:role, or who another engine gives it to; who else and when; what it asks for.
  TaskPart task_of(notation::BpmnElement const& element);
  /// What a user task or start event asks for, in forms(); no_index when nothing, or after a finding.
  std::uint32_t form_of(notation::BpmnElement const& element);
  /// In the file's dialect: an expression, not a plain word.
  bool is_computed(std::string_view text) const;
  void ad_hoc(notation::BpmnElement const& element, NodeIndex node);
  /// Directly in the process, not in one of its sub-processes.
  bool is_top(notation::BpmnElement const& element) const;
  /// A worker does it, in the other engine's words.
  bool is_job(notation::BpmnElement const& element) const;
  /// Refuses every dt: attribute but these: a misspelt one would be without effect.
  void allow(notation::BpmnElement const& element, std::initializer_list<std::string_view> names);

  /// Everything inside a process or sub-process becomes part of `scope`. `free`: it needs no start event (ad hoc).
  void contents(notation::BpmnElement const& container, ScopeIndex scope, bool free = false);

  /// Attribute or extension element of Camunda's namespaces; null when there is none.
  notation::XmlAttribute const* vendor(notation::BpmnElement const& element, std::string_view name) const;
  notation::XmlAttribute const* vendor(notation::XmlNode const& node, std::string_view name) const;
  notation::XmlNode const* extension(notation::BpmnElement const& element, std::string_view name) const;
  notation::XmlNode const* extension(notation::XmlNode const& node, std::string_view name) const;
  /// Some other engine's namespace; and one of those that the file's own dialect speaks.
  static bool is_vendor(std::string_view space);
  bool is_spoken(std::string_view space) const;

 private:
  void add(notation::BpmnElement const& element, ScopeIndex scope);
  void connect(notation::BpmnElement const& flow);
  void attach(notation::BpmnElement const& event);
  void compensate(notation::BpmnElement const& association);
  void compensation();
  void common(notation::BpmnElement const& element);
  void marks(notation::BpmnElement const& element, NodeIndex node);
  void loop(notation::BpmnElement const& element, NodeIndex node);
  void mapping(notation::BpmnElement const& element, NodeIndex node);
  std::optional<Expression> parameter(notation::BpmnElement const& element, notation::XmlNode const& node);
  std::optional<Expression> structured(notation::BpmnElement const& element, notation::XmlNode const& node);
  std::optional<Trigger> trigger(notation::BpmnElement const& element, notation::BpmnEventDefinition const& event, NodeIndex node);
  bool timer(notation::BpmnElement const& element, notation::BpmnEventDefinition const& event, Trigger& trigger);
  void name(Trigger& trigger, std::string const& text, Span const& span);
  std::optional<std::string> known_by(notation::BpmnElement const& element, notation::BpmnItem const& item, char const* what);
  bool dangles(notation::BpmnElement const& element, notation::Text const& reference, char const* what, std::vector<notation::BpmnItem> const& items);

  // compile_catchers.cpp: an event, and what it takes.
  using Taker = std::pair<notation::BpmnElement const*, std::string>;
  void catchers(notation::BpmnElement const& container);
  void race(notation::BpmnElement const& gateway);
  void distinct(std::vector<Taker> const& takers);
  std::string taken(notation::BpmnElement const& element, notation::BpmnEventDefinition const& event) const;

  // compile_vendor_checks.cpp
  void vendor_checks(notation::BpmnElement const& element);
  void vendor_signals();
  void form(notation::BpmnElement const& element);
  void variables_out(notation::BpmnElement const& element, notation::XmlNode const& mapping);
  void passed(notation::BpmnElement const& element, notation::XmlNode const& variable);
  void listeners(notation::BpmnElement const& element, notation::XmlNode const& root);
  void refuse_task_listeners(notation::BpmnElement const& element);

  // compile_offer.cpp, compile_form.cpp
  StepNeeds const* needs_of(notation::BpmnElement const& element) const;
  std::optional<OfferPart> offer_of(notation::BpmnElement const& element);
  void named_in(notation::Text const& text, std::vector<OfferPart::Named>& into);
  std::uint32_t moment(notation::Text const& text, std::string const& what, notation::BpmnElement const& element);
  void resources(notation::BpmnElement const& element, OfferPart& offer, notation::Text& assignee);
  void form_error(Span const& span, std::string message, std::string help);
  /// `instead`: the place of all of them.
  void report(std::vector<FormFinding> const& findings, notation::BpmnElement const& element, Span const* instead);
  std::uint32_t keep_form(feel::Value schema, std::string source);
  std::uint32_t form_in_file(std::string const& name, Span const& span, notation::BpmnElement const& element);
  std::uint32_t form_by_id(std::string const& id, Span const& span, notation::BpmnElement const& element);
  std::uint32_t embedded_form(std::string const& id, Span const& span, notation::BpmnElement const& element);
  std::uint32_t form_data(notation::XmlNode const& data, notation::BpmnElement const& element);
  std::uint32_t elsewhere(notation::XmlAttribute const& key, notation::BpmnElement const& element);
  void check_juel(std::string_view text, Span const& span);

  void foreign_engine(notation::BpmnElement const& element);
  std::uint32_t called_id(notation::BpmnElement const& element, notation::XmlAttribute const& attribute);
  void bind(notation::BpmnElement const& element, std::string const& what, notation::XmlAttribute const* binding, notation::XmlAttribute const* version, notation::XmlAttribute const* tag, Bound& part);
  // compile_vendor_rest.cpp
  void properties(notation::BpmnElement const& element, NodeIndex node);
  void without_effect(notation::BpmnElement const& element);
  void payload(notation::BpmnElement const& element, notation::BpmnEventDefinition const& event, Trigger& trigger);
  // compile_data.cpp
  struct Data {
    std::string name;
    notation::BpmnElement const* container = nullptr;  ///< of what it is seen in
    feel::Kind kind = feel::Kind::null;                ///< null: any
    Span span;
  };
  void gather_data();
  void declare_data();
  bool sees(notation::BpmnElement const* from, Data const& data) const;
  feel::Scope scope_here() const;
  void check_data_read(Expression const& expression, Span const& span);
  void data_mapping(notation::BpmnElement const& element, MappingPart& part);
  std::optional<std::string> from_xpath(std::string_view text) const;
  /// What is compiled now.
  class Here {
   public:
    Here(Compilation& compilation, notation::BpmnElement const& element) : compilation_(compilation), before_(compilation.here_) { compilation.here_ = &element; }
    ~Here() { compilation_.here_ = before_; }
    Here(Here const&) = delete;

   private:
    Compilation& compilation_;
    notation::BpmnElement const* before_;
  };
  // compile_listeners.cpp
  std::optional<ListenerPart> listener(notation::BpmnElement const& element, notation::XmlNode const& node);
  void listeners_at(notation::BpmnElement const& element, NodeIndex node);
  std::uint32_t flow_listeners(notation::BpmnElement const& flow);
  void refuse_process_listeners();
  void http_mapping(notation::BpmnElement const& element, MappingPart& part);
  std::uint32_t answer_expression(notation::XmlAttribute const& written);
  void check_called_steps();
  feel::Scope variables() const;
  void names_set_in(notation::XmlNode const& node, std::function<void(std::string const&)> const& add) const;

  notation::BpmnDefinitions const& definitions_;
  Process const& sidecar_;
  Dialect dialect_;
  bool alone_;
  Diagnostics& diagnostics_;
  decisions::CallableDecisions* callable_;
  std::map<std::string, SourceText> const* files_;  ///< of the model; null: none
  notation::BpmnElement const* process_ = nullptr;
  std::optional<ProgramBuilder> builder_;
  feel::Scope scope_;
  std::unordered_map<std::string_view, notation::BpmnElement const*> elements_;
  std::unordered_map<std::string_view, NodeIndex> nodes_;
  std::map<std::string, Data> data_;                       ///< by the id of what holds it
  std::map<std::string, std::string> data_reference_;      ///< id of what it refers to, by its own
  std::unordered_map<notation::BpmnElement const*, notation::BpmnElement const*> around_;  ///< what an element lies in
  notation::BpmnElement const* here_ = nullptr;
  std::vector<std::string> local_names_;                   ///< of data inside the activity that is being compiled
  bool whole_ = true;  ///< the parts fit together
};

/// What kind of element this is here; nothing when it cannot run, with the reason and what to do instead.
struct Refusal {
  std::string message, help;
};
std::optional<ElementKind> classify(Compilation const& compilation, notation::BpmnElement const& element, bool inside_sub_process, Refusal& refusal);

}  // namespace drivetrain::processes
