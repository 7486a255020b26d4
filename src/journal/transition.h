// Transition: what a handler works on. It reads the state, refuses before it emits, and emits events, each of which is
// applied at once, so that the next line of the handler sees what the last one did.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "journal/record.h"

namespace drivetrain::journal {

/// Work that is done a part at a time sets its next part so far ahead: others come in between.
inline constexpr Duration pause_for_others{10'000};

class Transition {
 public:
  virtual ~Transition() = default;
  virtual Instant now() const = 0;
  virtual Actor const& actor() const = 0;
  /// Position of the command being handled; ids derived from it are unique and the same on every replay.
  virtual std::uint64_t command_position() const = 0;
  virtual std::string const& model_revision() const = 0;

  /// A handler that has emitted may no longer refuse (asserted).
  template <class E>
  void emit(E const& event) { emit_encoded(E::type.number, encode(event)); }

  /// At `due` the clock issues the command (at the next opportunity when that has passed). Setting a key again replaces its
  /// timer. Restarts keep timers; what came due meanwhile fires once, late, in order of (due, set).
  template <class C>
  void set_timer(std::string key, Instant due, C const& value) {
    auto actor = Actor::clock(key);
    set_timer_command(std::move(key), due, command(value, std::move(actor), 0));
  }
  /// Does nothing when no such timer is set.
  virtual void cancel_timer(std::string_view key) = 0;
  /// Id of what the command made, given back to whoever asked (and to the case runner's `as NAME`).
  virtual void reply(std::string id) = 0;
  /// Names what the command is about (task, decision, case), so that a refusal can be counted and found by it.
  virtual void about(std::string subject) = 0;

 protected:
  virtual void emit_encoded(TypeNumber type, Bytes payload) = 0;
  virtual void set_timer_command(std::string key, Instant due, Command command) = 0;
};

}  // namespace drivetrain::journal
