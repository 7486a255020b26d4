// Feeding the gauges (see observe.h).
#include "adaptation/observe.h"

namespace drivetrain::adaptation {

namespace {
constexpr Duration kept = days(56);

template <class Facts>
void keep(Facts& facts, typename Facts::value_type fact) {
  while (!facts.empty() && facts.front().at + kept < fact.at) facts.pop_front();
  facts.push_back(std::move(fact));
}
}  // namespace

void observe(journal::CommandRejected const& event, journal::Record const& record, State& state) {
  // Only a hand that reached for a decision right; a wrong click elsewhere is not a right overstepped.
  if (event.code != "DT-X904" || event.command != "TakeDecision") return;
  keep(state.wrong_hands, {record.at, record.position, record.actor.id, event.subject, event.message});
}

void observe(coordination::WorkStarted const& event, journal::Record const& record, State& state) {
  keep(state.starts, {record.at, record.position, event.item, event.person, event.process, event.tier, event.passed_over,
                      event.reason, event.inversion});
}

void observe(coordination::WorkCompleted const& event, journal::Record const& record, State& state) {
  keep(state.effort, {record.at, event.process, event.worked.hours()});
}

void observe(coordination::OccurrenceHeld const& event, journal::Record const& record, State& state) {
  keep(state.occurrences, {record.at, record.position, event.occurrence, event.rhythm, event.on_time ? Held::on_time : Held::late});
}

void observe(coordination::OccurrenceMissed const& event, journal::Record const& record, State& state) {
  keep(state.occurrences, {record.at, record.position, event.occurrence, event.rhythm, Held::missed});
}

void observe(decisions::DecisionTaken const& event, journal::Record const& record, State& state) {
  keep(state.taken, {record.at, event.decision, event.person, event.late});
}

}  // namespace drivetrain::adaptation
