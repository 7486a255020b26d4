// What form remembers beside the model: the absences that hold or are to come (ended ones are in the journal), and who may sign in.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "organisation/accounts.h"
#include "organisation/events.h"

namespace drivetrain::organisation {

struct Absence {
  std::string id;
  std::string person;
  Instant from, to;                 ///< half-open
  std::string reason;
  std::string reported_by;
  bool holds_at(Instant instant) const { return from <= instant && instant < to; }
};

struct State {
  std::map<std::string, std::vector<Absence>, std::less<>> absences;  ///< by person, in order of `from`; they do not overlap
  Accounts accounts;
};

/// The absence that holds at that instant; null when the person is there.
Absence const* absence_at(State const& state, std::string_view person, Instant instant);

void apply(PersonAbsent const& event, journal::Record const& record, State& state);
void apply(PersonReturned const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::organisation
