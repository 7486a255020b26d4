// Expression of a process in the language of its file: FEEL here and in Camunda 8's files, JUEL in Camunda 7's. Compiled once with
// the Program; what it reads is answered by whoever evaluates it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "feel/expression.h"
#include "processes/juel/expression.h"

namespace drivetrain::processes {

/// What an expression may ask.
struct Surroundings {
  std::function<std::optional<feel::Value>(std::string_view)> lookup;  ///< a variable by name; nothing when there is none
  Instant now;
  /// A method of execution or task, in JUEL; none: there are none.
  std::function<Result<feel::Value>(std::string_view object, std::string_view method, std::span<feel::Value const>)> call;
};

class Expression {
 public:
  Expression() = default;  ///< FEEL's null
  Expression(feel::Expression feel) : language_(std::move(feel)) {}
  Expression(juel::Expression juel) : language_(std::move(juel)) {}
  /// A constant text, as Camunda 8 writes what does not begin with "=".
  static Expression constant(std::string text);
  /// A list whose items are computed one by one.
  static Expression list(std::vector<Expression> items);
  /// A map whose keys (written as text; null is an error) and values are computed one by one.
  static Expression map(std::vector<std::pair<Expression, Expression>> entries);

  /// Null is a value here. An Error says what went wrong; with FEEL, `why` of a null is in `warnings` when that is given.
  Result<feel::Value> evaluate(Surroundings const& surroundings, std::string* warnings = nullptr) const;
  std::string const& text() const;
  /// Names and paths that it reads.
  std::vector<std::string> const& reads() const;
  /// Null pointer when it is not FEEL: what proves things about conditions knows FEEL alone.
  feel::Expression const* feel() const { return std::get_if<feel::Expression>(&language_); }
  bool is_constant() const { return std::holds_alternative<std::string>(language_); }

 private:
  struct Composite;
  std::variant<feel::Expression, juel::Expression, std::string, std::shared_ptr<Composite const>> language_;
};

}  // namespace drivetrain::processes
