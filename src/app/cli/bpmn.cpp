// drivetrain bpmn: processes as files, outside a running company: give them their picture, draw it.
#include <CLI/CLI.hpp>

#include "app/cli/bpmn_verbs.h"

namespace drivetrain::app::cli {

void add_bpmn(CLI::App& app, Settings& settings, Run& chosen) {
  auto* verb = app.add_subcommand("bpmn", "Lay out and draw BPMN processes");
  verb->require_subcommand(1);
  verb->footer("Examples:\n  drivetrain bpmn layout order.bpmn --in-place\n  drivetrain bpmn svg order.bpmn --out order.svg");
  add_bpmn_layout(*verb, settings, chosen);
  add_bpmn_svg(*verb, settings, chosen);
  add_bpmn_replay_traces(*verb, settings, chosen);
}

}  // namespace drivetrain::app::cli
