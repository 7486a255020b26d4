// Laying out what was written: as `drivetrain fmt` would, so that the first difference in git is one of meaning.
#pragma once

#include "model/files.h"

namespace drivetrain::app::own_data {

/// Every YAML file of a model in the one layout. A file that cannot be read stays as it is; whoever compiles the model is told why.
void lay_out(model::Files& files);

}  // namespace drivetrain::app::own_data
