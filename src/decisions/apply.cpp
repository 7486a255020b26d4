// Folding the events of the system of decisions into its state. Nothing here can fail or ask anything.
#include "decisions/state.h"

namespace drivetrain::decisions {

void apply(DecisionOpened const& event, journal::Record const& record, State& state) {
  auto& live = state.live[event.live];
  live.live = event.live;
  live.position = record.position;
  live.decision = event.decision;
  live.subject = event.subject;
  live.kind = event.kind;
  live.title = event.title;
  live.facts = event.facts;
  live.recommended_by = event.recommended_by;
  live.recommendation = event.recommendation;
  live.opened_by = record.actor;
  live.opened = live.since = record.at;
  live.due = event.due;
  live.revision = event.revision;
}

void apply(DecisionRouted const& event, journal::Record const& record, State& state) {
  auto found = state.live.find(event.live);
  if (found == state.live.end()) return;
  auto& live = found->second;
  if (live.role != event.role) live.since = record.at;
  live.role = event.role;
  live.person = event.person;
  live.via = event.via;
  live.why = event.why;
  live.band = event.band;
  if (!event.revision.empty()) live.revision = event.revision;
}

std::string rule_key(MatchedRule const& rule, std::string const& hash) {
  return rule.table + "/" + (rule.digest.empty() ? hash + "/" + std::to_string(rule.number) : rule.digest);
}

void apply(DecisionSuggested const& event, journal::Record const& record, State& state) {
  auto& use = state.tables[event.decision];
  ++use.asked;
  use.undecided += event.outcome.empty();
  if (use.asked == 1) use.first = record.at;
  use.last = record.at;
  for (auto const& rule : event.rules) ++use.rules[rule_key(rule, event.hash)];
  if (auto found = state.live.find(event.live); found != state.live.end())
    found->second.suggestion = {event.table, event.outcome, event.hash, event.revision, event.value, event.facts, event.rules, event.warnings};
}

void apply(DecisionTaken const& event, journal::Record const& record, State& state) {
  if (!event.suggested.empty()) ++(event.suggested == event.outcome ? state.tables[event.decision].followed : state.tables[event.decision].overridden);
  auto found = state.live.find(event.live);
  if (found == state.live.end()) return;
  state.answered.push_back(
      {std::move(found->second), event.outcome, event.reason, event.person, event.role, record.at, event.latency, event.late, event.automatic, event.against});
  state.live.erase(found);
  if (state.answered.size() > State::max_answered) state.answered.pop_front();
}

void apply(DecisionEscalated const& event, journal::Record const& record, State& state) {
  auto found = state.live.find(event.live);
  if (found == state.live.end()) return;
  auto& live = found->second;
  ++live.escalations;
  if (event.step >= 0) live.next_step = event.step + 1;
  live.role = event.to_role;
  live.since = record.at;
  live.escalated_because = event.why;
}

void apply(DecisionWithdrawn const& event, journal::Record const&, State& state) { state.live.erase(event.live); }

void apply(DecisionOverdue const& event, journal::Record const&, State& state) {
  auto found = state.live.find(event.live);
  if (found != state.live.end()) found->second.overdue = true;
}

void apply(DecisionDueSet const& event, journal::Record const& record, State& state) {
  auto found = state.live.find(event.live);
  if (found == state.live.end()) return;
  found->second.due = event.due;
  if (!event.due || record.at < *event.due) found->second.overdue = false;
}

void apply(DecisionBriefed const& event, journal::Record const&, State& state) {
  if (auto found = state.live.find(event.live); found != state.live.end()) found->second.briefing = {event.inputs, event.signed_by, event.signature};
}

void apply(DecisionContributed const& event, journal::Record const& record, State& state) {
  Contribution made{event.part, event.role, event.person, event.stance, event.outcome, event.reason, record.at};
  if (auto found = state.live.find(event.live); found != state.live.end()) {
    auto& live = found->second;
    if (event.part == "recommend") live.recommended_by = event.person, live.recommendation = event.outcome;
    live.contributions.push_back(std::move(made));
    return;
  }
  for (auto& answered : state.answered)  // performed, after the answer
    if (answered.asked.live == event.live) answered.asked.contributions.push_back(made);
}

void apply(AutonomyStopped const& event, journal::Record const& record, State& state) {
  state.stopped[event.decision] = {event.person, event.role, event.reason, record.at};
}

void apply(AutonomyResumed const& event, journal::Record const&, State& state) { state.stopped.erase(event.decision); }

}  // namespace drivetrain::decisions
