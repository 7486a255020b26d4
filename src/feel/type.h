// Type: what `instance of`, function parameters and item definitions ask of a value (DMN 1.5 §10.3.2.9).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "feel/value.h"

namespace drivetrain::feel {

class Expression;
struct Effort;
struct Frame;
struct Place;

struct Type {
  enum class Form : std::uint8_t { any, null, kind, list, context, range, function, named };
  Form form = Form::any;
  Kind kind = Kind::null;                                             ///< of form kind
  std::vector<std::shared_ptr<Type const>> parts;                     ///< element of a list or range; parameters then result of a function
  std::vector<std::pair<std::string, std::shared_ptr<Type const>>> entries;  ///< of a context
  std::vector<std::string> parameters;                    ///< of a function: their names, when they are known
  std::string name;                                       ///< of an item definition, for messages
  std::vector<std::shared_ptr<Expression const>> tests;   ///< unary tests (slotted, the one name is ?) that a value must pass besides
  std::weak_ptr<Type const> target;                       ///< of form named: a type that holds itself somewhere below
};

/// DMN's `instance of`: null is an instance of Null only.
bool is_instance(Value const& value, Type const& type);
bool is_instance(Value const& value, Type const& type, Effort& effort);
/// Null conforms to every type.
bool conforms(Value const& value, Type const& type);
/// It needs no looking into to see that the value conforms: a simple type's own kind, or null. Asked of every input and every outcome, hence in line.
inline bool conforms_plainly(Value const& value, Type const& type) {
  return type.form == Type::Form::kind && type.tests.empty() && (value.kind() == type.kind || value.is_null());
}
/// The value as a place of this type takes it (DMN 1.5 §10.3.2.9.4): itself when it conforms; the only element of a list of one when
/// that conforms; a date's midnight in UTC where a date and time is asked for. Nothing when it cannot be had.
std::optional<Value> coerced(Value const& value, Type const& type);
// The same, paid for by an evaluation: nothing, after a warning, when it has done too much (Session::stopped).
std::optional<bool> is_instance(Value const& value, Type const& type, Frame& frame, Place place);
std::optional<Value> coerced(Value const& value, Type const& type, Frame& frame, Place place);
/// Where and why a value is none of the type, as far as one place tells it: "lines[1].qty = 0 does not satisfy > 0", "lines[2].day is a date,
/// but \"2024-02-30\" came". `at`: what the value itself is called; empty for "it". Empty when it conforms. Goes through the value once more for
/// each level down to that place.
std::string misfit_of(Value const& value, Type const& type, std::string const& at = {});
/// Whether every value of `narrow` is one of `wide`, as far as their forms tell (DMN 1.5 §10.3.2.9.2, "conforms to").
bool conforms_to(Type const& narrow, Type const& wide);
/// Whether a function with these parameters (null: any) and result (null: unknown) is of the function type `wanted`: parameters take at least what
/// is wanted, the result is at most that.
bool fits_function_type(Type const& wanted, std::vector<std::shared_ptr<Type const>> const& parameters, Type const* result);
/// "list<number>"; an item definition by its name.
std::string to_text(Type const& type);
/// A simple type by FEEL's name or one of the aliases that models use (dateTime, dayTimeDuration); null when unknown.
std::shared_ptr<Type const> simple_type(std::string_view name);

}  // namespace drivetrain::feel
