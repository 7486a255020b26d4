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
void check_named_hands(CheckInput const& input, Diagnostics& diagnostics);         ///< DT-P412
void check_bound_decisions(CheckInput const& input, Diagnostics& diagnostics);     ///< DT-D211
void check_table_context(CheckInput const& input, Diagnostics& diagnostics);       ///< DT-D233, DT-D234, DT-D235
void check_named_people(CheckInput const& input, Diagnostics& diagnostics);        ///< DT-L902
void check_rhythm_rights(CheckInput const& input, Diagnostics& diagnostics);       ///< DT-L903

void check_named_steps(CheckInput const& input, Diagnostics& diagnostics);         ///< DT-R001 of steps in diagrams
void check_named_files(CheckInput const& input, Diagnostics& diagnostics);         ///< DT-R001 of texts and tables
void check_decision_tables(CheckInput const& input, Diagnostics& diagnostics);     ///< DT-D210, DT-D216..219, DT-D220..227
void check_named_codes(CheckInput const& input, Diagnostics& diagnostics);         ///< DT-R001 of codes of rules
void check_value_formulas(CheckInput const& input, Diagnostics& diagnostics);      ///< DT-F102
void check_validity(CheckInput const& input, Diagnostics& diagnostics);            ///< DT-R003
void check_targets(CheckInput const& input, Diagnostics& diagnostics);             ///< DT-S107
void check_lived_principles(CheckInput const& input, Diagnostics& diagnostics);    ///< DT-S111
void check_fresh_information(CheckInput const& input, Diagnostics& diagnostics);   ///< DT-D208
void check_allocations(CheckInput const& input, Diagnostics& diagnostics);         ///< DT-C602
void check_critical_assets(CheckInput const& input, Diagnostics& diagnostics);     ///< DT-C603
void check_changed_standards(CheckInput const& input, Diagnostics& diagnostics);   ///< DT-I802
void check_skills_on_shift(CheckInput const& input, Diagnostics& diagnostics);     ///< DT-P403
void check_missed_limits(CheckInput const& input, Diagnostics& diagnostics);       ///< DT-P404
void check_promised_time(CheckInput const& input, Diagnostics& diagnostics);       ///< DT-P406

void check_joined(CheckInput const& input, Diagnostics& diagnostics);

}  // namespace drivetrain::model
