// drivetrain dmn: decisions that are computed, outside a running company: evaluate them, verify them, compare them, test them.
#include <CLI/CLI.hpp>

#include "app/cli/dmn_verbs.h"

namespace drivetrain::app::cli {

void add_dmn(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("dmn", "Evaluate, check, compare and test DMN decisions");
  verb->require_subcommand(1);
  verb->footer("Examples:\n  drivetrain dmn eval risk.dmn --decision 'Risk class' --input '{\"Age\": 31}' --explain\n  drivetrain dmn tck tests/\n  drivetrain dmn replay --data data");
  add_dmn_cases(*verb, settings, chosen);
  add_dmn_check(*verb, settings, chosen);
  add_dmn_diff(*verb, settings, chosen);
  add_dmn_eval(*verb, settings, chosen);
  add_dmn_replay(*verb, settings, chosen);
  add_dmn_tck(*verb, settings, chosen);
}

}  // namespace drivetrain::app::cli
