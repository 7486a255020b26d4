// Shared by the handlers (see handling.h).
#include "decisions/handling.h"

#include <algorithm>

#include "base/text.h"
#include "decisions/parts.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

Result<Found> find_live(std::string const& id, Context const& context) {
  auto found = context.state.live.find(id);
  if (found == context.state.live.end()) {
    auto const& answered = context.state.answered;
    auto past = std::find_if(answered.rbegin(), answered.rend(), [&](auto const& one) { return one.asked.live == id; });
    if (past != answered.rend())
      return Error{"DT-X903",
                   id + " (" + past->asked.title + ") was answered already: " + past->outcome + ", by " +
                       organisation::name_of(context.people.form, past->person) + " at " + format_instant(past->at) + ", because " +
                       past->reason,
                   "if that answer no longer fits, open the decision again."};
    return Error{"DT-X901", "there is no live decision " + id,
                 "it may have been withdrawn or taken; the Decisions page lists what waits"};
  }
  auto const* decision = context.versions.find(found->second.revision, found->second.decision);
  if (!decision)
    if (auto current = context.model.decisions.find(found->second.decision); current != context.model.decisions.end())
      decision = &current->second;
  if (!decision)
    return Error{"DT-X903", "the right to decide " + found->second.decision + " is in no version of the model that is kept here",
                 "withdraw " + id + ", or bring the right back into the model."};
  return Found{&found->second, decision};
}

void record_route(LiveDecision const& live, Route const& route, std::string const& revision, Context& context) {
  if (live.role == route.role && live.person == route.person && live.via == route.via && live.band == route.band &&
      live.revision == revision && !live.why.empty())
    return;
  context.transition.emit(DecisionRouted{live.live, route.role, route.person, route.via, route.why(), route.band, revision});
}

void record_escalation(LiveDecision const& live, Decision const& decision, Rung const& rung, std::string const& why, Context& context) {
  auto id = live.live;
  auto const passed = live.next_step;
  context.transition.emit(DecisionEscalated{id, rung.step, live.role, rung.role, why});
  Route route{rung.role, rung.seat.person, rung.seat.via, rung.band, why, rung.seat.why};
  context.transition.emit(DecisionRouted{id, route.role, route.person, route.via, route.why(), route.band, live.revision});
  if (rung.step < 0) return;
  if (passed <= rung.step) context.transition.cancel_timer(ladder_key(id, passed));
  set_ladder_clock(id, decision, rung.step + 1, rung.role, context.transition.now(), context);
}

void set_ladder_clock(std::string const& live, Decision const& decision, int step, std::string const& role, Instant from, Context& context) {
  if (step >= static_cast<int>(decision.escalation.size())) return;
  auto at = static_cast<std::size_t>(step);
  auto wait = decision.escalation[at].after - (at == 0 ? Duration{} : decision.escalation[at - 1].after);
  auto due = after_working(role, from, std::max(wait, Duration{}), context.people.form);
  context.transition.set_timer(ladder_key(live, step), due, EscalateDecision{live, step, ""});
}

void restart_clocks(LiveDecision const& live, Decision const& decision, std::string const& why, Context& context) {
  stop_clocks(live, context);
  set_ladder_clock(live.live, decision, live.next_step, live.role, std::max(live.since, asked_at(decision, live, context.people.form)), context);
  if (live.escalations == 0) {
    std::optional<Instant> due;
    if (decision.sla) due = after_working(live.role, live.since, *decision.sla, context.people.form);
    if (due != live.due) context.transition.emit(DecisionDueSet{live.live, due, why});
  }
  if (live.due && !live.overdue) context.transition.set_timer(overdue_key(live.live), *live.due, MarkOverdue{live.live});
}

void record_briefing(LiveDecision const& live, BriefingToday const& briefing, std::string const& signature, Context& context) {
  if (briefing.inputs.empty()) return;
  bool signed_for = !briefing.to_sign.empty();
  context.transition.emit(DecisionBriefed{live.live, live.decision, briefing.inputs, signed_for ? context.transition.actor().id : "", signed_for ? std::string(trim(signature)) : ""});
}

void stop_clocks(LiveDecision const& live, Context& context) {
  context.transition.cancel_timer(ladder_key(live.live, live.next_step));
  context.transition.cancel_timer(overdue_key(live.live));
}

std::string ladder_key(std::string const& live, int step) { return "decision/" + live + "/escalate/" + std::to_string(step); }
std::string overdue_key(std::string const& live) { return "decision/" + live + "/overdue"; }

Error wrong_hand(Route const& route, Context const& context) {
  auto const& form = context.people.form;
  auto const& actor = context.transition.actor();
  std::string you = "a decision is taken by a person, not by " + actor.id;
  if (actor.kind == journal::ActorKind::person) {
    std::vector<std::string> roles;
    for (auto const& role : organisation::roles_of(form, context.people.state, actor.id, context.transition.now()))
      roles.push_back(role.role);
    you = roles.empty() ? "you hold no role" : "you are " + join(roles, ", ");
  }
  if (route.person.empty())
    return {"DT-X904", "Nobody decides this today, because " + route.why() + "; " + you,
            "it waits and escalates; name a holder or deputy in the model, or mend its bands."};
  return {"DT-X904", "Decided by " + decider_in_words(route, form) + ", because " + route.because + "; " + you,
          "ask " + organisation::name_of(form, route.person) + "."};
}

}  // namespace drivetrain::decisions
