// The difference of two versions, in words that a manager reads, and the rights that it touches.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/operating_model.h"

namespace drivetrain::model {

/// What a change touches, which is what a decision right may govern (`governs` of a Decision).
enum class Touch { weights, rights, standards, form, rhythms, processes, intent };
std::string_view to_string(Touch touch);

struct Difference {
  std::string kind, id, title;
  std::string path;                    ///< within spec, empty for an entity added or removed
  std::string before, after;
  std::string text;                    ///< "weight of margin-and-cash: 15 → 25"
  Touch touch = Touch::intent;
};

struct Diff {
  std::vector<Difference> differences;
  std::set<Touch> touches;
  double points = 0;                   ///< the largest move of a weight
  std::vector<std::string> lines() const;
};

Diff diff(OperatingModel const& before, OperatingModel const& after);

/// The one design decision whose `governs` covers all touches; empty when there is none or several would be needed.
struct Governing {
  std::string decision;
  std::string why;                     ///< when empty: what is missing
};
Governing governing_decision(OperatingModel const& model, std::set<Touch> const& touches);

}  // namespace drivetrain::model
