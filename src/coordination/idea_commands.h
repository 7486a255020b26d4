// What may be asked about better ways of working: an idea, its trial, the verdict by data, and what becomes of it (PDCA).
#pragma once

#include <optional>
#include <string>

#include "base/decimal.h"
#include "journal/record.h"

namespace drivetrain::coordination {

/// Anybody's. Replies "idea-<position>".
struct ProposeIdea {
  static constexpr journal::Type type{430, "ProposeIdea"};
  std::string title;
  std::string problem;  ///< what is not as it should be
  std::string fix;      ///< what would be done differently
  std::string unit, process, kpi;  ///< where it would show; each may be empty
  std::string issue;    ///< that it came from; may be empty
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "title", self.title);
    visit(2, "problem", self.problem);
    visit(3, "fix", self.fix);
    visit(4, "unit", self.unit);
    visit(5, "process", self.process);
    visit(6, "kpi", self.kpi);
    visit(7, "issue", self.issue);
  }
};

/// From now on it is done differently, for a while. What shows that it works is said before.
struct BeginTrial {
  static constexpr journal::Type type{431, "BeginTrial"};
  std::string idea;
  std::string kpi;                  ///< the figure that is to move; the idea's own when empty
  std::string hypothesis;           ///< what is expected, so that it can turn out wrong
  std::optional<Decimal> expected;  ///< change of the figure, in its unit, with its sign
  Date until;                       ///< last day
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "kpi", self.kpi);
    visit(3, "hypothesis", self.hypothesis);
    visit(4, "expected", self.expected);
    visit(5, "until", self.until);
  }
};

/// What do the data say? The clock asks when the trial is over; those who decide may ask earlier, which ends it.
struct JudgeTrial {
  static constexpr journal::Type type{432, "JudgeTrial"};
  std::string idea;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
  }
};

/// It becomes the standard. When its trial did not show that it is better: with a reason (DT-X905).
struct AdoptIdea {
  static constexpr journal::Type type{433, "AdoptIdea"};
  std::string idea;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "reason", self.reason);
  }
};

struct DropIdea {
  static constexpr journal::Type type{434, "DropIdea"};
  std::string idea;
  std::string reason;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "reason", self.reason);
  }
};

/// By policy: the change of the model that came from it is in force.
struct StandardiseIdea {
  static constexpr journal::Type type{435, "StandardiseIdea"};
  std::string idea;
  std::string change;
  std::string revision;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
    visit(2, "change", self.change);
    visit(3, "revision", self.revision);
  }
};

/// The clock asks: does the new standard still hold what the trial promised?
struct TestIdea {
  static constexpr journal::Type type{436, "TestIdea"};
  std::string idea;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "idea", self.idea);
  }
};

}  // namespace drivetrain::coordination
