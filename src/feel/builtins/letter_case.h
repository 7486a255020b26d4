// Upper and lower case beyond ASCII, by Unicode's rules without a language's exceptions (ICU, kept behind this header).
#pragma once

#include <string>
#include <string_view>

namespace drivetrain::feel {

std::string upper_case(std::string_view text);
std::string lower_case(std::string_view text);

}  // namespace drivetrain::feel
