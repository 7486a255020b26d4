// What the loop remembers: the facts that gauges are made of (eight weeks of them), signals, proposals and versions.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adaptation/events.h"
#include "base/time.h"

namespace drivetrain::adaptation {

struct WrongHand {
  Instant at;
  std::uint64_t position = 0;
  std::string person, live, message;
};
struct Start {
  Instant at;
  std::uint64_t position = 0;
  std::string item, person, process, tier, passed_over, reason;
  bool inversion = false;
};
enum class Held { on_time, late, missed };
struct Occurrence {
  Instant at;
  std::uint64_t position = 0;
  std::string occurrence, rhythm;
  Held held = Held::on_time;
};
struct Effort {
  Instant at;
  std::string process;
  double hours = 0;
};
struct Taken {
  Instant at;
  std::string decision, person;
  bool late = false;
};

struct GaugeRecord {
  Instant at;
  GaugeMeasured measured;
};

enum class SignalState { open, fix, change, waived };
struct Signal {
  std::string id, gauge, title, by;
  feel::Value evidence;
  Instant raised;
  SignalState state = SignalState::open;
  std::string reason;                  ///< of the disposition
  std::optional<Date> until;
  std::optional<Instant> disposed;
};

enum class ChangeState { proposed, approved, deployed, refused, withdrawn, outdated };
/// One right that a change touches, and how it was answered.
struct Question {
  std::string decision;
  std::string live;                    ///< empty until it was asked
  bool yes = false;
  std::string by;                      ///< who answered it
};
struct Change {
  ChangeProposed proposal;
  Instant proposed;
  ChangeState state = ChangeState::proposed;
  std::string live;                    ///< of its questions, the one asked or answered last
  std::string decided_by;
  std::optional<Instant> decided, deployed;
  std::vector<Question> questions;     ///< in the order of the proposal's decisions; never empty
  std::string again;                   ///< the change that proposes it anew; empty when none does

  Question const* question(std::string const& live) const;
};

struct Version {
  std::string revision, previous, change, reason;
  std::vector<ManifestEntry> manifest;
  std::vector<std::string> summary;
  Instant deployed;
  std::uint64_t position = 0;
  bool roll_back = false;
};

/// What a version changes for one unit, and whether that unit knows.
struct ReleaseNote {
  ReleaseNoteSent sent;
  Instant at;
  Instant until;                       ///< of whoever was told last
  std::vector<std::string> passed_to;  ///< roles above that were told after it was late, in order
  std::optional<Instant> acknowledged;
  std::string by;

  /// Who may acknowledge it: whoever it was sent to, and those to whom it was passed on.
  std::vector<std::string> roles() const;
};

/// What a version changes in the rights of one person, and whether that person knows.
struct RightsNotice {
  RightsNoticeSent sent;
  Instant at;
  Instant until;                       ///< of whoever was told last
  std::vector<std::string> passed_to;  ///< roles that were told after it was late, in order
  std::optional<Instant> acknowledged;
  std::string by;
};

struct State {
  std::deque<WrongHand> wrong_hands;
  std::deque<Start> starts;
  std::deque<Occurrence> occurrences;
  std::deque<Effort> effort;
  std::deque<Taken> taken;
  std::map<std::string, std::deque<GaugeRecord>> gauges;  ///< by the clock, weekly; what somebody asked for between is not kept
  std::map<std::string, Signal> signals;
  std::map<std::string, Change> changes;
  std::vector<Version> versions;       ///< the last one is in force
  std::map<std::string, ReleaseNote> notes;
  std::map<std::string, RightsNotice> rights_notices;  ///< those that wait, and of each person the last max_acknowledged; older ones are in the journal
  static constexpr std::size_t max_acknowledged = 5;

  Version const* current() const { return versions.empty() ? nullptr : &versions.back(); }
  Version const* find_version(std::string const& revision) const;
};

}  // namespace drivetrain::adaptation
