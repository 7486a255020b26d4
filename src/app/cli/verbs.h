// The verbs of the binary. Each joins by one function that adds its subcommand and says what to run when it was chosen.
// Results go to stdout, messages to stderr. Exit codes: 0 ok, 1 findings, 2 usage, 3 not found, 4 refused, 5 unavailable.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"

namespace CLI {
class App;
}

namespace drivetrain::app {
struct ServeOptions;
}

namespace drivetrain::app::cli {

enum ExitCode { exit_ok = 0, exit_findings = 1, exit_usage = 2, exit_not_found = 3, exit_refused = 4, exit_unavailable = 5 };

/// What all verbs share.
struct Settings {
  bool json = false;
  bool quiet = false;
  bool colour = false;
  std::string colour_mode = "auto";
};

using Run = std::function<int()>;
/// Adds a verb to the command line; `chosen` receives what to run.
using AddVerb = void (*)(CLI::App&, Settings&, Run& chosen);

void add_init(CLI::App&, Settings&, Run&);
void add_check(CLI::App&, Settings&, Run&);
void add_fmt(CLI::App&, Settings&, Run&);
void add_explain(CLI::App&, Settings&, Run&);
void add_diff(CLI::App&, Settings&, Run&);
void add_graph(CLI::App&, Settings&, Run&);
void add_schema(CLI::App&, Settings&, Run&);
void add_feel(CLI::App&, Settings&, Run&);
void add_dmn(CLI::App&, Settings&, Run&);
void add_bpmn(CLI::App&, Settings&, Run&);
void add_test(CLI::App&, Settings&, Run&);
void add_audit(CLI::App&, Settings&, Run&);
void add_decision(CLI::App&, Settings&, Run&);
void add_rhythm(CLI::App&, Settings&, Run&);
void add_simulate(CLI::App&, Settings&, Run&);
void add_serve(CLI::App&, Settings&, Run&);
void add_demo(CLI::App&, Settings&, Run&);
void add_user(CLI::App&, Settings&, Run&);
void add_token(CLI::App&, Settings&, Run&);
void add_access(CLI::App&, Settings&, Run&);
void add_config(CLI::App&, Settings&, Run&);
void add_doctor(CLI::App&, Settings&, Run&);
void add_completion(CLI::App&, Settings&, Run&);
void add_backup(CLI::App&, Settings&, Run&);
void add_restore(CLI::App&, Settings&, Run&);
void add_erase(CLI::App&, Settings&, Run&);
void add_process(CLI::App&, Settings&, Run&);
void add_export(CLI::App&, Settings&, Run&);
void add_reference(CLI::App&, Settings&, Run&);

/// All of them, and the options that they share.
void add_all_verbs(CLI::App& app, Settings& settings, Run& chosen);

/// Serves until SIGINT or SIGTERM, looks at the model's folder on SIGHUP; prints the address on stdout.
int serve_until_interrupted(ServeOptions options, Settings const& settings);
/// What a verb printed has reached its file or pipe: else says so, and the code is exit_unavailable.
int with_output_written(int status);
/// Prints an error as `drivetrain: message` with its help, and answers the exit code that fits its code.
int fail(Error const& error);

}  // namespace drivetrain::app::cli
