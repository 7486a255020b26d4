// Feeding the gauges: facts are kept from events as they are applied, for eight weeks.
#pragma once

#include "adaptation/state.h"
#include "coordination/events.h"
#include "decisions/events.h"
#include "journal/events.h"

namespace drivetrain::adaptation {

void observe(journal::CommandRejected const& event, journal::Record const& record, State& state);
void observe(coordination::WorkStarted const& event, journal::Record const& record, State& state);
void observe(coordination::WorkCompleted const& event, journal::Record const& record, State& state);
void observe(coordination::OccurrenceHeld const& event, journal::Record const& record, State& state);
void observe(coordination::OccurrenceMissed const& event, journal::Record const& record, State& state);
void observe(decisions::DecisionTaken const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::adaptation
