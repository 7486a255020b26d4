// OpenDecision: facts are checked, one band answers, one person of today is named, and the clocks start in that role's
// working time.
#include <algorithm>

#include "base/text.h"
#include "base/zone.h"
#include "decisions/autonomy.h"
#include "decisions/facts.h"
#include "decisions/handling.h"
#include "decisions/parts.h"
#include "decisions/subjects.h"
#include "decisions/suggest.h"

namespace drivetrain::decisions {

namespace {

Result<Decision const*> declared_decision(OpenDecision const& command, Context const& context) {
  auto const& decisions = context.model.decisions;
  auto found = decisions.find(command.decision);
  if (found != decisions.end()) return &found->second;
  std::vector<std::string> ids;
  for (auto const& [id, decision] : decisions) ids.push_back(id);
  auto near = nearest(command.decision, ids);
  return Error{"DT-X901", "the model has no decision " + command.decision, near ? "did you mean " + *near + "?" : ""};
}

/// The same question about the same subject twice would have two answers.
Status refuse_second(OpenDecision const& command, Context const& context) {
  if (command.subject.empty()) return {};
  for (auto const& [id, live] : context.state.live)
    if (live.decision == command.decision && live.subject == command.subject && live.kind == command.kind)
      return Error{"DT-X903", command.decision + " about " + command.subject + " waits for an answer already: " + id,
                   "take or withdraw " + id + " first."};
  return {};
}

Status check_recommendation(OpenDecision const& command, Decision const& decision, Context const& context) {
  if (!command.recommended_by.empty() && !context.people.form.people.contains(command.recommended_by))
    return Error{"DT-X902", "recommended_by names " + command.recommended_by + ", who is nobody in the model", ""};
  auto const& actor = context.transition.actor();
  if (!command.recommended_by.empty() && actor.kind == journal::ActorKind::person && command.recommended_by != actor.id)
    return Error{"DT-X904", "recommended_by names " + command.recommended_by + "; whoever asks recommends in their own name", "leave it out, or let " + command.recommended_by + " ask."};
  if (command.recommendation.empty()) return {};
  std::vector<std::string> outcomes;
  for (auto const& outcome : decision.outcomes) outcomes.push_back(outcome.value);
  if (std::find(outcomes.begin(), outcomes.end(), command.recommendation) != outcomes.end()) return {};
  return Error{"DT-X902", command.recommendation + " is no outcome of " + command.decision, "it can be " + join(outcomes, ", ") + "."};
}

/// The facts with those that are measured from the work asked about. Stating another value than the measured one is refused: it would
/// choose the band.
Result<feel::Value> measured_facts(OpenDecision const& command, Decision const& decision, Context const& context) {
  if (command.kind != kind_work || (!command.facts.is_null() && command.facts.kind() != feel::Kind::context)) return command.facts;
  auto facts = command.facts.is_null() ? feel::Context{} : command.facts.context();
  for (auto const& fact : decision.facts) {
    if (fact.measured.value.empty()) continue;
    auto const& name = fact.name.value;
    DT_TRY(auto measured, context.subjects.measure(fact.measured.value, command, context.transition.now()));
    auto const* stated = facts.find(name);
    if (stated && !stated->is_null() && !(*stated == feel::Value(measured)))
      return Error{"DT-X902", name + " is measured, " + measured.to_string() + (fact.unit.empty() ? "" : " " + fact.unit) + " now, and not " + feel::to_text(*stated),
                   "leave " + name + " out."};
    facts.set(name, feel::Value(measured));
  }
  return feel::Value(std::move(facts));
}

/// What the right's table says; the answer stays with whoever decides.
void record_suggestion(LiveDecision const& live, std::string const& revision, Context& context) {
  auto const* tables = context.tables;
  auto table = tables ? tables->find(live.decision) : Tables::const_iterator();
  if (!tables || table == tables->end()) return;
  auto zone = Zone::find(context.people.form.company.timezone.value);
  auto suggested = suggest(*table->second, live.facts, context.transition.now(), zone ? *zone : Zone::utc());
  suggested.live = live.live;
  suggested.revision = revision;
  context.transition.emit(suggested);
}

/// Inside its bounds the right answers at once: by its table, on fresh information, when nobody's part comes first. True when it did.
bool answer_by_itself(LiveDecision const& live, Decision const& decision, std::string const& role, Context& context) {
  auto const now = context.transition.now();
  auto const autonomy = decides_by_itself(decision, live.facts, live.suggestion, context.state, now);
  if (!autonomy.decides || asked_at(decision, live, context.people.form) > now) return false;
  auto const briefing = brief(decision, context.information, now);
  if (!briefing.blocking.empty() || !briefing.to_sign.empty()) return false;
  record_briefing(live, briefing, "", context);
  auto const& suggestion = live.suggestion;
  auto reason = autonomy.why + ", by " + suggestion.table;
  for (auto const& rule : suggestion.rules) reason += ", rule " + std::to_string(rule.number);
  context.transition.emit(DecisionTaken{live.live, live.decision, live.subject, live.kind, suggestion.outcome, reason, "", role, live.facts, live.revision, {}, false, 0,
                                        suggestion.outcome, true, {}});
  return true;
}

}  // namespace

Status handle(OpenDecision const& asked, Context& context) {
  auto command = asked;
  auto& transition = context.transition;
  transition.about(command.subject.empty() ? command.decision : command.subject);
  DT_CHECK(may_ask(command, transition.actor()));
  DT_TRY(auto const* decision, declared_decision(command, context));
  DT_CHECK(context.subjects.find_subject(command));
  DT_ASSIGN(command.facts, measured_facts(command, *decision, context));
  DT_CHECK(check_facts(*decision, command.facts));
  DT_CHECK(check_recommendation(command, *decision, context));
  DT_CHECK(refuse_second(command, context));

  // Where recommending and deciding are separate duties, whoever asks by hand has recommended, with or without saying what.
  auto recommended_by = command.recommended_by;
  if (transition.actor().kind == journal::ActorKind::person && (!command.recommendation.empty() || separates(*decision, "recommend")))
    recommended_by = transition.actor().id;
  auto const now = transition.now();
  auto const route = route_facts(*decision, command.facts, recommended_by, context.people, now);
  auto const aside = stands_aside(*decision, recommended_by);

  auto id = "decision-" + std::to_string(transition.command_position());
  std::optional<Instant> due;
  if (decision->sla) due = after_working(route.role, now, *decision->sla, context.people.form);
  auto title = command.title.empty() ? decision->question : command.title;
  auto revision = transition.model_revision();
  transition.emit(DecisionOpened{id, command.decision, command.subject, command.kind, title, command.facts, recommended_by,
                                 command.recommendation, due, revision});
  auto const& live = context.state.live.at(id);
  record_route(live, route, revision, context);
  record_suggestion(live, revision, context);
  if (answer_by_itself(live, *decision, route.role, context)) {
    transition.reply(id);
    return {};
  }
  if (due) transition.set_timer(overdue_key(id), *due, MarkOverdue{id});
  set_ladder_clock(id, *decision, 0, route.role, asked_at(*decision, live, context.people.form), context);

  // Separate duties leave nobody in the band itself: it goes up now instead of waiting for somebody who may not answer.
  if (!route.role.empty() && route.person.empty() && !aside.empty() && !seat_of(route.role, "", context.people, now).person.empty()) {
    auto rung = climb(*decision, route.role, aside, aside, 0, context.people, now);
    if (!rung) rung = next_band(*decision, route.role, aside, context.people, now);
    if (rung) record_escalation(live, *decision, *rung, route.seat_why, context);
  }
  transition.reply(id);
  return {};
}

}  // namespace drivetrain::decisions
