// Shapes: whether the cells of a column look like what its header says. "Limit" over names of people is no limit.
#pragma once

#include <string>
#include <vector>

#include "app/own_data/vocabulary.h"

namespace drivetrain::app::own_data {

/// Share of cells that have the shape, 0 … 1; 0.5 when there are no cells to look at, 1 for Shape::any.
double shape_fit(Shape shape, std::vector<std::string> const& cells);

}  // namespace drivetrain::app::own_data
