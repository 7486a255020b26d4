// Reaching a milestone: by evidence and gate, not by opinion.
#pragma once

#include "execution/commands.h"
#include "execution/events.h"
#include "execution/views.h"
#include "journal/transition.h"

namespace drivetrain::execution {

struct Context {
  journal::Transition& transition;
  State const& state;
  Model const& model;
  KpiValue kpi;
  Date today;                                  ///< in the company's zone
};

Status handle(ReachMilestone const& command, Context& context);

void apply(MilestoneReached const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::execution
