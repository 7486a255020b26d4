// Decisions that are computed: a DMN requirements graph compiled once and evaluated often. Where the system of decisions says that a
// choice follows a rule, this is the rule: tables, formulas, functions and services, with every value explained by what it read and
// which rules matched. Immutable, shared between threads. Source: DMN 1.5 chapters 6 to 10.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "decisions/dmn/trace.h"
#include "feel/expression.h"
#include "feel/type.h"
#include "notation/dmn/dmn.h"

namespace drivetrain::decisions::dmn {

class Logic;
struct DecisionTable;
class Compiler;
class Run;

/// strict: unknown names, misspelt functions and types that cannot fit are errors, and there is no model; for what is deployed.
/// lenient: as DMN says, what cannot be understood yields null with a warning; for models that come from elsewhere.
enum class Mode : std::uint8_t { strict, lenient };

struct CompileOptions {
  Mode mode = Mode::strict;
  feel::NativeFunctions const* natives = nullptr;  ///< none means those of java.lang
  /// The file is called by a process of another engine, which reads the variables of the case without drawing an input for them, and writes
  /// "integer" for a number: names that nothing declares are inputs then.
  bool foreign = false;
};

/// What a node's logic is given before it runs: the value of another node in one of its slots.
struct Requirement {
  std::uint32_t node = 0, slot = 0;
};

/// An element of the requirements graph, of any of the models compiled together.
struct Node {
  notation::DmnKind kind = notation::DmnKind::decision;
  std::string name;                          ///< the variable's name
  std::string id, space;                     ///< its element's id, its model's namespace
  std::string qualified;                     ///< as the first model's expressions name it: "import.name" when it is imported
  std::shared_ptr<feel::Type const> type;    ///< null: any
  std::vector<Requirement> requires_;        ///< of a decision: what must be known first
  std::shared_ptr<Logic const> logic;        ///< of a decision; null when it has none
  std::uint32_t frame_size = 0;              ///< slots that the logic needs, requirements first
  std::shared_ptr<feel::Function const> function;  ///< of business knowledge and decision services
  std::vector<std::uint32_t> order;          ///< of a decision: decisions to evaluate, in an order that works, itself last; of a service up to its outputs
  std::vector<std::uint32_t> inputs;         ///< of a decision or service: what it may be given from outside (input data, input decisions)
  std::vector<std::uint32_t> parameters, outputs;  ///< of a decision service
  std::uint32_t source = 0;                  ///< where it stands, for warnings
  notation::DmnElement const* element = nullptr;
};

/// A place that warnings point into.
struct Source {
  Span span;              ///< where the text begins; of an element when there is no text
  std::string_view text;  ///< FEEL as written; empty for elements
  std::uint32_t node = 0;
};

/// A value for an input, or for a decision that is not to be evaluated. `space` may be empty: then any model's element of that name.
struct Input {
  std::string name, space;
  feel::Value value;
};

class DecisionModel {
 public:
  /// The model that was asked for and those it imports.
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> const& definitions() const { return definitions_; }
  std::vector<Node> const& nodes() const { return nodes_; }
  std::vector<Source> const& sources() const { return sources_; }
  /// All tables, wherever they stand; TableHit::table is an index into it.
  std::vector<std::shared_ptr<DecisionTable const>> const& tables() const { return tables_; }

  feel::NativeFunctions const* natives() const { return natives_; }
  /// A node by name (or id); those of the first model win. Nothing when there is none.
  std::optional<std::uint32_t> find(std::string_view name, std::string_view space = {}) const;
  std::optional<std::uint32_t> find(std::string_view name, notation::DmnKind kind, std::string_view space = {}) const;
  /// Evaluates a decision; or a decision service, whose value is its only output's or a context of them; or calls business
  /// knowledge with inputs that have its parameters' names. Inputs of the wrong type are null, with a warning; so are those that are read and were not given.
  /// A decision that is given is not evaluated; the trace tells it as given.
  Outcome evaluate(std::uint32_t node, std::span<Input const> inputs, feel::Environment const& environment, Explain explain = Explain::yes) const;

  /// Whether an evaluation of that node takes an input of this name: input data or a decision that it depends on, or a parameter.
  bool takes(std::uint32_t node, std::string_view input) const;
  /// All such names, each as it can be given.
  std::vector<std::string> names_taken(std::uint32_t node) const;

  /// Where a warning of an evaluation stands in the files.
  Span place_of(feel::Warning const& warning) const;

 private:
  friend class Compiler;
  friend class Run;
  std::vector<std::shared_ptr<notation::DmnDefinitions const>> definitions_;
  std::vector<Node> nodes_;
  std::vector<Source> sources_;
  std::vector<std::shared_ptr<DecisionTable const>> tables_;
  std::vector<std::shared_ptr<feel::Type const>> types_;  // kept for those that name them weakly
  std::vector<std::unique_ptr<notation::DmnElement const>> implied_;  // inputs that nobody drew
  feel::NativeFunctions const* natives_ = nullptr;
};

/// Compiles the first model; the others are what it may import, found by namespace. Findings are DT-D22x. Null pointer when there
/// are errors; in lenient mode only for what no evaluation could survive (circles, missing imports).
std::shared_ptr<DecisionModel const> compile(std::span<std::shared_ptr<notation::DmnDefinitions const> const> models, CompileOptions const& options,
                                             Diagnostics& diagnostics);

}  // namespace drivetrain::decisions::dmn
