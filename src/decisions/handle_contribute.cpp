// ContributeToDecision: whoever holds the role of a part does it, in its order: recommend, agree and input before the answer, perform after
// it. Duties that the right keeps apart are done by different people.
#include <algorithm>

#include "base/text.h"
#include "decisions/handling.h"
#include "decisions/parts.h"
#include "decisions/subjects.h"
#include "organisation/views.h"

namespace drivetrain::decisions {

namespace {

struct Contributing {
  LiveDecision const* live = nullptr;
  Decision const* decision = nullptr;
  AnsweredDecision const* answered = nullptr;  ///< of perform
};

Result<Contributing> find_contributing(ContributeToDecision const& command, Context const& context) {
  auto const* answered = command.part == "perform" ? find_answer(context.state, command.live) : nullptr;
  if (answered) {
    auto const* decision = context.versions.find(answered->asked.revision, answered->asked.decision);
    if (decision) return Contributing{&answered->asked, decision, answered};
    return Error{"DT-X903", "the right " + answered->asked.decision + " is in no version of the model that is kept here", ""};
  }
  DT_TRY(auto found, find_live(command.live, context));
  if (command.part == "perform")
    return Error{"DT-X911", found.live->title + " is not decided yet; it is performed after the answer", "wait for the answer."};
  return Contributing{found.live, found.decision, nullptr};
}

/// The role by which it is this person's part; DT-X911 when it is nobody's, or another's.
Result<std::string> role_of_part(ContributeToDecision const& command, Contributing const& on, Context const& context) {
  auto const& people = context.people;
  auto const& actor = context.transition.actor();
  auto const now = context.transition.now();
  std::vector<std::string> holders;
  for (auto const& part : parts_of(*on.decision, *on.live, people, now)) {
    if (part.part != command.part) continue;
    if (actor.kind == journal::ActorKind::person && organisation::may_act(people.form, people.state, actor.id, part.role, now)) return part.role;
    holders.push_back(part.role + (part.seat.person.empty() ? "" : " (" + organisation::name_of(people.form, part.seat.person) + ")"));
  }
  static constexpr std::string_view parts[] = {"recommend", "agree", "input", "perform"};
  if (std::find(std::begin(parts), std::end(parts), command.part) == std::end(parts))
    return Error{"DT-X902", command.part.empty() ? "no part is named" : "there is no part " + command.part, "a part is recommend, agree, input or perform."};
  if (holders.empty()) return Error{"DT-X911", on.decision->header.id + " asks nobody to " + (command.part == "input" ? "give input" : command.part), "its parts stand under rapid in the model."};
  return Error{"DT-X911", (command.part == "input" ? std::string("input") : "to " + command.part) + " is asked of " + join(holders, ", ") + ", and that is not you", "ask whoever holds the role."};
}

Status check_words(ContributeToDecision const& command, Contributing const& on) {
  auto const needs_reason = !(command.part == "agree" && command.stance == "agree") && command.part != "perform";
  if (command.part == "agree" && command.stance != "agree" && command.stance != "disagree")
    return Error{"DT-X902", command.stance.empty() ? "it is not said whether you agree" : "the stance " + command.stance + " is none", "say agree or disagree."};
  if (command.part == "recommend") {
    auto const& outcomes = on.decision->outcomes;
    if (std::none_of(outcomes.begin(), outcomes.end(), [&](Text const& one) { return one.value == command.outcome; })) {
      std::vector<std::string> words;
      for (auto const& one : outcomes) words.push_back(one.value);
      return Error{"DT-X902", command.outcome.empty() ? "no outcome is recommended" : command.outcome + " is no outcome of " + on.decision->header.id, "it can be " + join(words, ", ") + "."};
    }
  }
  if (needs_reason && trim(command.reason).empty())
    return Error{"DT-X905", "your part in " + on.live->title + " says nothing", "say what whoever decides must know."};
  return {};
}

/// DT-X906: the duties that the right keeps apart.
Status check_separate(ContributeToDecision const& command, Contributing const& on, Context const& context) {
  auto const& person = context.transition.actor().id;
  auto const& title = on.live->title;
  if (auto other = other_part(*on.decision, *on.live, person, command.part); !other.empty())
    return Error{"DT-X906", "you did another part in " + title + " (" + other + ") and may not do this one too (" + command.part + ")", "let somebody else of the role do it."};
  if (!separates(*on.decision, command.part) || !separates(*on.decision, "decide")) return {};
  // Whoever recommends stands aside, and the right goes to the next one; for the other parts the one who decides goes on deciding.
  auto decides = on.answered ? on.answered->person : command.part == "recommend" ? std::string() : route_live(*on.decision, *on.live, context.people, context.transition.now()).person;
  if (!decides.empty() && decides == person)
    return Error{"DT-X906", std::string(on.answered ? "you decided " : "you decide ") + title + " and may not do this part too (" + command.part + ")", "let somebody else of the role do it."};
  return {};
}

Status check_order(ContributeToDecision const& command, Contributing const& on, Context const& context) {
  if (command.part != "agree") return {};
  for (auto const& part : parts_of(*on.decision, *on.live, context.people, context.transition.now()))
    if (part.part == "recommend" && part.waited_for && on.live->recommendation.empty())
      return Error{"DT-X911", "nobody has recommended anything yet for " + on.live->title + "; there is nothing to agree to", "it is " + part.role + " who recommends first."};
  return {};
}

/// What a word of agreement is about.
std::string outcome_in_question(LiveDecision const& live, Decision const& decision) {
  if (!live.recommendation.empty()) return live.recommendation;
  return decision.outcomes.empty() ? "" : decision.outcomes.front().value;
}

/// Who the decider is may have changed, and the ladder counts from when he is asked.
void ask_decider_anew(LiveDecision const& live, Decision const& decision, Instant asked_before, Context& context) {
  auto const now = context.transition.now();
  record_route(live, route_live(decision, live, context.people, now), live.revision, context);
  if (asked_at(decision, live, context.people.form) == asked_before || asked_before <= now || !live.escalated_because.empty()) return;
  context.transition.cancel_timer(ladder_key(live.live, live.next_step));
  set_ladder_clock(live.live, decision, live.next_step, live.role, now, context);
}

void escalate_disagreement(ContributeToDecision const& command, LiveDecision const& live, Decision const& decision, std::string const& role, Context& context) {
  auto const now = context.transition.now();
  auto const route = route_live(decision, live, context.people, now);
  auto const aside = stands_aside(decision, live.recommended_by);
  auto rung = climb(decision, route.role, route.person, aside, live.next_step, context.people, now);
  if (!rung) rung = next_band(decision, route.role, aside, context.people, now);
  if (!rung) return;  // nobody above: the decider answers it with a reason
  auto why = organisation::name_of(context.people.form, context.transition.actor().id) + " (" + role + ") disagrees: " + std::string(trim(command.reason));
  record_escalation(live, decision, *rung, why, context);
}

}  // namespace

Status handle(ContributeToDecision const& command, Context& context) {
  auto& transition = context.transition;
  transition.about(command.live);
  DT_TRY(auto on, find_contributing(command, context));
  DT_TRY(auto role, role_of_part(command, on, context));
  DT_CHECK(check_words(command, on));
  DT_CHECK(check_separate(command, on, context));
  DT_CHECK(check_order(command, on, context));
  auto outcome = command.part == "recommend" ? command.outcome : command.part == "agree" ? outcome_in_question(*on.live, *on.decision) : "";
  auto const before = asked_at(*on.decision, *on.live, context.people.form);
  transition.emit(DecisionContributed{command.live, on.live->decision, command.part, role, transition.actor().id, command.part == "agree" ? command.stance : "", outcome,
                                      std::string(trim(command.reason))});
  if (on.answered) return {};
  ask_decider_anew(*on.live, *on.decision, before, context);
  if (command.part == "agree" && command.stance == "disagree" && on.decision->rapid.on_disagreement == OnDisagreement::escalate)
    escalate_disagreement(command, *on.live, *on.decision, role, context);
  return {};
}

}  // namespace drivetrain::decisions
