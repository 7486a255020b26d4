// The parts of `drivetrain dmn`, one file each.
#pragma once

#include "app/cli/verbs.h"

namespace drivetrain::app::cli {

void add_dmn_tck(CLI::App& dmn, Settings&, Run&);   // dmn_tck.cpp
void add_dmn_cases(CLI::App& dmn, Settings&, Run&); // dmn_cases.cpp
void add_dmn_check(CLI::App& dmn, Settings&, Run&); // dmn_check.cpp
void add_dmn_replay(CLI::App& dmn, Settings&, Run&);  // dmn_replay.cpp
void add_dmn_diff(CLI::App& dmn, Settings&, Run&);  // dmn_diff.cpp
void add_dmn_eval(CLI::App& dmn, Settings&, Run&);  // dmn_eval.cpp

}  // namespace drivetrain::app::cli
