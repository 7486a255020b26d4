// drivetrain: an operating-model engine. The last fence for exceptions; everything else is in cli/.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

#include "app/cli/verbs.h"

int main(int argc, char** argv) {
  using namespace drivetrain::app::cli;
  CLI::App app;
  Settings settings;
  Run chosen;
  add_all_verbs(app, settings, chosen);
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    auto code = app.exit(error);
    return code == 0 ? exit_ok : exit_usage;
  }
  settings.colour = settings.colour_mode == "always" || (settings.colour_mode == "auto" && isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR"));
  try {
    return chosen ? with_output_written(chosen()) : exit_usage;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "drivetrain: a bug of ours: %s\n  help: please report it with the command you typed\n", error.what());
    return 70;
  }
}
