// The whole command line: what all verbs share, and each verb, in the order of the reference.
#include <CLI/CLI.hpp>

#include "app/cli/verbs.h"

namespace drivetrain::app::cli {

void add_all_verbs(CLI::App& app, Settings& settings, Run& chosen) {
  app.description("drivetrain: compiles, runs, measures and corrects an operating model");
  app.name("drivetrain");
  app.footer("Begin with:\n  drivetrain check models/tarnwick --at 2026-01-05\n  drivetrain demo");
  app.set_version_flag("--version", "drivetrain " DRIVETRAIN_VERSION);
  app.require_subcommand(1);
  app.fallthrough();
  app.add_flag("--json", settings.json, "Stable, documented JSON on stdout");
  app.add_flag("--quiet", settings.quiet, "Results only");
  app.add_option("--color", settings.colour_mode, "auto, always or never")->check(CLI::IsMember({"auto", "always", "never"}))->capture_default_str();
  for (AddVerb add : {add_demo, add_init, add_check, add_fmt, add_explain, add_diff, add_graph, add_schema, add_test, add_simulate, add_serve, add_feel, add_dmn, add_bpmn, add_process, add_decision, add_rhythm, add_audit, add_backup, add_restore, add_erase, add_export, add_user, add_token, add_access,
                      add_config, add_doctor, add_completion, add_reference})
    add(app, settings, chosen);
}

}  // namespace drivetrain::app::cli
