// What the handlers of this folder share: finding a live decision with its version's bands, recording a route, the clocks.
#pragma once

#include "decisions/handle.h"

namespace drivetrain::decisions {

/// A live decision with the declaration that applies to it.
struct Found {
  LiveDecision const* live;
  Decision const* decision;
};
/// DT-X901 when there never was one; DT-X903 when it was answered, with by whom and how.
Result<Found> find_live(std::string const& id, Context const& context);

/// Emits DecisionRouted when role, person or band differ from what was recorded last.
void record_route(LiveDecision const& live, Route const& route, std::string const& revision, Context& context);
/// Emits DecisionEscalated and the new route, and sets the clock of the ladder's next step.
void record_escalation(LiveDecision const& live, Decision const& decision, Rung const& rung, std::string const& why, Context& context);

/// Sets the clock of ladder step `step`: what the step waits longer than the one before, in the working time of `role` from `from`
/// on; none when there is no such step.
void set_ladder_clock(std::string const& live, Decision const& decision, int step, std::string const& role, Instant from, Context& context);
/// Sets both clocks as `decision` has them, counted from when it came to its role; emits DecisionDueSet when the due time changes.
/// What was passed up keeps its due time, which was promised to whoever asked; only the ladder goes on by the new steps.
void restart_clocks(LiveDecision const& live, Decision const& decision, std::string const& why, Context& context);
/// Emits DecisionBriefed, where the right declares what is looked at; the signature counts only for what had to be signed.
void record_briefing(LiveDecision const& live, BriefingToday const& briefing, std::string const& signature, Context& context);
void stop_clocks(LiveDecision const& live, Context& context);
std::string ladder_key(std::string const& live, int step);
std::string overdue_key(std::string const& live);

/// DT-X904: "Decided by Ben Okoro (works-manager), because delay_hours = 12 is in band 2; you are planner".
Error wrong_hand(Route const& route, Context const& context);

}  // namespace drivetrain::decisions
