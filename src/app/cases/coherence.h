// Coherence cases (.fault): a small change to a coherent model, and the one finding that it must cause.
//
//   # essay: "unclear decision rights"
//   model models/tarnwick | at 2026-01-05
//   in    decisions/expedite-job.yaml
//   put   delay_hours > 9 and delay_hours <= 40
//   for   delay_hours > 8 and delay_hours <= 40
//   want  error DT-D203 decisions/expedite-job.yaml:13 "delay_hours = 9"
//
// `add FILE` with indented lines adds a file; `drop FILE` takes one away. Exactly the findings wanted must appear beyond those of
// the model itself.
#pragma once

#include <string>

namespace drivetrain::app::cases {

/// Empty when it holds; else what was found instead.
std::string run_coherence(std::string const& path, std::string const& text);

}  // namespace drivetrain::app::cases
