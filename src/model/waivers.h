// Waivers: a finding may be lived with for a while, by an owner, for a reason, until a day (DT-G705 when that day has passed).
#pragma once

#include "base/diagnostic.h"
#include "model/operating_model.h"

namespace drivetrain::model {

/// The findings without those that a valid waiver excuses; an expired or ownerless waiver's finding becomes DT-G705.
Diagnostics apply_waivers(OperatingModel const& model, Date at, Diagnostics const& diagnostics);

}  // namespace drivetrain::model
