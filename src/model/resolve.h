// Resolving: every reference names an entity of its kind that exists and is valid on the day (DT-R001, DT-R003).
#pragma once

#include "base/diagnostic.h"
#include "model/operating_model.h"

namespace drivetrain::model {

void resolve(OperatingModel const& model, Date at, Diagnostics& diagnostics);

}  // namespace drivetrain::model
