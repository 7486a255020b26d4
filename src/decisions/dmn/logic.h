// Logic: one boxed expression, compiled (DMN 1.5 §10.2). Each kind has a file logic_<kind>.cpp with its class and a make_ function;
// compile_logic.cpp dispatches. Names were given slots when compiling; a frame is an array of values. Immutable, shared between threads.
// Internal to decisions/dmn.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "decisions/dmn/run.h"
#include "feel/expression.h"
#include "feel/type.h"
#include "feel/value.h"

namespace drivetrain::decisions::dmn {

class Logic {
 public:
  virtual ~Logic() = default;
  virtual feel::Value evaluate(Run& run, feel::Value* slots) const = 0;
  /// Levels of expression below, for the bound on what functions that call functions may nest.
  std::uint32_t depth = 1;
  /// The expression when it is a literal, for analysis; null pointer otherwise.
  virtual feel::Expression const* literal() const { return nullptr; }
  /// What the value can be besides null, when that is known beforehand; null pointer otherwise.
  std::shared_ptr<feel::Type const> type;
};
using LogicPtr = std::shared_ptr<Logic const>;
using TypePtr = std::shared_ptr<feel::Type const>;

/// null, always, with a reason.
LogicPtr make_nothing(std::uint32_t source, std::string why);
LogicPtr make_literal(feel::Expression expression, std::uint32_t source);
/// What `inner` yields, as `type` takes it; else null. `what` is for the warning: "the decision \"Risk\"".
LogicPtr make_typed(LogicPtr inner, TypePtr type, std::uint32_t source, std::string what);

struct ContextPart {
  std::string name;  ///< empty: the result
  std::uint32_t slot = 0;
  LogicPtr value;
};
LogicPtr make_context(std::vector<ContextPart> parts, std::uint32_t source);
LogicPtr make_list(std::vector<LogicPtr> items, std::uint32_t source);
LogicPtr make_relation(std::vector<std::string> columns, std::vector<LogicPtr> cells, std::uint32_t source);

struct Binding {
  std::string parameter;
  LogicPtr value;
};
LogicPtr make_invocation(LogicPtr callee, std::vector<Binding> bindings, std::uint32_t source);
LogicPtr make_conditional(LogicPtr condition, LogicPtr yes, LogicPtr no, std::uint32_t source);
LogicPtr make_filter(LogicPtr list, LogicPtr condition, std::uint32_t item_slot, std::uint32_t source);
LogicPtr make_for(LogicPtr list, LogicPtr body, std::uint32_t item_slot, std::uint32_t partial_slot, std::uint32_t source);
enum class Quantifier { some, every };
LogicPtr make_quantified(Quantifier quantifier, LogicPtr list, LogicPtr condition, std::uint32_t item_slot, std::uint32_t source);
/// A function of the native registry.
LogicPtr make_native(LogicPtr mapping, std::vector<std::string> parameters, std::uint32_t source);

/// list<element>; of anything when that is null.
TypePtr boxed_list_type(TypePtr element);
/// Parameters and result as a function type; null parts are any.
TypePtr boxed_function_type(std::vector<std::string> names, std::vector<TypePtr> const& parameters, TypePtr const& result);
/// Of a table with several outputs, or a service with several decisions: a context of them.
TypePtr boxed_context_type(std::vector<std::pair<std::string, TypePtr>> const& entries);

/// What all values of one function share. Its frame holds `captured` slots of where it was made, then the parameters.
struct FunctionBody {
  std::string name;
  std::vector<std::string> parameters;
  std::vector<TypePtr> types;
  TypePtr result;  ///< null: unknown
  LogicPtr body;
  std::uint32_t captured = 0, frame_size = 0, source = 0;
};
/// A function definition as a value, with what its body sees from outside.
LogicPtr make_function(std::shared_ptr<FunctionBody const> body);

struct DecisionTable;
LogicPtr make_table(std::shared_ptr<DecisionTable const> table);

}  // namespace drivetrain::decisions::dmn
