// Stage: the company as those who are simulated meet it. They see what anybody may see, and change nothing but by commands
// that a person or a feed could issue. app/ implements it over a running company.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adaptation/state.h"
#include "base/zone.h"
#include "coordination/model.h"
#include "coordination/state.h"
#include "decisions/model.h"
#include "decisions/state.h"
#include "execution/model.h"
#include "execution/state.h"
#include "journal/journal.h"
#include "organisation/model.h"
#include "organisation/state.h"
#include "processes/model.h"
#include "processes/state.h"
#include "strategy/model.h"

namespace drivetrain::simulation {

/// What can be seen at a moment. Valid only inside Stage::look().
struct Sight {
  Instant now;
  std::string const& revision;                 ///< of the model in force
  Zone const& zone;
  organisation::Model const& form;
  organisation::State const& absences;
  decisions::Model const& rights;
  decisions::State const& decisions;
  coordination::Model const& routines;
  coordination::State const& coordination;
  processes::Model const& offers;              ///< services and processes
  processes::State const& processes;
  execution::Model const& plans;
  execution::State const& execution;
  adaptation::State const& adaptation;
  strategy::ValueTable const& values;
};

class Stage {
 public:
  virtual ~Stage() = default;
  virtual Status look(std::function<void(Sight const&)> const& eye) = 0;
  virtual Instant now() = 0;
  /// When the clock itself acts next.
  virtual std::optional<Instant> next_timer() = 0;
  /// Lets time pass until then; timers due on the way ring at their own times. Does nothing when that is past.
  virtual Status move_to(Instant then) = 0;
  /// Durable at once, or with the simulation's next commit.
  virtual journal::Outcome issue(journal::Command command) = 0;
};

}  // namespace drivetrain::simulation
