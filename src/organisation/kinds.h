// How the kinds of this folder are written in files.
#pragma once

#include "notation/declaration.h"
#include "organisation/model.h"

namespace drivetrain::organisation {

void declare(notation::Declaration<Waiver>& d);
std::vector<notation::EnumName> enum_names(RuleSeverity);
void declare(notation::Declaration<StricterRule>& d);
void declare(notation::Declaration<Company>& d);
void declare(notation::Declaration<Calendar>& d);
std::vector<notation::EnumName> enum_names(UnitDomain);
void declare(notation::Declaration<Distance>& d);
void declare(notation::Declaration<Location>& d);
void declare(notation::Declaration<Unit>& d);
void declare(notation::Declaration<Charter>& d);
void declare(notation::Declaration<Skill>& d);
void declare(notation::Declaration<NeededSkill>& d);
void declare(notation::Declaration<HeldSkill>& d);
void declare(notation::Declaration<Staffing>& d);
void declare(notation::Declaration<Shift>& d);
void declare(notation::Declaration<Role>& d);
void declare(notation::Declaration<Person>& d);
void declare(notation::Declaration<Term>& d);
void declare(notation::Declaration<Assignment>& d);

}  // namespace drivetrain::organisation
