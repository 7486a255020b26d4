// Feeding the gauges: facts are kept from events as they are applied, for eight weeks.
#pragma once

#include "adaptation/state.h"
#include "coordination/events.h"
#include "decisions/events.h"
#include "journal/events.h"
#include "organisation/model.h"

namespace drivetrain::adaptation {

/// One person who reaches for one decision on one day: once, however often. The button pressed three times is one misunderstanding.
struct Reach {
  WrongHand const* last = nullptr;
  int times = 1;
};
/// In (from, to], newest first; days are the company's.
std::vector<Reach> reaches_between(State const& state, organisation::Model const& form, Instant from, Instant to);

void observe(journal::CommandRejected const& event, journal::Record const& record, State& state);
void observe(coordination::WorkStarted const& event, journal::Record const& record, State& state);
void observe(coordination::WorkCompleted const& event, journal::Record const& record, State& state);
void observe(coordination::OccurrenceHeld const& event, journal::Record const& record, State& state);
void observe(coordination::OccurrenceMissed const& event, journal::Record const& record, State& state);
void observe(decisions::DecisionTaken const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::adaptation
