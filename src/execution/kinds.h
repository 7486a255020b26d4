// How the kinds of this folder are written in files.
#pragma once

#include "execution/model.h"
#include "notation/declaration.h"

namespace drivetrain::execution {

void declare(notation::Declaration<Evidence>& d);
void declare(notation::Declaration<Milestone>& d);
void declare(notation::Declaration<Benefit>& d);
void declare(notation::Declaration<TeamMember>& d);
void declare(notation::Declaration<Initiative>& d);
void declare(notation::Declaration<OwnMilestone>& d);

}  // namespace drivetrain::execution
