// Resolving: every reference names an entity of its kind that exists (DT-R001). Whether it is in force is checks/validity.cpp.
#pragma once

#include "base/diagnostic.h"
#include "model/operating_model.h"

namespace drivetrain::model {

void resolve(OperatingModel const& model, Diagnostics& diagnostics);

}  // namespace drivetrain::model
