// Strategy as a page sees it: objectives with what they got, the map from intent to work with its status at every node, and what
// hangs loose.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/journal_index.h"
#include "app/views/names.h"
#include "model/line_of_sight.h"

namespace drivetrain::app::views {

using performance::KpiStatus;

/// Hours of the last four weeks that reached an objective directly or through those below it, and the percent of all.
struct ObjectiveEffort {
  double hours = 0;
  std::optional<double> revealed, expected;
};
std::map<std::string, ObjectiveEffort> objective_effort(Company const& company, JournalIndex const& index, Instant now);
/// Hours in the window that serve no objective; nothing when there were no hours.
std::optional<double> unserved_hours(Company const& company, Instant now);

/// The worst of an objective's KPIs; no_data without any.
KpiStatus status_of_objective(Company const& company, std::string const& objective, Instant now);
/// Whether an assumption still holds: alarm when it is broken.
KpiStatus status_of_assumption(Company const& company, strategy::Assumption const& assumption, Instant now);

/// A node of the map; `key` is "kind/id" with the API's kind.
struct SightNode {
  std::string key, kind, id;
  KpiStatus status = KpiStatus::no_data;
  std::string figure;                ///< "weight 30", "12 waiting"; empty: none
  std::string owner;                 ///< role; empty: none
  std::string orphan;                ///< why it hangs loose; empty: it does not
};
struct SightLink {
  std::string from, to;              ///< keys; downward
  int strength = 0;                  ///< of a contribution: 1, 3, 9; else 0
};
struct SightMap {
  std::vector<SightNode> nodes;
  std::vector<SightLink> links;
};
SightMap sight_map(Company const& company, Instant now);

}  // namespace drivetrain::app::views
