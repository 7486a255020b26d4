// Folding events into samples. Called for every event as it is applied, live and on replay alike, so a KPI is the same
// whether it was computed along the way or from the journal afterwards.
#pragma once

#include "journal/record.h"
#include "performance/program.h"
#include "performance/state.h"

namespace drivetrain::performance {

void observe(journal::Record const& event, Program const& program, State& state);

void apply(KpiMeasured const& event, journal::Record const& record, State& state);
void apply(KpiSignalled const& event, journal::Record const& record, State& state);
void apply(KpiRebased const& event, journal::Record const& record, State& state);
void apply(KpiRebaseUndone const& event, journal::Record const& record, State& state);
void apply(SloBurning const& event, journal::Record const& record, State& state);
void apply(SloCalmed const& event, journal::Record const& record, State& state);
/// Nothing is kept but what observe() counts.
void apply(FactReported const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::performance
