// Two versions of a decision model compared by what they decide, not by what is written: for which inputs the outcome changes, in words and
// with an input that shows it. A table that was sorted anew, split or merged decides as before; one changed digit may not. Both versions'
// constants cut the inputs into regions, so that what is not listed is the same. Where that cannot be shown, it is said.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "decisions/dmn/decision_model.h"

namespace drivetrain::decisions::dmn {

struct BehaviourChange {
  std::string where;                                       ///< age >= 18 and age < 21; "some inputs" when only the witness is known
  std::vector<std::pair<std::string, feel::Value>> witness;  ///< what the decision reads, by name; both versions were evaluated with it
  std::string before, after;                               ///< outcomes there: "gold"; no rule; the formula's text
  std::string before_witness, after_witness;               ///< what came of the witness
};
struct DecisionChange {
  std::string decision;
  enum class Kind : std::uint8_t { changed, added, removed, undecided } kind = Kind::changed;
  std::string why;                                         ///< what could not be decided, besides the changes when there are any
  std::vector<BehaviourChange> changes;
  bool more = false;                                       ///< there are changes that are not listed
};

struct DiffOptions {
  std::string decision;                  ///< only this one; empty: all
  std::size_t most_listed = 20;          ///< changes of one decision
  std::uint64_t work = 400'000'000;
};

/// Decisions, business knowledge and services that differ, in the order of the later model; those of it that decide as before are not listed. Each is
/// compared for itself: what changes only because a decision that it reads changed is told there. Changed is what a witness shows, alike what is
/// proved or written alike with all that it uses; else it is undecided, and why.
std::vector<DecisionChange> compare_behaviour(DecisionModel const& before, DecisionModel const& after, DiffOptions const& options);

}  // namespace drivetrain::decisions::dmn
