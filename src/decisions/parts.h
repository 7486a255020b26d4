// Parts: recommend, agree and input come before the answer, perform comes after it (RAPID). Each part is one role's; the decider is asked
// when the parts for which the right waits are in, or when their time is over.
#pragma once

#include <string>
#include <vector>

#include "decisions/route.h"

namespace drivetrain::decisions {

/// A part of a live decision, and whose it is today.
struct PartToday {
  std::string part;                    ///< recommend, agree, input, perform
  std::string role;
  Seat seat;
  bool waited_for = false;             ///< the decider is not asked before it is in
  Contribution const* given = nullptr; ///< the last one; null: not yet
};
/// In their order: recommend, agree, input, perform. A recommendation at the opening is one.
std::vector<PartToday> parts_of(Decision const& decision, LiveDecision const& live, People const& people, Instant now);
/// Parts that are in order to be done now and are not done; never that of perform.
std::vector<PartToday> parts_asked(Decision const& decision, LiveDecision const& live, People const& people, Instant now);

/// When the decider is asked: at once, when the last part for which the right waits came in, or else when their time is over.
Instant asked_at(Decision const& decision, LiveDecision const& live, organisation::Model const& form);
/// DT-X911 before that, naming what is not in.
Status check_turn(Decision const& decision, LiveDecision const& live, People const& people, Instant now);

/// Roles that disagreed with this outcome, by their last word.
std::vector<std::string> against(LiveDecision const& live, std::string_view outcome);
/// Another part of this person that the right keeps apart from `part`; empty: none.
std::string other_part(Decision const& decision, LiveDecision const& live, std::string_view person, std::string_view part);

}  // namespace drivetrain::decisions
