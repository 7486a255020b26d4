// Who to turn to when a request about a case was refused.
#pragma once

#include "app/api/exchange.h"

namespace drivetrain::app::api {

/// Whoever answers for the case today, for the refusal's text; nobody when there is no such case. Defined in cases.cpp.
HintsOf case_hints(std::string case_id);

}  // namespace drivetrain::app::api
