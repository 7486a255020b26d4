// EscalateDecision, MarkOverdue: the ladder's clock moves an unanswered decision to more authority, or its holder passes it up.
#include "base/text.h"
#include "decisions/handling.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

namespace {

Status pass_up_by_hand(EscalateDecision const& command, Found const& found, Context& context) {
  auto const& live = *found.live;
  auto const now = context.transition.now();
  auto const route = route_live(*found.decision, live, context.people, now);
  auto const& actor = context.transition.actor();
  if (route.person.empty() || actor.id != route.person) return wrong_hand(route, context);
  if (trim(command.reason).empty())
    return Error{"DT-X905", live.title + " is passed up without a reason", "say what the next one must know."};
  auto const aside = stands_aside(*found.decision, live.recommended_by);
  auto rung = climb(*found.decision, route.role, route.person, aside, live.next_step, context.people, now);
  if (!rung) rung = next_band(*found.decision, route.role, aside, context.people, now);
  if (!rung)
    return Error{"DT-X903", "nobody is above " + route.role + " for " + live.decision,
                 "the answer is yours; the model names no higher band or step."};
  auto why =
      organisation::name_of(context.people.form, actor.id) + " (" + route.role + ") passed it up: " + std::string(trim(command.reason));
  record_escalation(live, *found.decision, *rung, why, context);
  return {};
}

}  // namespace

Status handle(EscalateDecision const& command, Context& context) {
  context.transition.about(command.live);
  auto const by_hand = context.transition.actor().kind == journal::ActorKind::person;
  if (!by_hand && !context.state.live.contains(command.live)) return {};  // answered while the clock was on its way
  DT_TRY(auto found, find_live(command.live, context));
  if (by_hand) return pass_up_by_hand(command, found, context);

  auto const& live = *found.live;
  auto const& decision = *found.decision;
  if (command.step < live.next_step || command.step >= static_cast<int>(decision.escalation.size())) return {};
  auto const now = context.transition.now();
  auto const route = route_live(decision, live, context.people, now);
  auto rung = climb(decision, route.role, route.person, stands_aside(decision, live.recommended_by), command.step, context.people, now);
  if (!rung) return {};  // nobody above: it stays, and the due time says so
  auto const after = describe_duration(decision.escalation[static_cast<std::size_t>(command.step)].after);
  auto why =
      route.role.empty() ? "no band decides it, and nobody mended that in " + after : "no answer from " + route.role + " within " + after;
  record_escalation(live, decision, *rung, why, context);
  return {};
}

Status handle(MarkOverdue const& command, Context& context) {
  context.transition.about(command.live);
  auto found = context.state.live.find(command.live);
  if (found == context.state.live.end() || found->second.overdue || !found->second.due) return {};
  if (context.transition.now() < *found->second.due)
    return Error{"DT-X903", command.live + " is due at " + format_instant(*found->second.due) + ", which is not yet past", ""};
  context.transition.emit(DecisionOverdue{command.live, found->second.decision, *found->second.due});
  return {};
}

}  // namespace drivetrain::decisions
