// What happened in the closed loop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adaptation/commands.h"
#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::adaptation {

/// Zero evidence says so: `evidence` is the number of facts behind the value.
struct GaugeMeasured {
  static constexpr journal::Type type{900, "GaugeMeasured"};
  std::string gauge;
  double value = 0;
  double limit = 0;
  bool over = false;
  std::int64_t evidence = 0;
  Date from;
  Date to;
  std::string text;                 ///< the sentence for people
  feel::Value detail;
  bool on_demand = false;           ///< somebody asked; the history of weeks is the clock's
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "gauge", self.gauge);
    visit(2, "value", self.value);
    visit(3, "limit", self.limit);
    visit(4, "over", self.over);
    visit(5, "evidence", self.evidence);
    visit(6, "from", self.from);
    visit(7, "to", self.to);
    visit(8, "text", self.text);
    visit(9, "detail", self.detail);
    visit(10, "on_demand", self.on_demand);
  }
};

struct SignalRaised {
  static constexpr journal::Type type{901, "SignalRaised"};
  std::string signal;
  std::string gauge;
  std::string title;
  feel::Value evidence;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "signal", self.signal);
    visit(2, "gauge", self.gauge);
    visit(3, "title", self.title);
    visit(4, "evidence", self.evidence);
    visit(5, "by", self.by);
  }
};

struct SignalDisposed {
  static constexpr journal::Type type{902, "SignalDisposed"};
  std::string signal;
  std::string disposition;
  std::string reason;
  std::optional<Date> until;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "signal", self.signal);
    visit(2, "disposition", self.disposition);
    visit(3, "reason", self.reason);
    visit(4, "until", self.until);
    visit(5, "by", self.by);
  }
};

struct ChangeProposed {
  static constexpr journal::Type type{903, "ChangeProposed"};
  std::string change;
  std::string title;
  std::string reason;
  std::string signal;
  std::string base;
  std::vector<FileEdit> edits;
  std::string revision;
  std::vector<std::string> summary;
  std::int64_t errors = 0;
  std::vector<std::string> findings;
  std::vector<std::string> touches;
  std::string by;
  std::string decision;
  feel::Value facts;
  bool roll_back = false;
  std::vector<std::string> decisions;  ///< empty in older journals: `decision` alone
  std::string again;
  std::vector<std::string> carried;
  std::string idea;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "title", self.title);
    visit(3, "reason", self.reason);
    visit(4, "signal", self.signal);
    visit(5, "base", self.base);
    visit(6, "edits", self.edits);
    visit(7, "revision", self.revision);
    visit(8, "summary", self.summary);
    visit(9, "errors", self.errors);
    visit(10, "findings", self.findings);
    visit(11, "touches", self.touches);
    visit(12, "by", self.by);
    visit(13, "decision", self.decision);
    visit(14, "facts", self.facts);
    visit(15, "roll_back", self.roll_back);
    visit(16, "decisions", self.decisions);
    visit(17, "again", self.again);
    visit(18, "carried", self.carried);
    visit(19, "idea", self.idea);
  }
};

struct ChangeWithdrawn {
  static constexpr journal::Type type{904, "ChangeWithdrawn"};
  std::string change;
  std::string reason;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "reason", self.reason);
    visit(3, "by", self.by);
  }
};

/// One of several rights said yes; the others are still asked.
struct ChangeRightGiven {
  static constexpr journal::Type type{909, "ChangeRightGiven"};
  std::string change;
  std::string decision;
  std::string decision_live;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "decision", self.decision);
    visit(3, "decision_live", self.decision_live);
  }
};

struct ChangeOutdated {
  static constexpr journal::Type type{908, "ChangeOutdated"};
  std::string change;
  std::string revision;             ///< that came into force instead
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "revision", self.revision);
  }
};

struct ChangeApproved {
  static constexpr journal::Type type{905, "ChangeApproved"};
  std::string change;
  std::string decision_live;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "decision_live", self.decision_live);
    visit(3, "by", self.by);
  }
};

struct ChangeRefused {
  static constexpr journal::Type type{906, "ChangeRefused"};
  std::string change;
  std::string decision_live;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "decision_live", self.decision_live);
    visit(3, "by", self.by);
  }
};

struct ModelDeployed {
  static constexpr journal::Type type{907, "ModelDeployed"};
  std::string revision;
  std::string previous;
  std::vector<ManifestEntry> manifest;
  std::string change;
  std::string reason;
  std::vector<std::string> summary;
  bool roll_back = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "revision", self.revision);
    visit(2, "previous", self.previous);
    visit(3, "manifest", self.manifest);
    visit(4, "change", self.change);
    visit(5, "reason", self.reason);
    visit(6, "summary", self.summary);
    visit(7, "roll_back", self.roll_back);
  }
};

struct ReleaseNoteSent {
  static constexpr journal::Type type{910, "ReleaseNoteSent"};
  std::string release_note;
  std::string unit;
  std::string role;                 ///< that leads the unit, or the nearest one above it that somebody leads
  std::string revision, previous;
  std::int64_t changes = 0;
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "release_note", self.release_note);
    visit(2, "unit", self.unit);
    visit(3, "role", self.role);
    visit(4, "revision", self.revision);
    visit(5, "previous", self.previous);
    visit(6, "changes", self.changes);
    visit(7, "until", self.until);
  }
};

struct ReleaseNoteEscalated {
  static constexpr journal::Type type{911, "ReleaseNoteEscalated"};
  std::string release_note;
  std::string unit;                 ///< that the note is about
  std::string role;                 ///< that is told now
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "release_note", self.release_note);
    visit(2, "unit", self.unit);
    visit(3, "role", self.role);
    visit(4, "until", self.until);
  }
};

struct ReleaseNoteAcknowledged {
  static constexpr journal::Type type{912, "ReleaseNoteAcknowledged"};
  std::string release_note;
  std::string unit;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "release_note", self.release_note);
    visit(2, "unit", self.unit);
    visit(3, "by", self.by);
  }
};

struct RightsNoticeSent {
  static constexpr journal::Type type{913, "RightsNoticeSent"};
  std::string rights_notice;
  std::string person;
  std::string revision, previous;
  std::string change;
  std::vector<RightsChange> lines;
  std::vector<std::string> moved_to, moved_from;
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "rights_notice", self.rights_notice);
    visit(2, "person", self.person);
    visit(3, "revision", self.revision);
    visit(4, "previous", self.previous);
    visit(5, "change", self.change);
    visit(6, "lines", self.lines);
    visit(7, "moved_to", self.moved_to);
    visit(8, "moved_from", self.moved_from);
    visit(9, "until", self.until);
  }
};

struct RightsNoticeEscalated {
  static constexpr journal::Type type{914, "RightsNoticeEscalated"};
  std::string rights_notice;
  std::string person;               ///< whose rights changed
  std::string role;                 ///< that is told now
  Instant until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "rights_notice", self.rights_notice);
    visit(2, "person", self.person);
    visit(3, "role", self.role);
    visit(4, "until", self.until);
  }
};

struct RightsNoticeAcknowledged {
  static constexpr journal::Type type{915, "RightsNoticeAcknowledged"};
  std::string rights_notice;
  std::string person;               ///< whose rights changed
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "rights_notice", self.rights_notice);
    visit(2, "person", self.person);
    visit(3, "by", self.by);
  }
};

}  // namespace drivetrain::adaptation
