// Compiler: from DMN as written to a DecisionModel. Each step has a file: compile.cpp (models, imports, the whole), compile_types.cpp
// (item definitions), compile_graph.cpp (requirements, circles, orders), compile_logic.cpp (boxed expressions), compile_table.cpp.
// Internal to decisions/dmn.
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "decisions/dmn/decision_model.h"
#include "decisions/dmn/logic.h"
#include "decisions/dmn/table.h"

namespace drivetrain::decisions::dmn {

/// The names that one frame holds, each with a slot, as FEEL's compiler wants them. An inner name hides an outer one.
class NameScope {
 public:
  feel::Scope feel;  ///< names by slot; a hidden one is empty
  std::vector<std::size_t> items;  ///< names that are the items of boxed filters around, the innermost last
  std::uint32_t push(std::string name, TypePtr type);
  std::size_t size() const { return feel.names.size(); }
  void pop_to(std::size_t size);
  std::uint32_t frame_size() const { return most_; }
  /// For a function's body: the same names, a frame of its own.
  NameScope inner() const;

 private:
  struct Hidden {
    std::size_t by, slot;
    std::string name;
  };
  std::vector<Hidden> hidden_;
  std::uint32_t most_ = 0;
};

class Compiler {
 public:
  Compiler(CompileOptions const& options, Diagnostics& diagnostics) : options_(options), diagnostics_(diagnostics), model_(std::make_shared<DecisionModel>()) {}
  std::shared_ptr<DecisionModel const> run(std::span<std::shared_ptr<notation::DmnDefinitions const> const> models);

 private:
  using Definitions = notation::DmnDefinitions;
  /// What is known of one model while compiling.
  struct Unit {
    Definitions const* definitions = nullptr;
    std::multimap<std::string, std::size_t, std::less<>> imports;  ///< import name -> unit; empty name: the default namespace, of which there may be several
    std::map<std::string, notation::DmnItem const*, std::less<>> items;
    std::map<std::string, TypePtr, std::less<>> types;
    std::map<std::string, std::uint32_t, std::less<>> nodes;  ///< by id
    feel::Scope scope;                                        ///< types, mode: what all expressions of the model share
  };

  // compile.cpp
  void gather(std::span<std::shared_ptr<Definitions const> const> models);
  std::uint32_t add_source(Span span, std::string_view text, std::uint32_t node);
  void finding(std::string_view code, Span span, std::string message, std::string help = {});
  /// As finding(), but only a warning in lenient mode.
  void complaint(std::string_view code, Span span, std::string message, std::string help = {});
  // compile_types.cpp
  void compile_types();
  TypePtr type_of_item(std::size_t unit, notation::DmnItem const& item);
  TypePtr type_of_definition(std::size_t unit, notation::DmnItem const& item);
  void add_tests(feel::Type& type, notation::Formula const& tests);
  /// Null for none, Any and what is unknown.
  TypePtr type_named(std::size_t unit, notation::Text const& name);
  // compile_graph.cpp
  void add_nodes();
  std::optional<std::uint32_t> resolve(std::size_t unit, notation::DmnReference const& reference, std::string_view from, std::string_view as);
  void add_requirements();
  void refuse_ambiguous(std::uint32_t node);
  bool sort_nodes();
  void plan_orders();
  std::string visible_name(std::size_t unit, std::uint32_t node) const;
  // compile_implied.cpp
  void imply_inputs();
  std::vector<std::string> undeclared_names(std::uint32_t decision) const;
  // compile_logic.cpp
  void compile_node(std::uint32_t node);
  void compile_decision(std::uint32_t node);
  void compile_knowledge(std::uint32_t node);
  void compile_service(std::uint32_t node);
  LogicPtr boxed(notation::DmnExpression const& expression, NameScope& scope);
  /// make_typed(), and a complaint (DT-D226) when what is known of the value can never be of the type.
  LogicPtr checked(LogicPtr inner, TypePtr type, std::uint32_t source, std::string what);
  TypePtr known_type(std::uint32_t node) const;
  LogicPtr boxed_kind(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source);
  LogicPtr boxed_or_null(notation::DmnExpression const* expression, NameScope& scope, Span span, std::string_view what);
  LogicPtr literal(notation::Formula const& formula, NameScope& scope);
  LogicPtr context(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source);
  LogicPtr function(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source);
  void check_service_inputs(std::uint32_t node);
  /// Names written twice in one place are an error in every mode: which of the two is meant would be a guess.
  void refuse_twice(std::set<std::string, std::less<>>& seen, std::string const& name, Span const& span, std::string_view what, std::string_view of);
  void check_condition(LogicPtr const& condition, notation::DmnExpression const& expression, std::string_view what);
  void check_bindings(notation::DmnExpression const& expression, TypePtr const& callee, std::vector<Binding> const& bindings);
  LogicPtr iteration(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source);
  std::shared_ptr<FunctionBody> function_body(notation::DmnExpression const& expression, NameScope& scope, std::string name, std::uint32_t source);
  // compile_table.cpp
  LogicPtr table(notation::DmnExpression const& expression, NameScope& scope, std::uint32_t source);
  InputColumn input_column(notation::DmnInputClause const& clause, NameScope& scope);
  OutputColumn output_column(notation::DmnOutputClause const& clause, std::size_t index, std::size_t count, NameScope& scope, std::uint32_t tested_slot);
  TypePtr type_of_only_output(std::size_t outputs) const;
  void check_aggregation(DecisionTable const& table);
  std::optional<Cell> cell(notation::Formula const& formula, NameScope& scope);

  struct Required {
    std::uint32_t node = 0;
    std::string name;  ///< as the expression sees it
  };
  struct Edges {
    std::vector<Required> information, knowledge;
  };

  CompileOptions options_;
  Diagnostics& diagnostics_;
  std::shared_ptr<DecisionModel> model_;
  std::vector<Unit> units_;
  std::vector<std::size_t> unit_of_;  ///< by node
  std::vector<Edges> edges_;          ///< by node
  std::vector<std::uint32_t> sorted_;
  std::map<notation::DmnItem const*, std::shared_ptr<feel::Type>> under_way_;
  std::set<std::pair<std::size_t, std::string>> ambiguous_;  ///< types that were said to be two, by unit
  std::uint32_t node_ = 0;            ///< being compiled
  std::size_t unit_ = 0;
  std::string failure_;               ///< why the last cell could not be compiled
};

}  // namespace drivetrain::decisions::dmn
