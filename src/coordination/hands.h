// Hands: who may do what today, and the refusal that names them. A refusal that only says no sends people around the system.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "coordination/handle.h"
#include "organisation/hands.h"

namespace drivetrain::coordination {

organisation::Hand hand_of(Context const& context);
bool is_person(Context const& context);
/// A consequence of what happened, which nobody asks for by hand.
bool is_policy(Context const& context);
bool actor_may(std::string const& role, Context const& context);
/// "you are planner, fitter", "you hold no role", or for others than people "this is work for people".
std::string you_are(Context const& context);
/// "Ben Okoro (works-manager)", "Ana Ruiz and Bo Lind (winder)", "nobody today (winder)". At most five names.
std::string who_may(std::string const& role, Context const& context);
std::string name_of(std::string const& person, Context const& context);
/// A person of the model, else DT-X902 with the nearest name.
Status check_person(std::string const& person, char const* field, Context const& context);

}  // namespace drivetrain::coordination
