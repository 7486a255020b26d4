// Reporting and ending absences.
#pragma once

#include "journal/transition.h"
#include "organisation/commands.h"
#include "organisation/model.h"
#include "organisation/state.h"

namespace drivetrain::organisation {

struct Context {
  journal::Transition& transition;
  State const& state;
  Model const& model;
};

Status handle(ReportAbsence const& command, Context& context);
Status handle(BeginAbsence const& command, Context& context);
Status handle(EndAbsence const& command, Context& context);

}  // namespace drivetrain::organisation
