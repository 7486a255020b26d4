// From a JUEL text to its tree (JSR-341 §1.19, precedence §1.14).
#pragma once

#include "base/result.h"
#include "processes/juel/tree.h"

namespace drivetrain::processes::juel {

Result<Program> parse(std::string_view text);

}  // namespace drivetrain::processes::juel
