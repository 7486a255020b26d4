// Regions and boxes as a person says them: age >= 18 and age < 21, tier other than "A", "B".
#pragma once

#include <string>

#include "decisions/dmn/box_search.h"
#include "decisions/dmn/regions.h"

namespace drivetrain::decisions::dmn {

/// Empty when the stretches leave out nothing that can come. Missing values are mentioned where cells ask for them.
std::string in_words(ColumnRegions const& column, Stretches const& stretches, std::string const& label);
/// All columns that say something, joined by commas; "any input" when none does.
std::string in_words(DecisionTable const& table, std::span<ColumnRegions const> columns, Box const& box);
/// One input inside, by column; null where a value is missing.
std::vector<feel::Value> witness(std::span<ColumnRegions const> columns, Box const& box);

}  // namespace drivetrain::decisions::dmn
