// Reach: what a design decision touches elsewhere. Decisions in one domain shape outcomes in the others: from what is changed the
// ways lead over the decisions that it affects, the standards (KPIs) that these move, the decisions that look at or react to such a
// standard, the capacities whose load they answer for with those who answer for them too and the processes that they limit, and the
// rhythms that take them; as far as they go.
#pragma once

#include <string>
#include <vector>

#include "app/views/names.h"

namespace drivetrain::app::views {

/// Kind (as the model names it) and id.
struct Thing {
  std::string kind, id;
  auto operator<=>(Thing const&) const = default;
};
struct Reached {
  Thing thing;
  std::vector<Thing> way;              ///< from what is changed to what leads here, both included
};

/// What a thing touches directly.
std::vector<Thing> touched_by(OperatingModel const& model, Thing const& thing);
/// The transitive closure without the beginnings, each by a shortest way, nearest first.
std::vector<Reached> reach_of(OperatingModel const& model, std::vector<Thing> const& changed);

}  // namespace drivetrain::app::views
