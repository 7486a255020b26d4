// Parts of a live decision (RAPID), and what its answer rests on.
#include "app/api/decision_rows.h"
#include "decisions/briefing.h"
#include "decisions/parts.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using decisions::Contribution;
using decisions::Decision;

namespace {

/// "in" when it was done, "asked" when it is its turn, "later" before, "over" when the decision was answered without it.
char const* state_of(decisions::PartToday const& part, DecisionRow const& row, std::vector<decisions::PartToday> const& asked) {
  if (part.given || (part.part == "recommend" && !row.asked.recommendation.empty())) return "in";
  if (part.part == "perform") return row.phase == DecisionPhase::taken ? "asked" : "later";
  if (row.phase != DecisionPhase::open) return "over";
  for (auto const& one : asked)
    if (one.part == part.part && one.role == part.role) return "asked";
  return "later";
}

void write_said(JsonWriter& json, Reading const& reading, Contribution const& said) {
  views::write_person(json, "person", reading.company, said.person);
  text_if(json, "stance", said.stance);
  text_if(json, "outcome", said.outcome);
  text_if(json, "reason", said.reason);
  json.field("at", said.at);
}

void write_briefed(JsonWriter& json, Reading const& reading, decisions::BriefedInput const& input, Instant at) {
  object(json, [&] {
    if (input.kind == "kpi") json.field("kpi", refer(reading.company, "kpi", input.id));
    json.field("title", views::title_of(reading.company, input.kind == "kpi" ? "kpi" : "data_contract", input.id));
    text_if(json, "source", input.source);
    if (!input.value.is_null()) json.field("value", input.value);
    text_if(json, "unit", input.unit);
    if (input.data_at) json.field("age", at - *input.data_at);
    field_if(json, "max_age", input.max_age);
    json.field("stale", input.stale);
  });
}

}  // namespace

void write_parts(JsonWriter& json, Reading const& reading, DecisionRow const& row, Decision const& decision) {
  auto const& company = reading.company;
  auto people = company.people();
  auto parts = decisions::parts_of(decision, row.asked, people, reading.now);
  auto asked = row.phase == DecisionPhase::open ? decisions::parts_asked(decision, row.asked, people, reading.now) : std::vector<decisions::PartToday>();
  list_field(json, "parts", parts, [&](decisions::PartToday const& part) {
    std::string state = state_of(part, row, asked);
    bool mine = !reading.person.empty() && organisation::may_act(people.form, people.state, reading.person, part.role, reading.now) &&
                decisions::other_part(decision, row.asked, reading.person, part.part).empty();
    object(json, [&] {
      json.field("part", part.part).field("holder", holder_of(company, part.role, reading.now)).field("waited_for", part.waited_for).field("state", state);
      if (part.given) write_said(json, reading, *part.given);
      else if (state == "in") {
        views::write_person(json, "person", company, row.asked.recommended_by);
        json.field("outcome", row.asked.recommendation).field("at", row.asked.opened);
      }
      json.field("may", mine && (state == "asked" || (state == "in" && row.phase == DecisionPhase::open && part.part == "agree")));
    });
  });
  list_field(json, "against", row.against, [&](std::string const& role) { object(json, [&] { json.field("id", role).field("title", views::title_of(company, "role", role)); }); });
}

void write_briefing(JsonWriter& json, Reading const& reading, DecisionRow const& row, Decision const& decision) {
  if (row.phase == DecisionPhase::open) {
    auto briefing = decisions::brief(decision, reading.company, reading.now);
    auto told = [&](std::vector<std::size_t> const& indexes) {
      std::vector<std::string> words;
      for (auto index : indexes) words.push_back(decisions::stale_in_words(briefing.inputs[index], reading.now));
      return words;
    };
    json.field("blocked_by", told(briefing.blocking)).field("to_sign", told(briefing.to_sign));
    return;
  }
  json.field("blocked_by", std::vector<std::string>()).field("to_sign", std::vector<std::string>());
  auto const& briefing = row.asked.briefing;
  if (briefing.inputs.empty()) return;
  object_field(json, "rested_on", [&] {
    list_field(json, "inputs", briefing.inputs, [&](auto const& input) { write_briefed(json, reading, input, row.ended); });
    views::write_person(json, "signed_by", reading.company, briefing.signed_by);
    text_if(json, "signature", briefing.signature);
  });
}

}  // namespace drivetrain::app::api
