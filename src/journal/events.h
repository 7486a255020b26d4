// The journal's own events: refusals (a refused command is a fact, too: it is how a wrong hand is seen) and timers.
#pragma once

#include "journal/record.h"

namespace drivetrain::journal {

/// A command was refused; the state did not change. `subject` is what it was about (task, decision, case), when known.
struct CommandRejected {
  static constexpr Type type{1, "CommandRejected"};
  std::string command;  ///< name of the command type
  std::string code;     ///< DT-X9xx
  std::string message;
  std::string subject;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "command", self.command);
    visit(2, "code", self.code);
    visit(3, "message", self.message);
    visit(4, "subject", self.subject);
  }
};

struct TimerSet {
  static constexpr Type type{2, "TimerSet"};
  std::string key;
  Instant due;
  TypeNumber command = 0;
  Bytes payload;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "key", self.key);
    visit(2, "due", self.due);
    visit(3, "command", self.command);
    visit(4, "payload", self.payload);
  }
};

struct TimerCancelled {
  static constexpr Type type{3, "TimerCancelled"};
  std::string key;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "key", self.key);
  }
};

/// The clock issued the timer's command (or found it late after a restart: `due` says when it should have been).
struct TimerFired {
  static constexpr Type type{4, "TimerFired"};
  std::string key;
  Instant due;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "key", self.key);
    visit(2, "due", self.due);
  }
};

/// Event types up to this one are the journal's own.
inline constexpr TypeNumber last_journal_event = TimerFired::type.number;

}  // namespace drivetrain::journal
