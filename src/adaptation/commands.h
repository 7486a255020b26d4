// What may be asked of the closed loop: gauges become signals, signals become proposals, proposals become versions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "feel/codec.h"
#include "journal/record.h"

namespace drivetrain::adaptation {

/// By the clock, weekly, and on demand.
struct MeasureGauges {
  static constexpr journal::Type type{900, "MeasureGauges"};
  template <class Self, class Visit>
  static void fields(Self&, Visit&&) {}
};

/// Replies "signal-<position>".
struct RaiseSignal {
  static constexpr journal::Type type{901, "RaiseSignal"};
  std::string gauge;
  std::string title;
  feel::Value evidence;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "gauge", self.gauge);
    visit(2, "title", self.title);
    visit(3, "evidence", self.evidence);
  }
};

/// A finding ends as fix behaviour, change the model, or waive until.
struct DisposeSignal {
  static constexpr journal::Type type{902, "DisposeSignal"};
  std::string signal;
  std::string disposition;          ///< "fix", "change", "waive"
  std::string reason;
  std::optional<Date> until;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "signal", self.signal);
    visit(2, "disposition", self.disposition);
    visit(3, "reason", self.reason);
    visit(4, "until", self.until);
  }
};

struct FileEdit {
  std::string path;                 ///< relative to the model folder
  std::string content;              ///< whole new content; empty with removed=true
  bool removed = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "path", self.path);
    visit(2, "content", self.content);
    visit(3, "removed", self.removed);
  }
};

/// Replies "change-<position>". The application compiled it: findings and summary are what the compiler said.
struct ProposeChange {
  static constexpr journal::Type type{903, "ProposeChange"};
  std::string title;
  std::string reason;
  std::string signal;               ///< that it answers; may be empty
  std::string base;                 ///< revision it was made from
  std::vector<FileEdit> edits;
  std::string revision;             ///< of the model with the edits
  std::vector<std::string> summary;  ///< the difference in words
  std::int64_t errors = 0;          ///< that the base does not have
  std::vector<std::string> findings;  ///< those errors first, then warnings, as one-line texts
  std::vector<std::string> touches;  ///< kinds touched: weight, band, right, …
  std::string decision;             ///< the first of `decisions`; older journals have this one alone
  feel::Value facts;                ///< for its bands: points (weight moved), things (entities touched)
  bool roll_back = false;
  std::vector<std::string> decisions;  ///< every right that it touches; each must say yes
  std::string ungoverned;           ///< why no right governs a part of it; else empty
  std::string again;                ///< the outdated change that is proposed anew; may be empty
  std::vector<std::string> carried;  ///< errors that the base has too on that day: they do not stand in the way
  std::string idea;                 ///< that becomes the standard with it; may be empty
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "title", self.title);
    visit(2, "reason", self.reason);
    visit(3, "signal", self.signal);
    visit(4, "base", self.base);
    visit(5, "edits", self.edits);
    visit(6, "revision", self.revision);
    visit(7, "summary", self.summary);
    visit(8, "errors", self.errors);
    visit(9, "findings", self.findings);
    visit(10, "touches", self.touches);
    visit(11, "decision", self.decision);
    visit(12, "facts", self.facts);
    visit(13, "roll_back", self.roll_back);
    visit(14, "decisions", self.decisions);
    visit(15, "ungoverned", self.ungoverned);
    visit(16, "again", self.again);
    visit(17, "carried", self.carried);
    visit(18, "idea", self.idea);
  }
};

struct WithdrawChange {
  static constexpr journal::Type type{904, "WithdrawChange"};
  std::string change;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "reason", self.reason);
  }
};

/// Follows from a decision taken by the holder of a right; the change is approved when all its rights have said yes.
struct ApproveChange {
  static constexpr journal::Type type{905, "ApproveChange"};
  std::string change;
  std::string decision_live;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "decision_live", self.decision_live);
  }
};

struct RefuseChange {
  static constexpr journal::Type type{906, "RefuseChange"};
  std::string change;
  std::string decision_live;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "decision_live", self.decision_live);
  }
};

/// Another version came into force: what was made from the one before is not decided any more.
struct OutdateChange {
  static constexpr journal::Type type{908, "OutdateChange"};
  std::string change;
  std::string revision;             ///< that came into force
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "change", self.change);
    visit(2, "revision", self.revision);
  }
};

struct ManifestEntry {
  std::string path;
  std::string hash;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "path", self.path);
    visit(2, "hash", self.hash);
  }
  bool operator==(ManifestEntry const&) const = default;
};

