// Machine: what the journal drives. app/ has the one real implementation (the company); tests have small ones.
#pragma once

#include <optional>
#include <span>
#include <string>
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

  /// The whole state as bytes, the same for the same state: what snapshots keep and replays are compared by. Nothing when this
  /// machine has no such form.
  virtual std::optional<Bytes> image() const { return std::nullopt; }
  /// What those bytes mean; an image is read only where this text is the same as where it was written.
  virtual std::string image_layout() const { return {}; }
  /// After reset(). False when the bytes make no sense; the state is then anything, and must be reset.
  virtual bool load_image(std::span<std::uint8_t const> image) { return image.empty(); }
};

}  // namespace drivetrain::journal
