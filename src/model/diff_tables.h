// What two versions of a file of decision tables decide otherwise, in words: whoever approves a changed table reads for which inputs its answer
// changes, with an input that shows it, not which bytes. Private to the difference of models.
#pragma once

#include <string>
#include <vector>

#include "model/operating_model.h"

namespace drivetrain::model {

/// A line for each: `Accept warranty: for Months since delivery > 12: "refuse" → "accept", for example Months since delivery = 13`. One line says so
/// when both decide alike, or when that cannot be told. Empty when no right names a table of the file in both versions, or one does not compile.
std::vector<std::string> changed_decisions(OperatingModel const& before, OperatingModel const& after, std::string const& path);

}  // namespace drivetrain::model
