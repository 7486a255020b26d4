// The bounds of what cases remember (beside limits.h, where all others stand).
#pragma once

#include <cstddef>

namespace drivetrain::limits {

inline constexpr std::size_t max_variables_bytes = 16u << 20;       ///< that one command brings, or one expression yields: as much as one text may be long
inline constexpr std::size_t max_case_variables_bytes = 64u << 20;  ///< of a case, all together: each end of a case writes them once more
inline constexpr std::size_t small_variables_bytes = 4u << 10;      ///< less than this is added without counting what is there

}  // namespace drivetrain::limits
