// What absences leave in the state (see state.h).
#include <algorithm>

#include "organisation/state.h"

namespace drivetrain::organisation {

Absence const* absence_at(State const& state, std::string_view person, Instant instant) {
  auto absences = state.absences.find(person);
  if (absences == state.absences.end()) return nullptr;
  for (auto const& absence : absences->second)
    if (absence.holds_at(instant)) return &absence;
  return nullptr;
}

void apply(PersonAbsent const& event, journal::Record const& record, State& state) {
  auto& absences = state.absences[event.person];
  auto later = std::find_if(absences.begin(), absences.end(), [&](Absence const& a) { return event.from < a.from; });
  absences.insert(later, {event.absence, event.person, event.from, event.to, event.reason, record.actor.id});
}

void apply(PersonReturned const& event, journal::Record const&, State& state) {
  auto absences = state.absences.find(event.person);
  if (absences == state.absences.end()) return;
  std::erase_if(absences->second, [&](Absence const& a) { return a.id == event.absence; });
  if (absences->second.empty()) state.absences.erase(absences);
}

}  // namespace drivetrain::organisation
