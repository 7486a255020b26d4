// TakeDecision: one hand, one of the declared outcomes, and the reason. Asked again on the day: an absence since the routing
// moves the right to the deputy, and the holder who is away is refused like anybody else.
#include <algorithm>

#include "base/text.h"
#include "decisions/handling.h"
#include "decisions/parts.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

namespace {

Status declared_outcome(std::string const& outcome, Decision const& decision) {
  std::vector<std::string> outcomes;
  for (auto const& one : decision.outcomes) outcomes.push_back(one.value);
  if (std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end()) return {};
  auto near = nearest(outcome, outcomes);
  return Error{"DT-X902", (outcome.empty() ? "no outcome was given" : outcome + " is no outcome of " + decision.header.id),
               near ? "did you mean " + *near + "?" : "it can be " + join(outcomes, ", ") + "."};
}

/// DT-X906 for the one who would decide, had it not been for the recommendation; a wrong hand for everybody else.
Error refuse_hand(LiveDecision const& live, Decision const& decision, Route const& route, Context const& context) {
  auto const& actor = context.transition.actor();
  auto aside = stands_aside(decision, live.recommended_by);
  bool would = !aside.empty() && actor.id == aside && seat_of(route.role, "", context.people, context.transition.now()).person == aside;
  if (!would) return wrong_hand(route, context);
  auto other = route.person.empty() ? "nobody else decides it today" : "it is decided by " + decider_in_words(route, context.people.form);
  return {"DT-X906", "you recommended " + live.title + " and may not decide it too; " + other,
          route.person.empty() ? "it waits and escalates." : "ask " + organisation::name_of(context.people.form, route.person) + "."};
}

bool overrides(Suggestion const& suggestion, std::string const& outcome) { return !suggestion.outcome.empty() && suggestion.outcome != outcome; }

}  // namespace

Status handle(TakeDecision const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.live);
  DT_TRY(auto found, find_live(command.live, context));
  auto const& live = *found.live;
  auto const now = transition.now();
  auto const route = route_live(*found.decision, live, context.people, now);
  auto const& actor = transition.actor();
  if (actor.kind != journal::ActorKind::person || route.person.empty() || actor.id != route.person)
    return refuse_hand(live, *found.decision, route, context);
  if (auto part = other_part(*found.decision, live, actor.id, "decide"); !part.empty())
    return Error{"DT-X906", "you did another part in " + live.title + " (" + part + ") and may not decide it too", "pass it up."};
  DT_CHECK(check_turn(*found.decision, live, context.people, now));
  DT_CHECK(declared_outcome(command.outcome, *found.decision));
  if (trim(command.reason).empty())
    return overrides(live.suggestion, command.outcome)
               ? Error{"DT-X905", "the table suggests " + live.suggestion.outcome + " for " + live.title + ", and the answer " + command.outcome + " has no reason",
                       "say in a sentence what the table does not see: its next version learns from it."}
               : Error{"DT-X905", "the answer to " + live.title + " has no reason",
                       "say in a sentence why: whoever asks the same next month will read it."};

  auto const briefing = brief(*found.decision, context.information, now);
  DT_CHECK(check_briefing(briefing, live.title, command.signature, now));

  record_route(live, route, live.revision, context);
  stop_clocks(live, context);
  record_briefing(live, briefing, command.signature, context);
  auto latency = worked_between(route.role, live.opened, now, context.people.form);
  auto late = live.due && now > *live.due;
  transition.emit(DecisionTaken{live.live, live.decision, live.subject, live.kind, command.outcome, std::string(trim(command.reason)),
                                actor.id, route.role, live.facts, live.revision, latency, late, live.escalations, live.suggestion.outcome, false, against(live, command.outcome)});
  return {};
}

}  // namespace drivetrain::decisions
