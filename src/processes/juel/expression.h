// The expressions of models drawn for Camunda 7: JUEL (Jakarta Expression Language, JSR-341, as that engine embeds it), compiled
// once and evaluated over FEEL's values, so that existing processes run unchanged beside those that state their criteria in FEEL.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "feel/value.h"

namespace drivetrain {
class Zone;
}

namespace drivetrain::processes::juel {

struct Program;

/// What an expression may ask of its surroundings.
struct World {
  /// A variable by name; nothing when there is none, which is an error of the evaluation (Camunda 7: "Unknown property used in
  /// expression"). A null that is set is a value.
  std::function<std::optional<feel::Value>(std::string_view name)> variable;
  /// A method of an object that is no variable: execution.getVariable("x") is call("execution", "getVariable", {"x"}), a bean's
  /// method is asked in the same way, a function (beyond now, dateTime, currentUser, currentUserGroups) has the object "". A property is
  /// asked for as its getter, also where Java says isX: execution.processBusinessKey is call("execution", "getProcessBusinessKey", {}).
  /// task.execution is "execution". Arguments live as long as the call. None: every such call is an error.
  std::function<Result<feel::Value>(std::string_view object, std::string_view method, std::span<feel::Value const> arguments)> call;
  Instant now;
  std::string user;                            ///< of currentUser(); empty is null
  std::vector<std::string> groups;             ///< of currentUserGroups()
  std::shared_ptr<Zone const> zone = nullptr;  ///< where dateTime() is read; none means UTC
};

/// Immutable, cheap to copy and to move (shared); evaluating is thread-safe.
class Expression {
 public:
  /// "${a.b > 3}" or "#{…}", a composite "Order ${id} of ${name}" (always a text), or plain text (itself; "\${" is "${").
  /// Blanks around are part of the text: trim before. The error names the offset in bytes, what was expected and what came.
  static Result<Expression> compile(std::string_view text);
  /// One ${}: its value, of whatever kind; otherwise a text, in which null is nothing. That a condition is boolean is the
  /// caller's to ask.
  Result<feel::Value> evaluate(World const& world) const;
  /// Variables named, in order of appearance, each once: first names of paths, and constant names in execution.getVariable("x").
  /// The name of a bean looks like a variable's and is told too; execution and task are not.
  std::vector<std::string> const& reads() const;
  bool is_literal() const;  ///< no ${} in it
  std::string const& text() const;

 private:
  explicit Expression(std::shared_ptr<Program const> program) : program_(std::move(program)) {}
  std::shared_ptr<Program const> program_;
};

}  // namespace drivetrain::processes::juel
