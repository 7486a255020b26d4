// Decisions in one shape (see decision_rows.h).
#include "app/api/decision_rows.h"

#include <algorithm>

#include "decisions/events.h"
#include "decisions/parts.h"
#include "feel/json.h"

namespace drivetrain::app::api {

using decisions::LiveDecision;

namespace {

DecisionRow row_of(decisions::AnsweredDecision const& answered) {
  return {DecisionPhase::taken, answered.asked, answered.outcome, answered.reason, answered.person, answered.role, answered.at, answered.latency, answered.late, answered.automatic, answered.against};
}

template <class E>
bool fold(journal::Record const& record, decisions::State& state) {
  if (record.type != E::type.number) return false;
  E event;
  if (decode_fields(record.payload, event)) decisions::apply(event, record, state);
  return true;
}

/// As the state would have it if it had never forgotten.
std::optional<DecisionRow> row_from_journal(Reading const& reading, std::string const& live) {
  decisions::State state;
  std::optional<DecisionRow> row;
  for (auto position : reading.index.about(live)) {
    auto record = reading.index.record(position);
    if (!record || record->kind != journal::RecordKind::event) continue;
    if (record->type == decisions::DecisionWithdrawn::type.number && state.live.contains(live)) {
      decisions::DecisionWithdrawn event;
      if (!decode_fields(record->payload, event)) continue;
      row = DecisionRow{DecisionPhase::withdrawn, state.live.at(live), "", event.reason, "", "", record->at, {}, false};
    }
    fold<decisions::DecisionOpened>(*record, state) || fold<decisions::DecisionRouted>(*record, state) || fold<decisions::DecisionTaken>(*record, state) ||
        fold<decisions::DecisionEscalated>(*record, state) || fold<decisions::DecisionOverdue>(*record, state) || fold<decisions::DecisionDueSet>(*record, state) ||
        fold<decisions::DecisionSuggested>(*record, state) || fold<decisions::DecisionBriefed>(*record, state) || fold<decisions::DecisionContributed>(*record, state);
  }
  if (!state.answered.empty() && state.answered.back().asked.live == live) return row_of(state.answered.back());
  return row;
}

}  // namespace

Result<DecisionRow> find_decision(Reading const& reading, std::string const& live) {
  auto const& state = reading.company.decisions;
  if (auto found = state.live.find(live); found != state.live.end()) return DecisionRow{DecisionPhase::open, found->second, "", "", "", "", {}, {}, false};
  for (auto answered = state.answered.rbegin(); answered != state.answered.rend(); ++answered)
    if (answered->asked.live == live) return row_of(*answered);
  if (auto row = row_from_journal(reading, live)) return *row;
  return Error{"DT-X901", "there is no decision " + live, "GET /api/v1/decisions lists what waits."};
}

std::vector<std::string> withdrawn_decisions(Reading const& reading) {
  std::vector<std::string> all;
  auto positions = reading.index.events_of(decisions::DecisionWithdrawn::type.number, {0});
  for (auto position = positions.rbegin(); position != positions.rend(); ++position) {
    decisions::DecisionWithdrawn event;
    auto record = reading.index.record(*position);
    if (record && decode_fields(record->payload, event)) all.push_back(event.live);
  }
  return all;
}

decisions::Decision const* declared(Reading const& reading, LiveDecision const& live) {
  if (auto const* found = reading.company.find(live.revision, live.decision)) return found;
  auto const& current = reading.model().decisions.decisions;
  auto found = current.find(live.decision);
  return found == current.end() ? nullptr : &found->second;
}

decisions::Route route_of(Reading const& reading, DecisionRow const& row) {
  if (row.phase == DecisionPhase::open) return views::route_of(reading.company, row.asked, reading.now);
  decisions::Route route;
  route.role = row.role.empty() ? row.asked.role : row.role;
  route.person = row.person.empty() ? row.asked.person : row.person;
  route.via = row.asked.via.empty() ? "holder" : row.asked.via;
  route.band = row.asked.band;
  route.because = row.asked.why;
  return route;
}

void write_decision_fields(JsonWriter& json, Reading const& reading, DecisionRow const& row) {
  auto const& asked = row.asked;
  auto route = route_of(reading, row);
  bool open = row.phase == DecisionPhase::open;
  json.field("live", asked.live).field("decision", refer(reading.company, "decision", asked.decision)).field("title", asked.title);
  json.field("state", open ? "open" : row.phase == DecisionPhase::taken ? "taken" : "withdrawn");
  json.key("facts");
  if (asked.facts.kind() == feel::Kind::context) json.any(asked.facts);
  else json.begin_object().end_object();
  json.field("holder", holder_of(reading.company, route));
  if (route.band >= 0) json.field("band", route.band);
  json.field("opened_at", asked.opened);
  field_if(json, "due", asked.due);
  json.field("overdue", open && asked.due && *asked.due < reading.now);
  json.field("escalations", asked.escalations).field("revision", asked.revision);
  text_if(json, "recommendation", asked.recommendation);
  views::write_person(json, "recommended_by", reading.company, asked.recommended_by);
  text_if(json, "reason", row.reason);
  if (row.phase == DecisionPhase::taken) {
    json.field("outcome", row.outcome).field("taken_at", row.ended).field("latency", row.latency).field("late", row.late).field("automatic", row.automatic);
  }
  auto const* right = declared(reading, asked);
  auto turn = open && right ? decisions::asked_at(*right, asked, reading.model().organisation) : asked.opened;
  if (turn > reading.now) json.field("asked_at", turn);
  json.field("may_take", open && turn <= reading.now && !reading.person.empty() && route.person == reading.person);
}

void write_matched_rule(JsonWriter& json, decisions::MatchedRule const& rule) {
  object(json, [&] {
    json.field("table", rule.table).field("number", rule.number);
    text_if(json, "id", rule.rule);
    json.field("annotations", rule.annotations);
  });
}

void write_live_decision(JsonWriter& json, Reading const& reading, LiveDecision const& live) {
  object(json, [&] { write_decision_fields(json, reading, {DecisionPhase::open, live, "", "", "", "", {}, {}, false}); });
}

}  // namespace drivetrain::app::api
