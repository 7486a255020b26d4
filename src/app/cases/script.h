// A case file: what people do and what must then be true, one line each, as a process owner reads it.
//
//   # essay: "escalation paths"
//   model models/tarnwick             | at 2026-01-05T09:00
//   do    hanna start quote {} key Q-1 tier critical as q1
//   want  q1 waits clarify for customer-desk-agent
//   after 2 business days
//   fail  leo decide q1 approve because "big account" : DT-X904
//   want  journal has DecisionEscalated
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"

namespace drivetrain::app::cases {

enum class StepKind { act, feed, want, fail, after, until, restart };

struct Step {
  StepKind kind = StepKind::act;
  std::string actor;             ///< of act and fail: the person; of feed: its name
  std::string text;              ///< what follows; of want: one condition
  std::string code;              ///< of fail
  Span span;
};

struct Script {
  std::string name;              ///< path of the file
  std::string title;             ///< its first comment line
  std::string model;             ///< folder, relative to where the runner was started
  std::string start;             ///< local date and time in the model's zone; the runner's default when empty
  std::vector<Step> steps;
};

/// Findings have the code DT-C001 … DT-C003; a script with findings is not run.
Script read_script(SourceText const& source, Diagnostics& diagnostics);

}  // namespace drivetrain::app::cases
