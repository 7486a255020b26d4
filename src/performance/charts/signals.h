// Which points of a chart do not belong to the usual variation, and by which rule: nobody is asked about noise.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "performance/charts/chart.h"

namespace drivetrain::performance::charts {

enum class Rule {
  beyond_limits,      ///< one point beyond three sigmas (Shewhart; Western Electric 1; Nelson 1)
  long_run,           ///< more neighbours on one side than chance leaves there (Anhøj and Olesen 2014)
  few_crossings,      ///< the line crosses its centre less often than chance does (Anhøj and Olesen 2014)
  two_of_three,       ///< two of three neighbours beyond two sigmas on one side (Western Electric 2; Nelson 5)
  four_of_five,       ///< four of five neighbours beyond one sigma on one side (Western Electric 3; Nelson 6)
  eight_on_a_side,    ///< eight neighbours on one side (Western Electric 4)
  nine_on_a_side,     ///< nine neighbours on one side (Nelson 2)
  six_in_a_row,       ///< six neighbours, each higher than the one before, or each lower (Nelson 3)
  fourteen_alternate, ///< fourteen neighbours, up and down in turn (Nelson 4)
  fifteen_close,      ///< fifteen neighbours within one sigma: the limits are those of another process (Nelson 7)
  eight_far,          ///< eight neighbours beyond one sigma on either side: two processes in one chart (Nelson 8)
};

/// Rules that belong together. More rules find more, and cry wolf more often.
enum class RuleSet { limits, usual, western_electric, nelson };
/// limits: beyond_limits. usual: beyond_limits, long_run, few_crossings.
std::span<Rule const> rules_of(RuleSet set);

/// In a person's words: "nine neighbours on one side of the centre".
std::string_view describe(Rule rule);

/// The points from `first` to `last` (indexes of the chart, both included) break `rule`. They lie in one phase.
struct Signal {
  Rule rule{};
  std::size_t first = 0, last = 0;
  bool operator==(Signal const&) const = default;
};
/// In order of `last`, then of the rule. One stretch that breaks a rule is one signal, however long it is. What was not measured or is not usual is skipped:
/// its neighbours are each other's neighbours. Runs skip also points on the centre.
std::vector<Signal> find_signals(Chart const& chart, std::span<Rule const> rules);

/// Anhøj's tests for one phase, with the numbers behind them. Points on the centre tell nothing about its sides.
struct Runs {
  int useful = 0;                ///< points beside the centre
  int longest = 0, longest_usual = 0;      ///< longest run, and the longest that chance leaves: round(log2(useful)) + 3
  int crossings = 0, crossings_usual = 0;  ///< and the fewest that chance leaves: the 5 % quantile of a fair coin thrown useful - 1 times
  bool signal() const { return longest > longest_usual || crossings < crossings_usual; }
};
/// `points` are one phase. All 0 when fewer than two are useful.
Runs runs_of(std::span<Drawn const> points);

}  // namespace drivetrain::performance::charts
