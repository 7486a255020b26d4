// The reference page of the command line, from the same declarations that --help prints.
#pragma once

#include <string>

namespace drivetrain::app::cli {

/// Markdown: every verb with its arguments, options and examples. Verbs that only serve the project's own build are left out.
std::string command_line_markdown();

}  // namespace drivetrain::app::cli
