// What happened to ideas for better ways of working.
#pragma once

#include <optional>
#include <string>

#include "base/decimal.h"
#include "journal/record.h"

namespace drivetrain::coordination {

struct IdeaProposed {
  static constexpr journal::Type type{430, "IdeaProposed"};
  std::string idea, title, problem, fix, unit, process, kpi, issue;
  std::string person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "title", self.title);
    visit(3, "problem", self.problem);
    visit(4, "fix", self.fix);
    visit(5, "unit", self.unit);
    visit(6, "process", self.process);
    visit(7, "kpi", self.kpi);
    visit(8, "issue", self.issue);
    visit(9, "person", self.person);
  }
};

/// A figure over several periods of its chart, as it was counted then: later samples may be gone.
struct FigureLevel {
  std::int64_t periods = 0;
  std::optional<Decimal> mean, deviation;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "periods", self.periods);
    visit(2, "mean", self.mean);
    visit(3, "deviation", self.deviation);
  }
};

struct TrialBegun {
  static constexpr journal::Type type{431, "TrialBegun"};
  std::string idea, kpi, hypothesis;
  std::optional<Decimal> expected;
  Instant until;  ///< when it is judged
  std::string person;
  FigureLevel before;  ///< of its figure, up to the begin
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "kpi", self.kpi);
    visit(3, "hypothesis", self.hypothesis);
    visit(4, "expected", self.expected);
    visit(5, "until", self.until);
    visit(6, "person", self.person);
    visit(7, "before", self.before);
  }
};

/// Computed from what was measured before the trial and since.
struct FigureCompared {
  std::string verdict = "unknown";  ///< "better", "worse", "same" (no more than chance), "unknown" (too few data)
  FigureLevel after;
  std::optional<Decimal> effect, low, high;  ///< after less before, with its 95 % interval
  std::string says;                 ///< in words
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "verdict", self.verdict);
    visit(2, "after", self.after);
    visit(3, "effect", self.effect);
    visit(4, "low", self.low);
    visit(5, "high", self.high);
    visit(6, "says", self.says);
  }
};

struct TrialJudged {
  static constexpr journal::Type type{432, "TrialJudged"};
  std::string idea;
  FigureCompared compared;
  std::string person;  ///< who ended it early; empty: its time was over, or its figure came into alarm
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "compared", self.compared);
    visit(3, "person", self.person);
  }
};

struct IdeaAdopted {
  static constexpr journal::Type type{433, "IdeaAdopted"};
  std::string idea, reason, person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "reason", self.reason);
    visit(3, "person", self.person);
  }
};

struct IdeaDropped {
  static constexpr journal::Type type{434, "IdeaDropped"};
  std::string idea, reason, person;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "reason", self.reason);
    visit(3, "person", self.person);
  }
};

struct IdeaStandardised {
  static constexpr journal::Type type{435, "IdeaStandardised"};
  std::string idea, change, revision;
  Instant until;  ///< when it is asked whether it holds
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "change", self.change);
    visit(3, "revision", self.revision);
    visit(4, "until", self.until);
  }
};

struct IdeaTested {
  static constexpr journal::Type type{436, "IdeaTested"};
  std::string idea;
  std::string outcome;  ///< "holds", "regressed", "unknown"
  FigureCompared compared;
  std::optional<Instant> until;  ///< the next test; none: it has regressed, or has held for a year
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "outcome", self.outcome);
    visit(3, "compared", self.compared);
    visit(4, "until", self.until);
  }
};

}  // namespace drivetrain::coordination
