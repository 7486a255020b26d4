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

/// One record that is to become a tombstone, and what will remain of it: whoever verifies the journal holds the one against the other.
struct Tombstone {
  std::uint64_t position = 0;
  Bytes remains;  ///< SHA-256 of the payload that remains
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "position", self.position);
    visit(2, "remains", self.remains);
  }
};

/// Somebody with the right to it ordered that what the journal says of a person is erased. The order comes first and is kept; the
/// erasing is its effect, and is repeated after a crash until it is carried out.
struct ErasureOrdered {
  static constexpr Type type{5, "ErasureOrdered"};
  std::string erasure;  ///< id, "erasure-<position of the command>"
  std::string about;    ///< "person ann", "case case-7", "retention cases"; never the person's name
  std::string reason;
  std::string by;
  std::string right;    ///< decision whose holder ordered it; empty: retention, which the model itself orders
  std::vector<Tombstone> records;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "erasure", self.erasure);
    visit(2, "about", self.about);
    visit(3, "reason", self.reason);
    visit(4, "by", self.by);
    visit(5, "right", self.right);
    visit(6, "records", self.records);
  }
};

/// What was ordered is gone from the storage.
struct ErasureCarriedOut {
  static constexpr Type type{6, "ErasureCarriedOut"};
  std::string erasure;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "erasure", self.erasure);
  }
};

/// Event types up to this one are the journal's own.
inline constexpr TypeNumber last_journal_event = ErasureCarriedOut::type.number;

}  // namespace drivetrain::journal
