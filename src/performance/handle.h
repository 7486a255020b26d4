// Measuring on the hour: what changed is recorded, and a KPI that newly reaches its alarm limit signals. What other systems report is
// taken in when an interface declares it, and only then.
#pragma once

#include "journal/transition.h"
#include "performance/commands.h"
#include "performance/program.h"
#include "performance/state.h"

namespace drivetrain::performance {

struct Context {
  journal::Transition& transition;
  State const& state;
  Model const& model;
  Program const& program;
};

Status handle(MeasureKpis const& command, Context& context);
Status handle(ReportFacts const& command, Context& context);

}  // namespace drivetrain::performance
