// How the kinds of this folder are written in files.
#pragma once

#include "notation/declaration.h"
#include "organisation/kinds.h"
#include "processes/model.h"
#include "strategy/kinds.h"

namespace drivetrain::processes {

std::vector<notation::EnumName> enum_names(VariableType);
void declare(notation::Declaration<Contributes>& d);
void declare(notation::Declaration<Variable>& d);
std::vector<notation::EnumName> enum_names(RunningCases);
void declare(notation::Declaration<WhenLate>& d);
void declare(notation::Declaration<StepNeeds>& d);
void declare(notation::Declaration<Handoff>& d);
void declare(notation::Declaration<Migration>& d);
void declare(notation::Declaration<Process>& d);
void declare(notation::Declaration<Tier>& d);
void declare(notation::Declaration<Touchpoint>& d);
void declare(notation::Declaration<Service>& d);
void declare(notation::Declaration<Segment>& d);
std::vector<notation::EnumName> enum_names(SurveyScale);
void declare(notation::Declaration<Survey>& d);
void declare(notation::Declaration<Acknowledge>& d);
void declare(notation::Declaration<Sop>& d);
void declare(notation::Declaration<Instruction>& d);
void declare(notation::Declaration<Limits>& d);
void declare(notation::Declaration<Sample>& d);
void declare(notation::Declaration<Disposal>& d);
void declare(notation::Declaration<CheckPlan>& d);

}  // namespace drivetrain::processes
