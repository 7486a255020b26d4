// Coherence of form: rules that read only organisation's kinds.
#pragma once

#include "base/diagnostic.h"
#include "organisation/model.h"

namespace drivetrain::organisation {

void check_holders(Model const& model, Diagnostics& diagnostics);    ///< DT-F001
void check_terms(Model const& model, Diagnostics& diagnostics);      ///< DT-F002
void check_calendars(Model const& model, Diagnostics& diagnostics);  ///< DT-F003
void check_assigned_once(Model const& model, Diagnostics& diagnostics);  ///< DT-F004
void check_units(Model const& model, Diagnostics& diagnostics);      ///< DT-F005
void check_timezone(Model const& model, Diagnostics& diagnostics);   ///< DT-F006

void check(Model const& model, Diagnostics& diagnostics);

}  // namespace drivetrain::organisation
