// How the kinds of this folder are written in files: one declaration each, for reader, schema, docs and TypeScript alike.
#pragma once

#include "notation/declaration.h"
#include "strategy/model.h"

namespace drivetrain::strategy {

std::vector<notation::EnumName> enum_names(RequirementKind);
std::vector<notation::EnumName> enum_names(Domain);
std::vector<notation::EnumName> enum_names(Perspective);
std::vector<notation::EnumName> enum_names(IntentKind);
std::vector<notation::EnumName> enum_names(Disposition);
void declare(notation::Declaration<Realiser>& d);
void declare(notation::Declaration<Target>& d);
void declare(notation::Declaration<Intent>& d);
void declare(notation::Declaration<Strategy>& d);
void declare(notation::Declaration<Signal>& d);
void declare(notation::Declaration<Choice>& d);
void declare(notation::Declaration<Objective>& d);
void declare(notation::Declaration<Requirement>& d);
void declare(notation::Declaration<Constraint>& d);
void declare(notation::Declaration<Principle>& d);
void declare(notation::Declaration<Assumption>& d);

}  // namespace drivetrain::strategy
