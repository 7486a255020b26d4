// The bounds of lists that are made from what there may be a million of (beside limits.h, where all others stand).
#pragma once

#include <cstddef>

namespace drivetrain::limits {

inline constexpr std::size_t max_cases_looked_at = 20'000;   ///< for one page of cases in an order that is kept, and to count those that match
inline constexpr std::size_t max_cases_sorted = 100'000;     ///< open ones, put in an order that is not

}  // namespace drivetrain::limits
