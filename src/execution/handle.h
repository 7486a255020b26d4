// Reaching a milestone: by evidence and gate, not by opinion; and by whoever answers for the initiative.
#pragma once

#include "decisions/route.h"
#include "decisions/state.h"
#include "execution/commands.h"
#include "execution/events.h"
#include "execution/views.h"
#include "journal/transition.h"

namespace drivetrain::execution {

struct Context {
  journal::Transition& transition;
  State const& state;
  Model const& model;
  strategy::Model const& strategy;
  decisions::Model const& rights;
  decisions::State const& decisions;
  decisions::People people;
  KpiValue kpi;
  Date today;                                  ///< in the company's zone
};

/// DT-X901 no such initiative or milestone, DT-X903 not now, DT-X904 another's initiative.
Status handle(ReachMilestone const& command, Context& context);
Status handle(AskForGate const& command, Context& context);

void apply(MilestoneReached const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::execution
