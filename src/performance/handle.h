// Measuring on the hour: what changed is recorded, and a KPI that newly reaches its alarm limit signals. What other systems report is
// taken in when an interface declares it, and only then. A chart begins anew only by whoever answers for its figure.
#pragma once

#include "base/zone.h"
#include "journal/transition.h"
#include "organisation/state.h"
#include "performance/commands.h"
#include "performance/program.h"
#include "performance/state.h"

namespace drivetrain::performance {

struct Context {
  journal::Transition& transition;
  State const& state;
  Model const& model;
  Program const& program;
  Zone const& zone;                             ///< the company's: where its days begin
  organisation::Model const& form;
  organisation::State const& people;
};

Status handle(MeasureKpis const& command, Context& context);
/// DT-X901 no such KPI, DT-X902 it has no control chart, no reason, or a moment to come; DT-X903 it begins anew there already; DT-X904 another's KPI.
Status handle(RebaseKpi const& command, Context& context);
/// DT-X901 no such KPI, or none that begins anew there; DT-X904 another's KPI.
Status handle(UndoRebase const& command, Context& context);
Status handle(ReportFacts const& command, Context& context);

}  // namespace drivetrain::performance
