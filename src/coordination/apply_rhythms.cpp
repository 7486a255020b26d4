// Folding the events of rhythms, meetings and their actions into the state.
#include "coordination/state.h"

namespace drivetrain::coordination {

std::string_view to_string(OccurrenceStatus status) {
  switch (status) {
    case OccurrenceStatus::due: return "due";
    case OccurrenceStatus::running: return "running";
    case OccurrenceStatus::held: return "held";
    case OccurrenceStatus::missed: return "missed";
  }
  return "due";
}

namespace {

void move_to_past(std::map<std::string, Occurrence>::iterator occurrence, State& state) {
  auto& past = state.past[occurrence->second.rhythm];
  past.push_back(std::move(occurrence->second));
  if (past.size() > State::max_past_occurrences) past.pop_front();
  state.occurrences.erase(occurrence);
}

}  // namespace

void apply(RhythmPlanned const& event, journal::Record const&, State& state) {
  if (event.next)
    state.planned[event.rhythm] = *event.next;
  else
    state.planned.erase(event.rhythm);
}

void apply(OccurrenceDue const& event, journal::Record const&, State& state) {
  auto& occurrence = state.occurrences[event.occurrence];
  occurrence.occurrence = event.occurrence;
  occurrence.rhythm = event.rhythm;
  occurrence.due = event.due;
}

void apply(OccurrenceStarted const& event, journal::Record const& record, State& state) {
  auto found = state.occurrences.find(event.occurrence);
  if (found == state.occurrences.end()) return;
  auto& occurrence = found->second;
  occurrence.status = OccurrenceStatus::running;
  occurrence.started = record.at;
  occurrence.chair = event.chair;
  occurrence.agenda = event.agenda;
  occurrence.late = event.late;
}

void apply(ActionAdded const& event, journal::Record const& record, State& state) {
  auto occurrence = state.occurrences.find(event.occurrence);
  std::string rhythm;
  if (occurrence != state.occurrences.end()) {
    rhythm = occurrence->second.rhythm;
    occurrence->second.actions.push_back(event.action);
  }
  state.actions[event.action] = {event, rhythm, record.actor.id, record.at};
}

void apply(MinuteNoted const& event, journal::Record const& record, State& state) {
  auto occurrence = state.occurrences.find(event.occurrence);
  if (occurrence != state.occurrences.end()) occurrence->second.minutes.push_back({record.at, event});
}

void apply(OccurrenceHeld const& event, journal::Record const& record, State& state) {
  auto occurrence = state.occurrences.find(event.occurrence);
  if (occurrence == state.occurrences.end()) return;
  occurrence->second.status = OccurrenceStatus::held;
  occurrence->second.ended = record.at;
  occurrence->second.summary = event.summary;
  occurrence->second.on_time = event.on_time;
  move_to_past(occurrence, state);
}

void apply(OccurrenceMissed const& event, journal::Record const& record, State& state) {
  auto occurrence = state.occurrences.find(event.occurrence);
  if (occurrence == state.occurrences.end()) return;
  occurrence->second.status = OccurrenceStatus::missed;
  occurrence->second.ended = record.at;
  move_to_past(occurrence, state);
}

void apply(ActionCompleted const& event, journal::Record const& record, State& state) {
  auto action = state.actions.find(event.action);
  if (action == state.actions.end()) return;
  state.done_actions.push_back({std::move(action->second), event, record.at});
  state.actions.erase(action);
  if (state.done_actions.size() > State::max_remembered) state.done_actions.pop_front();
}

}  // namespace drivetrain::coordination
