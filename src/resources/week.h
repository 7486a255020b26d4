// Weeks of the plan: ISO 8601 week dates ("2026-W48"), because supply and demand are balanced by week. A week is its Monday.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace drivetrain::resources {

/// Ten years: no plan looks further, and a slip of the pen ends here.
inline constexpr std::size_t max_planned_weeks = 520;

/// The Monday of "2026-W48". Error for other texts and for weeks that the year does not have.
Result<Date> parse_week(std::string_view text);
/// The Mondays of "2026-W48" or "2026-W50/2027-W02", both ends included; at most max_planned_weeks.
Result<std::vector<Date>> parse_weeks(std::string_view text);
/// "2026-W48", of any day in it.
std::string format_week(Date day);

}  // namespace drivetrain::resources
