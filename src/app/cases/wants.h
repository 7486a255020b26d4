// Wants: what must be true at a point of a case. A want joins by one function and one line in wants.cpp.
#pragma once

#include "app/cases/stage.h"

namespace drivetrain::app::cases {

/// Empty when it holds; else what is there instead. An Error means that the line itself makes no sense.
Result<std::string> want(Stage& stage, std::string const& text);

}  // namespace drivetrain::app::cases
