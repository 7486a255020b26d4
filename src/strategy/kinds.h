// How the kinds of this folder are written in files: one declaration each, for reader, schema, docs and TypeScript alike.
#pragma once

#include "notation/declaration.h"
#include "strategy/model.h"

namespace drivetrain::strategy {

std::vector<notation::EnumName> enum_names(RequirementKind);
void declare(notation::Declaration<Realiser>& d);
void declare(notation::Declaration<Choice>& d);
void declare(notation::Declaration<Objective>& d);
void declare(notation::Declaration<Requirement>& d);
void declare(notation::Declaration<Constraint>& d);
void declare(notation::Declaration<Principle>& d);
void declare(notation::Declaration<Assumption>& d);

}  // namespace drivetrain::strategy
