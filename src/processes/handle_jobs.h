// What the handlers of jobs check alike.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"

namespace drivetrain::processes {

inline constexpr Duration longest_lock = days(365);

/// DT-X902 when a worker cannot be called so.
Status check_worker(std::string const& worker);
/// DT-X902 when nobody may hold a job for so long.
Status check_lock(Duration lock);

}  // namespace drivetrain::processes
