// Who decides: for every level of every decision, who it is today and who when that person is away. Asked of the same routing that the running
// company uses (decisions/route.h), with an absence put into an otherwise empty state.
#pragma once

#include <vector>

#include "app/own_data/draft.h"
#include "app/own_data/report.h"

namespace drivetrain::app::own_data {

std::vector<ReportItem> who_decides(Draft const& draft, model::OperatingModel const& model, Date at);

}  // namespace drivetrain::app::own_data
