// Frame: what an evaluation works on. Slots were given out when parsing, so reading a name is an index.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "feel/syntax/tree.h"

namespace drivetrain::feel {

/// What accompanies an evaluation from a folder above (a decision model's trace); feel/ only carries it along.
struct Companion {
  virtual ~Companion() = default;
};

/// One evaluation from outside: what it may ask, what it has said, and how much it may still do. Many expressions may share it.
struct Session {
  Environment const& environment;
  std::vector<std::string> const* global_names = nullptr;
  std::vector<Warning> warnings = {};
  std::uint64_t steps_left = limits::max_evaluation_steps;
  std::uint32_t depth_left = limits::max_evaluation_depth;
  std::uint32_t source = 0;  ///< which expression's text the places of warnings are in
  Companion* companion = nullptr;
  std::uint64_t bytes_left = limits::max_evaluation_bytes;  ///< of texts, lists and contexts still to be made
  std::uint64_t nodes_left = 2ull * limits::max_value_nodes;  ///< of large values that are kept side by side (a graph's decisions)
  std::string_view stopped = {};  ///< why, once a bound was reached: nothing more is evaluated then
  std::uint32_t muted = 0;        ///< while above 0, warnings are not heard
  std::vector<std::uint64_t> patterns = {};  ///< fingerprints of those searched for lately, which are paid for already

  /// Adds a warning at a place of the present source; one that was said there before is counted. Kept to limits::max_warnings.
  [[gnu::cold]] void warn(Place place, std::string message);
  /// Ends the evaluation: everything that costs steps is null from here on.
  [[gnu::cold]] void stop(Place place, std::string_view why);
  /// After an evaluation: says in its message how often a warning came.
  void finish();
  /// Everything as at the beginning, for the next evaluation; memory is kept.
  void renew();
};

/// While it lives, warnings belong to another expression's text.
class InSource {
 public:
  InSource(Session& session, std::uint32_t source) : session_(session), outside_(session.source) { session.source = source; }
  ~InSource() { session_.source = outside_; }
  InSource(InSource const&) = delete;

 private:
  Session& session_;
  std::uint32_t outside_;
};

/// Slots of the expression, or of one call of a function.
struct Frame {
  Session& session;
  Value* globals = nullptr;          ///< filled when first read
  Value* locals = nullptr;
  Value const* captures = nullptr;

  /// Null, and the reason goes to the warnings: what was expected, what came. Kept to limits::max_warnings.
  [[gnu::cold]] Value null_because(Place place, std::string message);
  /// Counts work that is not bounded by the expression's size; false (with a warning) when there has been too much.
  bool spend(std::uint64_t steps, Place place) {
    if (session.steps_left >= steps) {
      session.steps_left -= steps;
      return true;
    }
    return exhausted(place);
  }
  /// Counts memory; false (with a warning) when the evaluation has made too much.
  bool take(std::uint64_t bytes, Place place) {
    if (session.bytes_left >= bytes) [[likely]] {
      session.bytes_left -= bytes;
      return true;
    }
    return full(place);
  }
  /// A list, context or text that was just made: itself, or null after a warning when it holds too much. Every one goes through here.
  Value made(Value value, Place place) {
    if (value.weight() <= limits::max_value_nodes && value.depth() <= limits::max_value_depth) [[likely]]
      return take(value.own_bytes(), place) ? std::move(value) : Value();
    return too_large(value, place);
  }
  /// False, after a warning: there has been too much.
  [[gnu::cold]] bool exhausted(Place place);
  Value const& global(std::uint32_t slot);

 private:
  [[gnu::cold]] bool full(Place place);
  [[gnu::cold]] Value too_large(Value const& value, Place place);
};

}  // namespace drivetrain::feel
