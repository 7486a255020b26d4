// The script that a shell reads to complete the verbs and options of drivetrain.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace drivetrain::app::cli {

/// `shell`: bash, zsh or fish.
std::string completion_script(CLI::App const& app, std::string const& shell);

}  // namespace drivetrain::app::cli
