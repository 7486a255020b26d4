// Node: one step of a compiled expression. Each construct family has a file with its nodes and a build_ function that makes them
// from a Tree; build.cpp dispatches. Nodes are immutable and shared between threads.
#pragma once

#include <memory>
#include <optional>

#include "feel/program/frame.h"

namespace drivetrain::feel {

class Node {
 public:
  explicit Node(Place place) : place_(place) {}
  virtual ~Node() = default;
  virtual Value evaluate(Frame& frame) const = 0;
  /// The value when it is known beforehand, else null pointer.
  virtual Value const* constant() const { return nullptr; }
  Place place() const { return place_; }

 private:
  Place place_;
};
/// Entries of a context that looking for one of them may go by within one step.
inline constexpr std::size_t entries_per_step = 32;
/// Steps for evaluating a part once more: a loop's body, a filter's condition, a function. Short ones cost one.
inline std::uint64_t steps_of(Tree const& tree) { return 1 + tree.size / 32; }

using NodePtr = std::unique_ptr<Node const>;

/// The node for a tree; constant parts are evaluated here, once.
NodePtr build(Tree const& tree);

/// Whether the value depends on nothing but constants.
bool is_pure(Tree const& tree);
/// Puts the values of constant parts in their place; the first that warns, as an error.
std::optional<CompileError> fold_constants(Tree& tree);

// One per family file.
NodePtr build_name(Tree const& tree);        // slots.cpp
NodePtr build_member(Tree const& tree);      // slots.cpp
NodePtr build_arithmetic(Tree const& tree);  // arithmetic.cpp
NodePtr build_comparison(Tree const& tree);  // comparison.cpp
NodePtr build_logic(Tree const& tree);       // logic.cpp
NodePtr build_tests(Tree const& tree);       // tests.cpp
NodePtr build_collection(Tree const& tree);  // collection.cpp
NodePtr build_path(Tree const& tree);        // path.cpp
NodePtr build_filter(Tree const& tree);      // filter.cpp
NodePtr build_iteration(Tree const& tree);   // iteration.cpp
NodePtr build_call(Tree const& tree);        // call.cpp
NodePtr build_function(Tree const& tree);    // lambda.cpp
NodePtr build_external(Tree const& tree);    // external.cpp

/// Whether a name below (and in functions below, through their captures) is bound to this local slot.
bool mentions_local(Tree const& tree, std::uint32_t slot);

}  // namespace drivetrain::feel
