// The strategy release note of one unit: what a new version of the model changes for its people, and why it concerns them. The
// way down of the drive train: intent reaches those who act on it, and nobody else has to read it.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/diff.h"

namespace drivetrain::model {

struct ConcerningChange {
  Difference change;
  std::string because;  ///< "Planner takes part", "process overhaul contributes to it"
};

struct ReleaseNote {
  std::string unit, title;  ///< id and title of the unit
  std::string before, after;  ///< revisions
  std::vector<ConcerningChange> changes;
  std::size_t others = 0;   ///< changes that do not concern the unit
  /// Grouped by what is touched, priorities first; ends with a newline.
  std::string markdown() const;
};

/// A change concerns a unit (and the units below it) when it is of the unit, its roles or people, of what names them or is owned by
/// them, of a process whose steps they perform, or of an objective, KPI, requirement or rule that such a process, decision or
/// rhythm is tied to; in either version. DT-X901 when neither version has the unit.
Result<ReleaseNote> release_note(OperatingModel const& before, OperatingModel const& after, Diff const& diff, std::string const& unit);

}  // namespace drivetrain::model
