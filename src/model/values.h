// What a process is worth to strategy: v_p = Σ_o (w_o/100)·(c_po/9). Computed here, because strategy may not look up at
// processes; owned by strategy, because queues ask it.
#pragma once

#include "processes/model.h"
#include "strategy/model.h"

namespace drivetrain::model {

strategy::ValueTable compute_values(strategy::Model const& strategy, processes::Model const& processes);

}  // namespace drivetrain::model
