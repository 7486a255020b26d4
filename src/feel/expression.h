// Expression: a FEEL text compiled once and evaluated often. The same type serves gateway conditions, decision bands,
// KPI measures and task fields; steps to come widen it to all of FEEL 1.5 without a second parser.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "base/result.h"
#include "feel/value.h"

namespace drivetrain {
class Zone;
}

namespace drivetrain::feel {

struct Session;
struct Type;
class NativeFunctions;

/// Names that an expression may use. Names may hold spaces ("delay hours"), so parsing needs them.
/// `open`: unknown names are allowed and read as null when absent (case variables that a model does not declare).
/// `lenient`: as DMN 1.5 says, unknown functions and calls that cannot fit yield null with a warning instead of refusing to
/// compile; for models that come from elsewhere.
/// `types`: further types by name, for `instance of` and parameters (item definitions).
/// `name_types`: what the names hold, by their index; null or missing where that is not known. Entries whose names hold signs ("Post-bureau
/// risk") are read as one name where the type of what they are entries of says so. `typed`: what can only be null, because types never go
/// together or an entry is not there, is refused; without it, it is null with a warning when evaluated.
/// `slotted`: every name has a place of its own, that of its index in `names`, for Expression::evaluate_in; not with `open`.
struct Scope {
  std::vector<std::string> names;
  bool open = false;
  bool lenient = false;
  std::vector<std::pair<std::string, std::shared_ptr<Type const>>> types = {};
  bool slotted = false;
  bool typed = false;
  std::vector<std::shared_ptr<Type const>> name_types = {};
};

/// Why a value became null, or what was odd: caused, with a place in the expression's text.
struct Warning {
  std::uint32_t offset = 0, length = 0;  ///< bytes in the expression's text
  std::string message;                   ///< what was expected, what came
  std::uint32_t source = 0;              ///< which of many expressions (Session::source); 0 when there is one
  std::uint32_t count = 1;               ///< how often it came, while evaluating; afterwards the message says so
};

struct Evaluation {
  Value value;
  std::vector<Warning> warnings;
};

/// What an evaluation may ask for. `lookup` answers a top-level name, nothing when there is none; it is asked at most once for
/// each name in one evaluation. `zone` is where now() and today() are read; none means UTC.
struct Environment {
  std::function<std::optional<Value>(std::string_view)> lookup;
  Instant now;
  std::shared_ptr<Zone const> zone = nullptr;
  Context const* context = nullptr;  ///< asked instead of `lookup` when there is one: the short way
  NativeFunctions const* natives = nullptr;  ///< what external functions may name; none means NativeFunctions::java()
  /// Looks names up in `context`, which must outlive the environment.
  static Environment of(Context const& context, Instant now);
  static Environment of(Context&& context, Instant now);  ///< keeps the context
};

/// A comparison of one variable path with a constant, found in an expression: the points where its truth can change. An interval
/// gives both its ends; a path used as a condition gives true. The tested value of unary tests is the path "?".
struct Breakpoint {
  std::string path;
  Value constant;
};

/// What unary tests accept, when constants alone decide it: any of `parts` (a range, or a value to equal), or all but those.
struct TestSet {
  bool any = false;      ///< "-"
  bool negated = false;
  std::vector<Value> parts;
};

class Expression {
 public:
  Expression();  ///< the literal null
  /// Thread-safe.
  Evaluation evaluate(Environment const& environment) const;
  /// One of many expressions of one evaluation: warnings and bounds are the session's. `slots[i]` is the value of the i-th name
  /// of the (slotted) scope that it was compiled with.
  Value evaluate_in(Session& session, Value* slots) const;
  std::string const& text() const;
  /// Top-level names and dotted paths read, in order of appearance, each once.
  std::vector<std::string> const& reads() const;
  /// Nothing when the expression is more than and/or/not over comparisons of paths with constants, so that testing the
  /// breakpoints, the points between and beyond them does not decide it.
  std::optional<std::vector<Breakpoint>> breakpoints() const;
  /// A constant string/number/boolean that the expression compares or yields, if it is nothing but a literal.
  std::optional<Value> constant() const;
  /// Of unary tests that are constants only ("[18..65)", "\"a\", \"b\"", "not(< 3)", "-"); nothing when names or ? decide.
  std::optional<TestSet> const& accepts() const;
  /// Steps that evaluating it costs beyond one: 0 unless it is long.
  std::uint32_t cost() const;
  /// What the value can be besides null, as far as it is known beforehand; null pointer when it is not.
  std::shared_ptr<Type const> const& type() const;

  struct Program;
  explicit Expression(std::shared_ptr<Program const> program);

 private:
  std::shared_ptr<Program const> program_;
};

struct CompileError {
  std::uint32_t offset = 0, length = 0;
  std::string message, help;
};

/// Compiles an expression. On failure the error's place is in bytes of `text`.
std::variant<Expression, CompileError> compile(std::string_view text, Scope const& scope);
/// Unary tests of a decision-table cell or an `in` list: "<= 8", "[2..5)", "\"a\",\"b\"", "-", not(…); the tested value is named ?.
std::variant<Expression, CompileError> compile_unary_tests(std::string_view text, Scope const& scope);

/// Turns a CompileError into a finding at the right place of a file: `text_span` is where `text` begins in the file.
Diagnostic to_diagnostic(CompileError const& error, std::string_view text, Span const& text_span, std::string code);

}  // namespace drivetrain::feel
