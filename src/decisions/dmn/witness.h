// Inputs that show a finding. What a search over regions finds is only told when real inputs were found that show it: given to the columns'
// expressions, passed by inputValues and types, and asked of the cells themselves. Columns that compute (age * 2, count(orders)) are not free: for
// them inputs are looked for, and where none is found nothing is claimed. Nor is what other decisions compute, when it is not known beforehand or
// several columns come from one input: then the whole decision is evaluated, and what comes to the table is looked at. Internal to decisions/dmn.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "decisions/dmn/dimensions.h"

namespace drivetrain::decisions::dmn {

/// What asking a table for its rules takes, in steps of searching.
std::uint64_t steps_of_a_look(DecisionTable const& table);

class WitnessSearch {
 public:
  WitnessSearch(TableSpace const& space, std::uint64_t& work);

  /// An input inside the box that no rule matches, in words ("age = 17, tier missing"). Nothing when none was found.
  std::optional<std::string> without_rule(Box const& box);
  /// One that both rules match.
  std::optional<std::string> of_both(Box const& box, std::uint32_t a, std::uint32_t b);

 private:
  using Value = feel::Value;
  /// A path that the table reads, to be given a value.
  struct Variable {
    PlainRead read;
    std::string path;
    std::size_t dimension = SIZE_MAX;        ///< that it is; else only columns that compute read it
    std::vector<Value> candidates;           ///< of those
  };
  static constexpr std::size_t no_rule = SIZE_MAX;

  std::optional<std::string> search(Box const& box, std::size_t a, std::size_t b);
  bool shows(Box const& box, std::vector<Value> const& chosen, std::size_t a, std::size_t b);
  bool inside(Box const& box, std::span<Value const> values) const;
  bool passes(std::size_t rule, std::span<Value const> values, Run& run, Value* slots) const;
  bool assign(std::vector<Value> const& chosen, std::vector<Value>& slots) const;
  std::vector<Value> in_dimension(std::size_t dimension, Stretches const& stretches) const;
  std::vector<Value> guesses(feel::Type const* type) const;
  void add_solutions(Box const& box, std::vector<std::vector<Value>>& options) const;
  std::string in_words(std::vector<Value> const& chosen) const;
  // witness_deep.cpp
  bool is_computed_above() const;
  void prepare_deep();
  std::vector<Value> deep_values(std::uint32_t node) const;
  std::optional<std::string> search_deep(Box const& box, std::size_t a, std::size_t b);

  TableSpace const& space_;
  std::uint64_t& work_;
  std::vector<Variable> variables_;
  std::vector<Value> frame_;                 ///< functions that columns call
  std::vector<Value> constants_;             ///< of columns that compute
  bool computes_ = false;
  bool deep_ = false;                        ///< inputs are chosen for the whole decision
  std::uint64_t deep_steps_ = 0;             ///< what evaluating it takes
  std::vector<std::uint32_t> deep_nodes_;    ///< those inputs
  std::vector<std::vector<Value>> deep_options_;
  bool possible_ = true;                     ///< false when columns read what cannot be chosen: the clock
};

}  // namespace drivetrain::decisions::dmn
