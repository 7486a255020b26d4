// RerouteDecision, WithdrawDecision: the model or the people changed, or the subject is gone.
#include "base/text.h"
#include "decisions/handling.h"
#include "decisions/subjects.h"
#include "decisions/views.h"

namespace drivetrain::decisions {

Status handle(RerouteDecision const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.live);
  DT_TRY(auto found, find_live(command.live, context));
  auto const& live = *found.live;
  auto const* decision = found.decision;
  auto revision = live.revision;
  // A new version speaks for decisions that wait, as long as their facts are still what it asks for.
  if (auto const* current = declared_anew(live, context.model)) {
    decision = current;
    revision = transition.model_revision();
  }
  auto const now = transition.now();
  auto const role = live.role, version = live.revision;
  record_route(live, route_live(*decision, live, context.people, now), revision, context);
  // Another person in the same role goes on by the same clocks; another role or another version of the right counts anew.
  if (live.role != role || live.revision != version) restart_clocks(live, *decision, command.why, context);
  return {};
}

Status handle(WithdrawDecision const& command, Context& context) {
  context.transition.about(command.live);
  DT_TRY(auto found, find_live(command.live, context));
  auto const& actor = context.transition.actor();
  if (actor.kind != journal::ActorKind::policy) {
    if (asked_by_company(*found.live))
      return Error{"DT-X904", found.live->title + " is withdrawn when " + found.live->subject + " no longer needs it, not by hand",
                   "answer it, or end what asks for it."};
    auto route = route_live(*found.decision, *found.live, context.people, context.transition.now());
    bool may = actor.kind == journal::ActorKind::person && !actor.id.empty() && (actor.id == route.person || actor.id == found.live->recommended_by);
    if (!may) return wrong_hand(route, context);
    if (trim(command.reason).empty())
      return Error{"DT-X905", found.live->title + " is withdrawn without a reason", "say why nobody needs the answer any more."};
  }
  stop_clocks(*found.live, context);
  context.transition.emit(DecisionWithdrawn{command.live, command.reason});
  return {};
}

}  // namespace drivetrain::decisions
