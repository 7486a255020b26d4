// What strategy execution remembers: which milestones were reached, and which gate decisions let them pass.
#pragma once

#include <map>
#include <string>

#include "base/time.h"

namespace drivetrain::execution {

struct Reached {
  Instant at;
  std::string evidence, note, by;
  bool late = false;
};

/// The last answer to the question that a gate asked.
struct GateAnswer {
  std::string decision, outcome, reason, person;
  Instant at;
};

/// Both by "initiative/milestone".
struct State {
  std::map<std::string, Reached> reached;
  std::map<std::string, GateAnswer> gates;
};

inline std::string milestone_key(std::string const& initiative, std::string const& milestone) {
  return initiative + "/" + milestone;
}

}  // namespace drivetrain::execution
