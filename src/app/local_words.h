// Times as people say them, in the company's zone.
#pragma once

#include <string>

#include "app/company.h"

namespace drivetrain::app {

/// "Sat 28 March at 08:00"; the year is left to the context.
std::string day_and_time(Company const& company, Instant instant);

}  // namespace drivetrain::app
