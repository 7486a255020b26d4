// /decisions/{live}: facts, briefing, whose it is and why, who else tried, what happened so far.
#include <algorithm>

#include "app/api/decision_rows.h"
#include "decisions/events.h"
#include "journal/events.h"

namespace drivetrain::app::api {

namespace {

std::optional<views::Reference> subject_of(Reading const& reading, decisions::LiveDecision const& asked) {
  if (asked.subject.empty()) return std::nullopt;
  auto before_slash = asked.subject.substr(0, asked.subject.find('/'));
  if (asked.kind == "activity" || asked.kind == "case") return refer(reading.company, "case", before_slash);
  if (asked.kind == "work") return refer(reading.company, "work", asked.subject);
  if (asked.kind == "change") return refer(reading.company, "change", asked.subject);
  if (asked.kind == "kpi") return refer(reading.company, "kpi", asked.subject);
  if (asked.kind == "gate") return refer(reading.company, "initiative", before_slash);
  return std::nullopt;
}

template <class E>
std::optional<E> event_at(Reading const& reading, std::uint64_t position, journal::Record& record) {
  auto entry = reading.index.entry(position);
  if (entry.kind != journal::RecordKind::event || entry.type != E::type.number) return std::nullopt;
  auto read = reading.index.record(position);
  E event;
  if (!read || !decode_fields(read->payload, event)) return std::nullopt;
  record = std::move(*read);
  return event;
}

void write_route(JsonWriter& json, Reading const& reading, std::string const& live, std::vector<std::uint64_t> const& story) {
  json.key("route").begin_array();
  for (auto position : story) {
    journal::Record record;
    auto routed = event_at<decisions::DecisionRouted>(reading, position, record);
    if (!routed || routed->live != live) continue;
    decisions::Route route;
    route.role = routed->role, route.person = routed->person, route.via = routed->via, route.because = routed->why;
    object(json, [&] {
      json.field("at", record.at).field("holder", holder_of(reading.company, route));
      if (routed->band >= 0) json.field("band", routed->band);
    });
  }
  json.end_array();
}

void write_refusals(JsonWriter& json, Reading const& reading, std::string const& live, std::vector<std::uint64_t> const& story) {
  json.key("refusals").begin_array();
  for (auto position : story) {
    journal::Record record;
    auto refused = event_at<journal::CommandRejected>(reading, position, record);
    if (!refused || refused->subject != live || record.actor.kind != journal::ActorKind::person) continue;
    object(json, [&] {
      json.field("at", record.at);
      views::write_person(json, "person", reading.company, record.actor.id);
      json.field("code", refused->code).field("detail", refused->message);
    });
  }
  json.end_array();
}

/// Steps still ahead, each in the working time of the role that it leaves; the first is counted from the last move.
void write_steps_ahead(JsonWriter& json, Reading const& reading, DecisionRow const& row, decisions::Decision const* decision, std::vector<std::uint64_t> const& story) {
  json.key("ladder").begin_array();
  if (decision && row.phase == DecisionPhase::open) {
    auto at = row.asked.opened;
    for (auto position : story) {
      journal::Record record;
      if (auto moved = event_at<decisions::DecisionEscalated>(reading, position, record); moved && moved->live == row.asked.live && moved->step >= 0) at = record.at;
    }
    auto route = route_of(reading, row);
    auto role = route.role, person = route.person;
    auto aside = decisions::stands_aside(*decision, row.asked.recommended_by);
    auto const& steps = decision->escalation;
    for (auto step = std::max(row.asked.next_step, 0); step < static_cast<int>(steps.size());) {
      auto rung = decisions::climb(*decision, role, person, aside, step, reading.company.people(), reading.now);
      if (!rung || rung->step < step) break;
      for (; step <= rung->step; ++step) {
        auto i = static_cast<std::size_t>(step);
        auto wait = steps[i].after - (i == 0 ? Duration{} : steps[i - 1].after);
        at = decisions::after_working(role, at, std::max(wait, Duration{}), reading.model().organisation);
      }
      object(json, [&] { json.field("at", at).field("holder", holder_of(reading.company, rung->role, reading.now)); });
      role = rung->role, person = rung->seat.person;
    }
  }
  json.end_array();
}

void write_suggestion(JsonWriter& json, decisions::Suggestion const& suggestion) {
  if (suggestion.table.empty()) return;
  object_field(json, "suggestion", [&] {
    json.field("table", suggestion.table).field("revision", suggestion.revision).field("hash", suggestion.hash);
    text_if(json, "outcome", suggestion.outcome);
    static feel::Context const none;
    list_field(json, "inputs", (suggestion.facts.kind() == feel::Kind::context ? suggestion.facts.context() : none).entries(), [&](auto const& input) {
      object(json, [&] {
        json.field("name", input.first);
        if (!input.second.is_null()) json.field("value", input.second);
      });
    });
    list_field(json, "rules", suggestion.rules, [&](decisions::MatchedRule const& rule) { write_matched_rule(json, rule); });
    json.field("warnings", suggestion.warnings);
  });
}

void write_declared(JsonWriter& json, Reading const& reading, DecisionRow const& row, decisions::Decision const* decision) {
  static decisions::Decision const none;
  auto const& right = decision ? *decision : none;
  json.field("question", right.question);
  list_field(json, "outcomes", right.outcomes, [&](auto const& outcome) { json.value(outcome.value); });
  json.field("criteria", right.criteria);
  write_facts(json, "fields", right, row.asked.facts);
  write_information(json, reading, right);
  write_suggestion(json, row.asked.suggestion);
}

}  // namespace

Status get_decision(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto row, find_decision(reading, exchange.at("live")));
  auto const* decision = declared(reading, row.asked);
  auto story = story_of(reading, row.asked.live);
  auto holder = route_of(reading, row).person;
  object(json, [&] {
    write_decision_fields(json, reading, row);
    write_declared(json, reading, row, decision);
    static decisions::Decision const unknown;
    write_parts(json, reading, row, decision ? *decision : unknown);
    write_briefing(json, reading, row, decision ? *decision : unknown);
    if (auto subject = subject_of(reading, row.asked)) json.field("subject", *subject);
    write_route(json, reading, row.asked.live, story);
    write_steps_ahead(json, reading, row, decision, story);
    write_refusals(json, reading, row.asked.live, story);
    json.field("may_escalate", row.phase == DecisionPhase::open && !reading.person.empty() && holder == reading.person && decision && !decision->escalation.empty());
    write_line_of_sight(json, reading, "decision", row.asked.decision);
    write_timeline(json, "timeline", reading, story, 200);
  });
  return {};
}

}  // namespace drivetrain::app::api
