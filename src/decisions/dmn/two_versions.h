// Two versions of a decision asked the same question: real inputs, evaluated in both. What they say differently is a change that can be shown; what
// they say alike shows nothing but this point.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "decisions/dmn/decision_model.h"

namespace drivetrain::decisions::dmn {

/// A value as a text that is equal when the value is: 1.0 and 1.00 are 1, entries of contexts stand by name.
std::string canonical_text(feel::Value const& value);

class TwoVersions {
 public:
  /// Of a decision: what it requires directly, so that decisions that it reads are given, not evaluated; of business knowledge its parameters; of a
  /// service its inputs.
  TwoVersions(DecisionModel const& before, std::uint32_t one, DecisionModel const& after, std::uint32_t other);

  std::vector<std::string> const& names() const { return names_; }
  /// Values worth trying for a name: what its type allows, near the constants of both versions; null last.
  std::vector<feel::Value> const& pool(std::size_t name) const { return pools_[name]; }
  /// Further constants, of the regions of tables say. Call before the pools are asked for.
  void add_constant(feel::Value const& value);
  void fill_pools();

  struct Answers {
    std::string before, after;
    std::vector<feel::Value> inputs[2];  ///< what came to the columns of each version's own table; empty when nothing did
    bool differ() const { return before != after; }
  };
  /// Both outcomes at a point, one value a name. Nulls differ when one comes of no rule and the other of several.
  Answers ask(std::span<feel::Value const> point) const;
  /// An evaluation was stopped at its bound: to ask on would take long.
  bool tired() const { return stopped_ > 0; }
  /// Points of all pools, at most `most`, always the same; stops when `use` says false. How many were tried.
  std::size_t try_points(std::size_t most, std::function<bool(std::span<feel::Value const>)> const& use) const;

 private:
  struct Side {
    DecisionModel const* model;
    std::uint32_t node;
    std::vector<Input> inputs;      ///< by name; its name is empty when this version does not know it
    std::vector<feel::Type const*> types;
    std::vector<std::uint32_t> nodes;
  };
  void know(std::size_t side, std::string const& name, std::string const& local, std::string const& space, feel::Type const* type, std::uint32_t node);
  std::string answer(Side const& side, std::span<feel::Value const> point, std::vector<feel::Value>& came) const;
  void read_constants(std::string const& text);
  std::vector<feel::Value> pool_of(feel::Type const* type, int depth) const;

  Side sides_[2];
  std::vector<std::string> names_;
  std::vector<std::vector<feel::Value>> pools_;
  std::vector<feel::Value> constants_;
  mutable std::size_t stopped_ = 0;
};

}  // namespace drivetrain::decisions::dmn
