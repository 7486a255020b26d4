// drivetrain: an operating-model engine. The last fence for exceptions; everything else is in cli/.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

#include "app/cli/verbs.h"

int main(int argc, char** argv) {
  using namespace drivetrain::app::cli;
  CLI::App app{"drivetrain: compiles, runs, measures and corrects an operating model", "drivetrain"};
  app.footer("Begin with:\n  drivetrain check models/tarnwick\n  drivetrain demo");
  app.set_version_flag("--version", "drivetrain " DRIVETRAIN_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  Settings settings;
  std::string colour = "auto";
  app.add_flag("--json", settings.json, "Stable, documented JSON on stdout");
  app.add_flag("--quiet", settings.quiet, "Results only");
  app.add_option("--color", colour, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  Run chosen;
  for (AddVerb add : {add_demo, add_init, add_check, add_fmt, add_explain, add_diff, add_graph, add_schema, add_test, add_simulate, add_serve, add_feel, add_decision, add_audit, add_user, add_token, add_access, add_config, add_doctor, add_completion})
    add(app, settings, chosen);
  try {
    app.parse(argc, argv);
  } catch (CLI::ParseError const& error) {
    auto code = app.exit(error);
    return code == 0 ? exit_ok : exit_usage;
  }
  settings.colour = colour == "always" || (colour == "auto" && isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR"));
  try {
    return chosen ? chosen() : exit_usage;
  } catch (std::exception const& error) {
    std::fprintf(stderr, "drivetrain: a bug of ours: %s\n  help: please report it with the command you typed\n", error.what());
    return 70;
  }
}
