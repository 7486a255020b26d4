// Rules that join folders. A rule joins by one file here and one line in checks.cpp.
#pragma once

#include "base/diagnostic.h"
#include "model/operating_model.h"

namespace drivetrain::model {

struct CheckInput {
  OperatingModel const& model;
  Date at;
};

void check_unused(CheckInput const& input, Diagnostics& diagnostics);              ///< DT-R004
void check_served_objectives(CheckInput const& input, Diagnostics& diagnostics);   ///< DT-S104
void check_contributing(CheckInput const& input, Diagnostics& diagnostics);        ///< DT-S105
void check_forum(CheckInput const& input, Diagnostics& diagnostics);               ///< DT-D207
void check_reviewed_kpis(CheckInput const& input, Diagnostics& diagnostics);       ///< DT-M305
void check_performers(CheckInput const& input, Diagnostics& diagnostics);          ///< DT-P402
void check_bound_decisions(CheckInput const& input, Diagnostics& diagnostics);     ///< DT-D211
void check_named_people(CheckInput const& input, Diagnostics& diagnostics);        ///< DT-L902
void check_rhythm_rights(CheckInput const& input, Diagnostics& diagnostics);       ///< DT-L903

void check_joined(CheckInput const& input, Diagnostics& diagnostics);

}  // namespace drivetrain::model
