// Evidence of a figure: the events in its window that its measures count.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/company.h"
#include "app/journal_index.h"

namespace drivetrain::app::views {

/// As in the model's files: "count", "sum", …
std::string_view to_string(performance::Aggregate aggregate);

/// Positions of the events, ascending; each once, however many measures count it.
std::vector<std::uint64_t> kpi_evidence(Company const& company, JournalIndex const& index, performance::Kpi const& kpi, Instant now);

}  // namespace drivetrain::app::views
