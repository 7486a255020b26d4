// How the kinds of this folder are written in files.
#pragma once

#include "notation/declaration.h"
#include "organisation/model.h"

namespace drivetrain::organisation {

void declare(notation::Declaration<Waiver>& d);
void declare(notation::Declaration<Company>& d);
void declare(notation::Declaration<Calendar>& d);
void declare(notation::Declaration<Unit>& d);
void declare(notation::Declaration<Role>& d);
void declare(notation::Declaration<Person>& d);
void declare(notation::Declaration<Term>& d);
void declare(notation::Declaration<Assignment>& d);

}  // namespace drivetrain::organisation
