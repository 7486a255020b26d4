// Any command by its name and named values: for the case runner, the command line and what integrates with us.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "feel/value.h"
#include "journal/record.h"

namespace drivetrain::app {

/// DT-X902 when a field is unknown or does not fit. Only commands that a person, worker or feed may issue.
Result<journal::Command> command_from(std::string const& name, feel::Value const& fields, journal::Actor actor);
std::vector<std::string> command_names();

}  // namespace drivetrain::app
