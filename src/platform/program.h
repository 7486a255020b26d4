// Which program this is: what was computed by one build is not taken on trust by another.
#pragma once

#include <string>

namespace drivetrain::platform {

/// The build id that the linker gave this program (hex); where it gave none, the hash of the program's file. Other code, other id.
std::string const& program_build();

}  // namespace drivetrain::platform
