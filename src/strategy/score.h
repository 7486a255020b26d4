// Score: what a piece of work is worth now. It is the one order of every queue, so that strategy, not the loudest voice,
// decides what comes next; and it can always say why.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "strategy/model.h"

namespace drivetrain::strategy {

struct WorkFacts {
  std::string process;
  std::string tier;                 ///< promise tier; empty or unknown: factor 1
  std::optional<Instant> promised;  ///< when the customer was promised the whole; nothing: no promise presses
  Duration expected;                ///< time that the work still needs
  std::string expedited_by;         ///< the decision that lets it overtake; empty: none
};

struct Score {
  double value = 0;  ///< process_value × tier_factor × urgency
  double process_value = 0;
  double tier_factor = 1;
  double urgency = 1;
  std::optional<Duration> slack;  ///< promised − now − expected
};

/// Urgency is 1 while slack ≥ horizon, then rises linearly: clamp(2 − slack/horizon, 1, 3); 2 when only the expected time is
/// left, 3 from the promised moment on. It never falls as time passes. Without a promise it is 1; expedited work has 3.
double urgency(Duration slack, bool overdue, Duration horizon);

Score score(ValueTable const& table, WorkFacts const& work, Instant now);

/// "2.96 = process value 0.47 (keep-critical-running 30 × 9/9 + margin-and-cash 15 × 3/9) × tier critical 3 × urgency 2.1
/// (2 h slack)". Objectives that add nothing are left out.
std::string explain(Score const& score, ValueTable const& table, WorkFacts const& work);

}  // namespace drivetrain::strategy
