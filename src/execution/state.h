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

/// Gate decisions taken about a milestone: subject "initiative/milestone" → outcome.
struct State {
  std::map<std::string, Reached> reached;      ///< by "initiative/milestone"
  std::map<std::string, std::string> gates;
};

inline std::string milestone_key(std::string const& initiative, std::string const& milestone) {
  return initiative + "/" + milestone;
}

}  // namespace drivetrain::execution
