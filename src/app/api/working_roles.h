// Whose people get work: the roles with a queue.
#pragma once

#include <set>
#include <string>

#include "app/api/exchange.h"

namespace drivetrain::app::api {

/// Roles whose people get work from a process in force, or have some.
std::set<std::string> working_roles(Reading const& reading);

}  // namespace drivetrain::app::api
