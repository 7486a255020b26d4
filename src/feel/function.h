// Function: a FEEL function as a value (DMN 1.5 §10.3.2.13.5): a built-in, a lambda with what it captured, or what a folder
// above provides (a business knowledge model, a decision service).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "feel/value.h"

namespace drivetrain::feel {

struct Frame;
struct Place;
struct Type;

class Function {
 public:
  virtual ~Function() = default;
  /// For messages; a lambda is called "function".
  virtual std::string const& name() const = 0;
  virtual std::vector<std::string> const& parameters() const = 0;
  /// Precondition: accepts(arguments.size()). Misuse yields null and a warning in `frame`, at the place of the call.
  virtual Value call(std::span<Value const> arguments, Frame& frame, Place place) const = 0;
  virtual bool accepts(std::size_t count) const { return count == parameters().size(); }
  /// Whether it is of a function type (for instance of).
  virtual bool has_type(Type const&) const { return false; }
};

}  // namespace drivetrain::feel