/// Puts a version into force; the first one comes from the installation, later ones from an approved change, a roll back, from the
/// folder that the installation serves, or from a program with a token for that.
struct DeployModel {
  static constexpr journal::Type type{907, "DeployModel"};
  std::string revision;
  std::vector<ManifestEntry> manifest;
  std::string change;               ///< approved change; empty for the first and for a roll back
  std::string reason;
  std::vector<std::string> summary;
  bool roll_back = false;
  std::string base;                 ///< the version that it was made from; DT-X907 when another is in force. Empty: it does not matter
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "revision", self.revision);
    visit(2, "manifest", self.manifest);
    visit(3, "change", self.change);
    visit(4, "reason", self.reason);
    visit(5, "summary", self.summary);
    visit(6, "roll_back", self.roll_back);
    visit(7, "base", self.base);
  }
};

/// Follows from a version that came into force: whoever leads a unit that it concerns is told what changes for the unit.
struct SendReleaseNote {
  static constexpr journal::Type type{909, "SendReleaseNote"};
  std::string unit;
  std::string revision, previous;   ///< the versions between which the changes lie
  std::int64_t changes = 0;         ///< how many concern the unit
  Instant until;                    ///< by then it should be acknowledged
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "unit", self.unit);
    visit(2, "revision", self.revision);
    visit(3, "previous", self.previous);
    visit(4, "changes", self.changes);
    visit(5, "until", self.until);
  }
};

/// By the clock: nobody acknowledged it in time, so whoever leads the unit above is told that.
struct EscalateReleaseNote {
  static constexpr journal::Type type{910, "EscalateReleaseNote"};
  std::string release_note;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "release_note", self.release_note);
  }
};

/// "We know what changes for us": by whoever leads the unit, or one to whom it was passed on.
struct AcknowledgeReleaseNote {
  static constexpr journal::Type type{911, "AcknowledgeReleaseNote"};
  std::string release_note;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "release_note", self.release_note);
  }
};

/// How a person may decide: in which band, through which role, in which days.
struct HeldRight {
  std::string when;                 ///< the band's condition; empty: whatever the facts are
  std::string role;
  std::string via;                  ///< "holder", or "deputy": while the holder is away
  std::optional<Date> from, to;     ///< of the term; open when absent
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "when", self.when);
    visit(2, "role", self.role);
    visit(3, "via", self.via);
    visit(4, "from", self.from);
    visit(5, "to", self.to);
  }
  bool operator==(HeldRight const&) const = default;
};

/// One decision right, as a person had it and as the same person has it now; empty on one side: gained, or lost.
struct RightsChange {
  std::string decision, title;
  std::vector<HeldRight> before, after;
  std::string right;                ///< "same", "new" or "retired": of the right itself
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "decision", self.decision);
    visit(2, "title", self.title);
    visit(3, "before", self.before);
    visit(4, "after", self.after);
    visit(5, "right", self.right);
  }
  bool operator==(RightsChange const&) const = default;
};

/// Follows from a version that came into force: a person is told which decisions are theirs now, and which no longer.
struct SendRightsNotice {
  static constexpr journal::Type type{912, "SendRightsNotice"};
  std::string person;
  std::string revision, previous;   ///< the versions between which the rights changed
  std::string change;               ///< that brought the version; empty for a folder that was changed
  std::vector<RightsChange> lines;
  std::vector<std::string> moved_to, moved_from;  ///< live decisions that the version gives to this person, or takes
  Instant until;                    ///< by then it should be acknowledged
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "person", self.person);
    visit(2, "revision", self.revision);
    visit(3, "previous", self.previous);
    visit(4, "change", self.change);
    visit(5, "lines", self.lines);
    visit(6, "moved_to", self.moved_to);
    visit(7, "moved_from", self.moved_from);
    visit(8, "until", self.until);
  }
};

/// By the clock: it was not acknowledged in time, so whoever leads the person's unit is told that.
struct EscalateRightsNotice {
  static constexpr journal::Type type{913, "EscalateRightsNotice"};
  std::string rights_notice;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "rights_notice", self.rights_notice);
  }
};

/// "I know what I decide now": by the person, or by one to whom it was passed on, who has told the person.
struct AcknowledgeRightsNotice {
  static constexpr journal::Type type{914, "AcknowledgeRightsNotice"};
  std::string rights_notice;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "rights_notice", self.rights_notice);
  }
};

}  // namespace drivetrain::adaptation
