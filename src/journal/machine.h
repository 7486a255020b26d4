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
  /// Changes the state. Cannot fail, read a clock or do I/O. Live and replay take this same path. Sees every event, the
  /// journal's own (journal/events.h) too; an erased one arrives with an empty payload.
  virtual void apply(Record const& event) = 0;
  /// Fetches what applying this event takes from outside (the files of a model version). Asked on replay before each event is
  /// applied, because there it may still fail: the journal then does not open, and the error says what is missing.
  virtual Status prepare(Record const&) { return {}; }
  /// Whether apply() understands this type of event. Asked on replay, so that a journal written by a newer Drivetrain is refused
  /// instead of half understood.
  virtual bool knows(TypeNumber event) const { return event != 0; }
  /// What follows from an event elsewhere (app/policies). Called live only, when the event's command is done, for its events in
  /// order; what it answers is journalled as commands and handled at once, before any other command. A follow-up without a
  /// cause gets the event's position.
  virtual void react(Record const& event, std::vector<Command>& follow_ups) = 0;
  /// Stamped into every record; empty before the first deployment.
  virtual std::string const& model_revision() const = 0;
  /// Back to the state before position 1.
  virtual void reset() = 0;
};

}  // namespace drivetrain::journal
