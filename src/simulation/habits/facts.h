// Conditions over the facts of a decision, and the name that a decision keeps under another model.
#pragma once

#include <string>

#include "simulation/habit.h"

namespace drivetrain::simulation {

/// An absent condition holds. The condition was compiled when the profile was read.
bool holds(Formula const& when, feel::Value const& facts, Instant now);
/// "OH-0206-2/a5" for the question of a case, else the subject as it is.
std::string name_of_subject(Sight const& sight, decisions::LiveDecision const& live);

}  // namespace drivetrain::simulation
