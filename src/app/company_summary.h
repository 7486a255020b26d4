// What a company's state says, in lines that outlive the form in which it is kept: old journals are told again by newer
// Drivetrains, and must still lead to these.
#pragma once

#include <string>
#include <vector>

#include "app/company.h"
#include "journal/fold.h"

namespace drivetrain::app {

/// Cases and where they stand, work, decisions, meetings, issues, figures, versions, accounts, timers. The same state has the same lines.
std::vector<std::string> summary_of(Company const& company, journal::Fold const& fold);

}  // namespace drivetrain::app
