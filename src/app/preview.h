// What would happen if a person changed a case so: asked of the company as it is at one moment. Nothing is written, whatever the answer, so
// that looking leaves no trace in the case's story.
#pragma once

#include <string>

#include "app/company.h"
#include "processes/case_commands.h"

namespace drivetrain::app {

/// A line for each thing that would be done. Refused like the command itself.
Result<std::string> preview(Company const& company, processes::ModifyCase const& command, std::string const& person, Instant now);
Result<std::string> preview(Company const& company, processes::MigrateCase const& command, std::string const& person, Instant now);

}  // namespace drivetrain::app
