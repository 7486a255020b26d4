// Inputs for a table's test cases (see table_cases.h): from regions to values that the input takes, evaluated, so that what is said of a case was seen.
// Internal to decisions/dmn.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "base/result.h"
#include "decisions/dmn/dimensions.h"

namespace drivetrain::decisions::dmn {

/// A region by dimension.
using CasePoint = std::vector<std::uint32_t>;

struct TriedCase {
  std::vector<Input> inputs;
  Outcome outcome;
  std::vector<std::uint32_t> rules;  ///< that matched; of FIRST only the first
  std::string fault;                 ///< several rules match where one must decide
};

class CaseInputs {
 public:
  CaseInputs(DecisionModel const& model, std::uint32_t node, DecisionTable const& table, feel::Environment const& environment, std::uint64_t& work);
  /// DT-X902 when a column cannot be given a value.
  Status prepare();

  TableSpace const& space() const { return space_; }
  /// All that can come and that cells compare with.
  Box const& within() const { return within_; }
  /// The point evaluated; nothing when the input refuses it, or the work ran out.
  std::optional<TriedCase> ask(CasePoint const& point);
  /// Whether the rule makes the outcome.
  bool decides(std::uint32_t rule, TriedCase const& tried);
  bool spend(std::uint64_t steps);
  /// What the outputs weigh under PRIORITY; nothing for formulas.
  std::optional<std::vector<std::size_t>> const& weights(std::uint32_t rule);

 private:
  struct Place {
    std::uint32_t node = 0;
    std::string path;
  };
  std::optional<feel::Value> const& value_of(std::size_t dimension, std::uint32_t region);
  bool takes(std::size_t dimension, feel::Value const& value) const;

  DecisionModel const& model_;
  std::uint32_t node_;
  DecisionTable const& table_;
  feel::Environment const& environment_;
  std::uint64_t& work_;
  TableSpace space_;
  Box within_;
  std::vector<Place> places_;  ///< by dimension
  std::map<std::pair<std::size_t, std::uint32_t>, std::optional<feel::Value>> values_;
  std::map<std::uint32_t, std::optional<std::vector<std::size_t>>> weights_;
};

}  // namespace drivetrain::decisions::dmn
