// Coherence of intent: rules that read only strategy's kinds.
#pragma once

#include "base/diagnostic.h"
#include "strategy/model.h"

namespace drivetrain::strategy {

void check_weights(Model const& model, Diagnostics& diagnostics);         ///< DT-S101
void check_objective_kpis(Model const& model, Diagnostics& diagnostics);  ///< DT-S102
void check_accountable(Model const& model, Diagnostics& diagnostics);     ///< DT-S103
void check_cycles(Model const& model, Diagnostics& diagnostics);          ///< DT-S106
void check_requirements(Model const& model, Diagnostics& diagnostics);    ///< DT-S108
void check_constraints(Model const& model, Diagnostics& diagnostics);     ///< DT-S109
void check_breadth(Model const& model, int max_per_level, Diagnostics& diagnostics);  ///< DT-S110
void check_choices(Model const& model, Diagnostics& diagnostics);         ///< DT-S112

void check(Model const& model, int max_objectives_per_level, Diagnostics& diagnostics);

}  // namespace drivetrain::strategy
