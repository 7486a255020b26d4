// What strategy remembers: which requirements their owners accepted, and how they read then.
#pragma once

#include <map>
#include <string>

#include "base/time.h"
#include "strategy/events.h"
#include "strategy/model.h"

namespace drivetrain::strategy {

struct Acceptance {
  RequirementAccepted event;
  Instant at;
};

struct State {
  std::map<std::string, Acceptance> accepted;   ///< by requirement: the last one
};

/// no_owner: nobody can accept it. changed: it was accepted, but reads differently now.
enum class Accepted { no_owner, waiting, changed, accepted };
constexpr std::string_view to_string(Accepted accepted) {
  switch (accepted) {
    case Accepted::no_owner: return "no_owner";
    case Accepted::waiting: return "waiting";
    case Accepted::changed: return "changed";
    case Accepted::accepted: return "accepted";
  }
  return "waiting";
}
Accepted acceptance_of(Requirement const& requirement, State const& state);

void apply(RequirementAccepted const& event, journal::Record const& record, State& state);

}  // namespace drivetrain::strategy
