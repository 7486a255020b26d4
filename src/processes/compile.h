// Compiling a process: from the BPMN file as people draw it to the Program that runs. What cannot run is refused by name, with
// its line and what to do instead (DT-P410); nothing is accepted and then ignored.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "decisions/called.h"
#include "notation/bpmn.h"
#include "processes/model.h"
#include "processes/program.h"

namespace drivetrain::processes {

/// The process of the sidecar's id among those of its BPMN file, checked (check.h). Findings: DT-P401, DT-P402 (no role), DT-P410, DT-P411 (forms),
/// DT-D211 (no decision right), DT-L901, DT-R024, DT-R040. Null when some element could not be compiled at all; a Program may be
/// run only when there was no error. `callable`: the decisions that its business-rule tasks may call by id (DT-D230); none: there are none.
/// `files`: of the model, by path, for forms; null: there are none.
std::shared_ptr<Program const> compile(notation::BpmnDefinitions const& definitions, Process const& sidecar, Diagnostics& diagnostics, decisions::CallableDecisions* callable = nullptr,
                                       std::map<std::string, SourceText> const* files = nullptr);

/// A process of a file that another engine runs today, by itself: without the company's roles and decision rights. Without `callable` any
/// decision may be called; whether it is there shows when a case comes to it.
std::shared_ptr<Program const> compile_foreign(notation::BpmnDefinitions const& definitions, std::string const& process, Dialect dialect, Diagnostics& diagnostics,
                                               decisions::CallableDecisions* callable = nullptr);

/// Which engine the file is written for: by its modeler's executionPlatform, else by the namespaces that its elements use.
Dialect dialect_of(notation::BpmnDefinitions const& definitions);

}  // namespace drivetrain::processes
