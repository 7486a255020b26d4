// Autonomy: inside its declared bounds a right decides by itself, by what its table suggests, until somebody stops it.
#pragma once

#include <string>

#include "decisions/briefing.h"
#include "decisions/route.h"

namespace drivetrain::decisions {

/// Whether a right may decide by itself, these facts and this suggestion given; `why` says why not, or by which bounds.
struct AutonomyToday {
  bool decides = false;
  std::string why;
};
AutonomyToday decides_by_itself(Decision const& decision, feel::Value const& facts, Suggestion const& suggestion, State const& state, Instant now);

/// The role by which this person may stop and resume it: the declared switch, the owner, whoever decides or stands on the ladder. Empty: none.
std::string may_switch(Decision const& decision, std::string_view person, People const& people, Instant now);

}  // namespace drivetrain::decisions
