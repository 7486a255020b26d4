// The parts of `drivetrain bpmn`, one file each.
#pragma once

#include <optional>

#include "app/cli/verbs.h"
#include "notation/bpmn.h"

namespace drivetrain::app::cli {

void add_bpmn_layout(CLI::App& bpmn, Settings&, Run&);  // bpmn_layout.cpp
void add_bpmn_replay_traces(CLI::App& bpmn, Settings&, Run&);  // bpmn_replay_traces.cpp
void add_bpmn_svg(CLI::App& bpmn, Settings&, Run&);     // bpmn_svg.cpp

/// A file as it was read. `definitions` is empty when it is not BPMN; its findings are then told on stderr.
struct ReadProcessFile {
  SourceText source;
  std::optional<notation::BpmnDefinitions> definitions;
};
Result<ReadProcessFile> read_process_file(std::string const& path, Settings const& settings);

}  // namespace drivetrain::app::cli
