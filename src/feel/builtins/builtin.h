// Built-in functions (DMN 1.5 §10.3.4): one file per family, each a table of signatures as the standard writes them plus one
// function per entry. Arguments are checked and coerced here, in one place, so that a built-in only computes.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/program/frame.h"

namespace drivetrain::feel {

struct Signature;

/// One call of a built-in. Arguments have the declared types; an optional one that was not given is not there.
struct Call {
  Frame& frame;
  Place place;
  std::string_view name;
  Value const* arguments;
  bool has(std::size_t i) const;
  Value const& operator[](std::size_t i) const { return arguments[i]; }
  /// Null, with the reason "name: message" in the warnings.
  [[gnu::cold]] Value fail(std::string_view message) const;
  /// False, after a warning, when the evaluation has done too much.
  bool spend(std::uint64_t steps) const { return frame.spend(steps, place); }
  /// The same for a text that is gone through or made: a step for each 64 bytes.
  bool spend_on(std::string_view text) const { return spend(1 + text.size() / 64); }
  /// The number without its fraction (the TCK reads 2.5 as 2 wherever a count is asked for); nothing, after a warning, when it is beyond 64 bits.
  std::optional<std::int64_t> whole(std::size_t i, std::string_view what) const;
};

/// `parameters`: "string: string, start position: number, length?: number"; "n...: number" takes the remaining arguments as one
/// list; types are FEEL's names, joined by |; "any" admits null, "duration" means both kinds. "list<number>" takes every list and
/// "~number" every value, and the function says itself what it misses: only where types are known beforehand is anything else refused. Entries of one name are tried in
/// the order of the table.
struct Builtin {
  std::string_view name, parameters, summary;
  Value (*run)(Call const&);
  bool pure = true;  ///< depends on its arguments only
};

// The families.
std::span<Builtin const> conversion_builtins();
std::span<Builtin const> boolean_builtins();
std::span<Builtin const> string_builtins();
std::span<Builtin const> pattern_builtins();
std::span<Builtin const> number_builtins();
std::span<Builtin const> list_builtins();
std::span<Builtin const> statistics_builtins();
std::span<Builtin const> calendar_builtins();
std::span<Builtin const> range_builtins();
std::span<Builtin const> context_builtins();

// What the rest of feel/ asks.
std::span<std::string_view const> builtin_names();
bool is_pure_builtin(std::string_view name);
/// The built-in as a function value; null when there is none.
Value builtin_value(std::string_view name);
/// Why no form of `name` takes these arguments; empty when one does. `names` is empty when they are given in order.
std::string misfit(std::string_view name, std::size_t count, std::span<std::string const> names);
/// "substring(string, start position, length?)", forms joined by " or ".
std::string signatures(std::string_view name);

/// What is known of an argument before there are values. A list may also stand for its only element, and a value for a list of it.
struct ArgumentKinds {
  std::optional<Kind> kind;     ///< nothing: unknown
  std::optional<Kind> element;  ///< of a list
  bool any_element = false;     ///< a list of unknown elements
};
struct KindRefusal {
  std::size_t argument;
  std::string parameter, type;
};
/// Which argument no form of `name` takes, by the first form; nothing when some form may take all. Numbers of arguments are misfit()'s.
std::optional<KindRefusal> misfit_kinds(std::string_view name, std::span<ArgumentKinds const> arguments, std::span<std::string const> names);

/// A way to call a built-in: a form and, for each of its parameters, which argument goes there (-1: none).
struct CallPlan {
  Signature const* form;
  std::vector<int> order;
};
/// Why these constant texts are no pattern and flags of matches(), replace() and split(); empty when they are.
std::string pattern_misfit(std::string_view pattern, std::string_view flags);
/// Every form that takes these arguments, in the order of the tables.
std::vector<CallPlan> plan_call(std::string_view name, std::size_t count, std::span<std::string const> names);
/// Runs the first plan whose parameters accept the values.
Value run_call(std::string_view name, std::span<CallPlan const> plans, std::span<Value const> arguments, Frame& frame, Place place);

}  // namespace drivetrain::feel
