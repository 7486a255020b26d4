// Machine: what the journal drives. app/ has the one real implementation (the company); tests have small ones.
#pragma once

#include <vector>

#include "journal/record.h"
#include "journal/transition.h"

namespace drivetrain::journal {

class Machine {
 public:
  virtual ~Machine() = default;
  /// Decides. Deterministic in (state, command, transition.now()). A refusal is an Error with a DT-X9xx code and leaves no event.
  virtual Status handle(Command const& command, Transition& transition) = 0;
  /// Changes the state. Cannot fail, read a clock or do I/O. Live and replay take this same path.
  virtual void apply(Record const& event) = 0;
  /// What follows from an event elsewhere (app/policies). Called live only; what it answers is journalled as commands.
  virtual void react(Record const& event, std::vector<Command>& follow_ups) = 0;
  /// Stamped into every record; empty before the first deployment.
  virtual std::string const& model_revision() const = 0;
  /// Back to the state before position 1.
  virtual void reset() = 0;
};

}  // namespace drivetrain::journal
