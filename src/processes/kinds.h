// How the kinds of this folder are written in files.
#pragma once

#include "notation/declaration.h"
#include "processes/model.h"

namespace drivetrain::processes {

std::vector<notation::EnumName> enum_names(VariableType);
void declare(notation::Declaration<Contributes>& d);
void declare(notation::Declaration<Variable>& d);
void declare(notation::Declaration<Process>& d);
void declare(notation::Declaration<Tier>& d);
void declare(notation::Declaration<Service>& d);

}  // namespace drivetrain::processes
