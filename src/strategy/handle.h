// Accepting what a choice asks of operations: by whoever answers for it, and for the words as they stand.
#pragma once

#include "journal/transition.h"
#include "organisation/state.h"
#include "strategy/commands.h"
#include "strategy/state.h"

namespace drivetrain::strategy {

struct Context {
  journal::Transition& transition;
  State const& state;
  Model const& model;
  organisation::Model const& form;
  organisation::State const& absences;
  std::string const& revision;      ///< of the model in force
};

/// DT-X901 no such requirement, DT-X903 not now, DT-X904 another's requirement.
Status handle(AcceptRequirement const& command, Context& context);

}  // namespace drivetrain::strategy
