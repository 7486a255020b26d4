// Coherence of KPIs: rules that read only this folder's kinds.
#pragma once

#include "base/diagnostic.h"
#include "performance/model.h"

namespace drivetrain::performance {

/// DT-K502: an alarm that triggers nothing. DT-K504: target, warn and alarm that contradict the direction.
void check_reaction(Model const& model, Diagnostics& diagnostics);
void check_limits(Model const& model, Diagnostics& diagnostics);

inline void check(Model const& model, Diagnostics& diagnostics) {
  check_reaction(model, diagnostics);
  check_limits(model, diagnostics);
}

}  // namespace drivetrain::performance
