// The methods that an expression may call on a value: those of Java's String, List, Map, numbers, and of the dates that now() and dateTime()
// give. Each table is one file's; a new method is a line and a function there.
// DEVIATION: positions in a text count characters (code points), not Java's UTF-16 halves.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feel/value.h"

namespace drivetrain::processes::juel {

struct MethodCall {
  feel::Value const& self;
  std::span<feel::Value const> arguments;
  std::uint64_t& steps_left;
  feel::Value result = {};
  Error error = {};  ///< without a place

  bool refuse(std::string message, std::string help) { return error = {"", std::move(message), std::move(help)}, false; }
  /// Work in proportion to `size`; false with an error when there has been too much.
  bool spend(std::size_t size);
  /// The i-th argument as a text or whole number; false with an error.
  bool text(std::size_t i, std::string& out);
  bool index(std::size_t i, std::int64_t& out);
  bool yield(feel::Value value) { return result = std::move(value), true; }
  bool yield_text(std::string const& text);  ///< bounded by limits::max_string_bytes
};

struct Method {
  std::string_view name;
  std::uint8_t least, most;  ///< arguments
  bool (*run)(MethodCall&);  ///< false: `error` says why
};

std::span<Method const> text_methods();
std::span<Method const> list_methods();
std::span<Method const> context_methods();
std::span<Method const> moment_methods();  ///< of a date and time
std::span<Method const> scalar_methods();  ///< of every value that is not null

/// Calls `name` on a value that is not null. An entry x of a context answers getX() and isX() as well: there the value stands for a Java object.
Result<feel::Value> call_method(std::string_view name, MethodCall& call);
/// value.name, value["name"]: an entry of a context (null when there is none), an element of a list (null beyond its end), the getter of
/// anything else. A property of null is null.
Result<feel::Value> property_of(feel::Value const& value, feel::Value const& key, std::uint64_t& steps_left);

}  // namespace drivetrain::processes::juel
