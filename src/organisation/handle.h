// Reporting and ending absences; letting people sign in.
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
Status handle(InviteAccount const& command, Context& context);
Status handle(SetPassword const& command, Context& context);
Status handle(ResetAccount const& command, Context& context);
Status handle(DeactivateAccount const& command, Context& context);
Status handle(MapAccount const& command, Context& context);
Status handle(CreateToken const& command, Context& context);
Status handle(RevokeToken const& command, Context& context);

}  // namespace drivetrain::organisation
