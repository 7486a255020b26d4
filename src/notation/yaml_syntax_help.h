// What a person should do about a syntax error of YAML.
#pragma once

#include <string_view>

namespace drivetrain::notation {

/// `problem` and `context` are libyaml's words. Empty when there is nothing better to say than they do.
std::string_view yaml_syntax_help(std::string_view problem, std::string_view context);

}  // namespace drivetrain::notation
