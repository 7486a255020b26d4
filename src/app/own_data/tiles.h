// Tiles: the levels of one decision laid side by side, and the stretches that two of them cover or none. The compiler proves with DT-D203 that there is such
// an amount and names one; a manager wants to know from where to where.
#pragma once

#include <string>
#include <vector>

#include "app/own_data/draft.h"

namespace drivetrain::app::own_data {

struct Stretch {
  std::optional<Decimal> from, to;       ///< open when absent
  bool from_included = false, to_included = false;
  std::vector<std::string> roles;        ///< none: a gap; two or more: an overlap
};

/// Gaps and overlaps of amounts from 0 on, ascending. Levels of the same role that overlap are one of these, too.
std::vector<Stretch> clashes_of(DraftDecision const& decision);
/// Roles of the levels that cover this amount.
std::vector<std::string> roles_at(DraftDecision const& decision, Decimal amount);
/// "above EUR 15,000 up to EUR 20,000", "at exactly EUR 15,000".
std::string stretch_in_words(Stretch const& stretch, std::string_view unit);

}  // namespace drivetrain::app::own_data
