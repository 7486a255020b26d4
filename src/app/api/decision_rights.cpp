// /decision-rights: the register. Who decides what, band by band, and who that is today.
#include <algorithm>

#include "adaptation/observe.h"
#include "app/api/problem.h"
#include "app/api/router.h"
#include "app/api/write.h"
#include "app/views/reach.h"
#include "decisions/autonomy.h"
#include "decisions/briefing.h"
#include "decisions/commands.h"
#include "decisions/events.h"
#include "feel/json.h"
#include "journal/events.h"
#include "organisation/views.h"

namespace drivetrain::app::api {

using decisions::Decision;

namespace {

constexpr int counted_days = 28;

char const* fact_type_in_words(decisions::FactType type) {
  switch (type) {
    case decisions::FactType::number: return "number";
    case decisions::FactType::string: return "string";
    case decisions::FactType::boolean: return "boolean";
  }
  return "any";
}

char const* when_stale_in_words(decisions::WhenStale when_stale) {
  return when_stale == decisions::WhenStale::block ? "block" : when_stale == decisions::WhenStale::sign ? "sign" : "show";
}

/// What happened to decisions of one right in the last 28 days.
struct RightFigures {
  std::size_t open = 0, taken = 0, late = 0, wrong_hand = 0;
  std::optional<Duration> median_latency;
};

RightFigures figures_of(Reading const& reading, std::string const& decision) {
  RightFigures figures;
  auto from = days_back(reading, counted_days);
  for (auto const& [id, live] : reading.company.decisions.live) figures.open += live.decision == decision;
  std::vector<Duration> latencies;
  for (auto const& answered : reading.company.decisions.answered) {
    if (answered.asked.decision != decision || answered.at < from) continue;
    ++figures.taken;
    figures.late += answered.late;
    latencies.push_back(answered.latency);
  }
  if (!latencies.empty()) {
    auto middle = latencies.begin() + static_cast<std::ptrdiff_t>(latencies.size() / 2);
    std::nth_element(latencies.begin(), middle, latencies.end());
    figures.median_latency = *middle;
  }
  auto right_of = [&](std::string const& live) -> std::string {
    if (auto found = reading.company.decisions.live.find(live); found != reading.company.decisions.live.end()) return found->second.decision;
    for (auto const& answered : reading.company.decisions.answered)
      if (answered.asked.live == live) return answered.asked.decision;
    return "";
  };
  for (auto const& reach : adaptation::reaches_between(reading.company.adaptation, reading.model().organisation, from, reading.now))
    figures.wrong_hand += !reach.last->live.empty() && right_of(reach.last->live) == decision;
  return figures;
}

void write_roles(JsonWriter& json, std::string_view name, Reading const& reading, std::vector<Ref<organisation::Role>> const& roles) {
  list_field(json, name, roles, [&](auto const& role) {
    object(json, [&] { json.field("id", role.text()).field("title", views::title_of(reading.company, "role", role.text())); });
  });
}

void write_right_parties(JsonWriter& json, Reading const& reading, Decision const& decision) {
  auto const& rapid = decision.rapid;
  if (!rapid.recommend.empty()) views::write_role(json, "recommend", reading.company, rapid.recommend.text());
  write_roles(json, "agree", reading, rapid.agree);
  if (!rapid.perform.empty()) views::write_role(json, "perform", reading.company, rapid.perform.text());
  write_roles(json, "input", reading, rapid.input);
  list_field(json, "waits_for", rapid.waits_for, [&](auto const& part) { json.value(part.value); });
  if (!rapid.waits_for.empty()) json.field("parts_within", rapid.within);
  if (!rapid.decide.empty()) json.field("decide", holder_of(reading.company, rapid.decide.front().text(), reading.now));
  json.key("bands").begin_array();
  for (std::size_t i = 0; i < decision.bands.size(); ++i)
    object(json, [&] {
      json.field("band", i).field("when", decision.bands[i].when.text);
      json.field("holder", holder_of(reading.company, decision.bands[i].role.text(), reading.now));
    });
  json.end_array();
}

}  // namespace

void write_facts(JsonWriter& json, std::string_view name, Decision const& decision, feel::Value const& facts) {
  list_field(json, name, decision.facts, [&](decisions::Fact const& fact) {
    object(json, [&] {
      json.field("name", fact.name.value).field("type", fact_type_in_words(fact.type));
      text_if(json, "unit", fact.unit);
      field_if(json, "min", fact.min);
      field_if(json, "max", fact.max);
      if (!fact.values.empty()) json.field("values", fact.values);
      if (auto value = facts.at(fact.name.value); !value.is_null()) json.field("value", value);
    });
  });
}

void write_information(JsonWriter& json, Reading const& reading, Decision const& decision) {
  auto briefing = decisions::brief(decision, reading.company, reading.now);
  json.key("information").begin_array();
  for (std::size_t i = 0; i < briefing.inputs.size(); ++i) {
    auto const& input = briefing.inputs[i];
    auto kpi = reading.model().performance.kpis.find(input.id);
    object(json, [&] {
      if (input.kind == "kpi") json.field("kpi", refer(reading.company, "kpi", input.id));
      json.field("title", views::title_of(reading.company, input.kind == "kpi" ? "kpi" : "data_contract", input.id));
      text_if(json, "source", input.source);
      if (!input.value.is_null()) json.field("value", input.value);
      text_if(json, "unit", input.unit);
      if (input.kind == "kpi" && kpi != reading.model().performance.kpis.end()) json.field("decimals", kpi->second.decimals).field("status", to_string(read_kpi(reading, kpi->second).status));
      else json.field("status", input.data_at ? "ok" : "no_data");
      if (input.data_at) json.field("age", reading.now - *input.data_at);
      field_if(json, "max_age", input.max_age);
      json.field("when_stale", when_stale_in_words(decision.information[i].when_stale)).field("stale", input.stale);
    });
  }
  json.end_array();
}

void write_ladder(JsonWriter& json, std::string_view name, Reading const& reading, Decision const& decision, std::string const& from_role) {
  list_field(json, name, decision.escalation, [&](decisions::EscalationStep const& step) {
    object(json, [&] {
      json.field("after", step.after).field("to", step.to.text());
      if (step.to.text() != "next-band") json.field("holder", holder_of(reading.company, step.to.text(), reading.now));
      else if (!from_role.empty())
        if (auto rung = decisions::next_band(decision, from_role, "", reading.company.people(), reading.now))
          json.field("holder", holder_of(reading.company, rung->role, reading.now));
    });
  });
}

namespace {

char const* mode_in_words(decisions::AutonomyMode mode) {
  using decisions::AutonomyMode;
  return mode == AutonomyMode::automatic ? "automatic" : mode == AutonomyMode::confirm ? "confirm" : mode == AutonomyMode::suggest ? "suggest" : "manual";
}

/// How far it decides by itself, who can stop it, and whether somebody did.
void write_autonomy(JsonWriter& json, Reading const& reading, Decision const& decision) {
  if (!decision.autonomy) return;
  auto const& autonomy = *decision.autonomy;
  auto const& company = reading.company;
  object_field(json, "autonomy", [&] {
    json.field("mode", mode_in_words(autonomy.mode));
    text_if(json, "bounds", autonomy.bounds.text);
    if (!autonomy.kill.empty()) json.field("kill", holder_of(company, autonomy.kill.text(), reading.now));
    if (auto stopped = company.decisions.stopped.find(decision.header.id); stopped != company.decisions.stopped.end())
      object_field(json, "stopped", [&] {
        views::write_person(json, "by", company, stopped->second.person);
        views::write_role(json, "role", company, stopped->second.role);
        json.field("at", stopped->second.at).field("reason", stopped->second.reason);
      });
    json.field("may_switch", autonomy.mode == decisions::AutonomyMode::automatic && !reading.person.empty() &&
                                 !decisions::may_switch(decision, reading.person, company.people(), reading.now).empty());
  });
}

void write_right(JsonWriter& json, Reading const& reading, Decision const& decision) {
  auto figures = figures_of(reading, decision.header.id);
  object(json, [&] {
    json.field("id", decision.header.id).field("title", decision.header.title).field("question", decision.question);
    json.field("kind", decision.kind == decisions::DecisionKind::design ? "design" : "operating");
    views::write_owner(json, reading.company, decision.header, reading.now);
    write_facts(json, "facts", decision, {});
    write_right_parties(json, reading, decision);
    list_field(json, "outcomes", decision.outcomes, [&](auto const& outcome) { json.value(outcome.value); });
    json.field("criteria", decision.criteria);
    write_information(json, reading, decision);
    json.field("cadence", decision.cadence);
    field_if(json, "sla", decision.sla);
    if (!decision.forum.empty()) json.field("forum", refer(reading.company, "rhythm", decision.forum.text()));
    write_ladder(json, "escalation", reading, decision, "");
    list_field(json, "sod", decision.sod, [&](auto const& part) { json.value(part.value); });
    write_autonomy(json, reading, decision);
    json.field("supports", views::refer_all(reading.company, "objective", decision.supports));
    json.field("moves", views::refer_all(reading.company, "kpi", decision.moves));
    json.field("affects", views::refer_all(reading.company, "decision", decision.affects));
    json.field("open", figures.open).field("taken", figures.taken).field("late", figures.late).field("wrong_hand", figures.wrong_hand);
    field_if(json, "median_latency", figures.median_latency);
    write_line_of_sight(json, reading, "decision", decision.header.id);
    list_field(json, "reach", views::reach_of(reading.model(), {{"Decision", decision.header.id}}), [&](views::Reached const& reached) {
      json.any(refer(reading.company, views::api_kind(reached.thing.kind), reached.thing.id));
    });
  });
}

Result<Decision const*> find_right(Reading const& reading, std::string const& id) {
  auto const& all = reading.model().decisions.decisions;
  auto found = all.find(id);
  if (found != all.end()) return &found->second;
  return Error{"DT-X901", "there is no decision right " + id + " in the model in force", "GET /api/v1/decision-rights lists them."};
}

Status list_decision_rights(Exchange const&, Reading const& reading, JsonWriter& json) {
  std::vector<Decision const*> rights;
  for (auto const& [id, decision] : reading.model().decisions.decisions) rights.push_back(&decision);
  std::stable_sort(rights.begin(), rights.end(), [](auto const* a, auto const* b) { return a->header.title < b->header.title; });
  object(json, [&] { list_field(json, "items", rights, [&](auto const* right) { write_right(json, reading, *right); }); });
  return {};
}

Status get_decision_right(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* right, find_right(reading, exchange.at("decision")));
  write_right(json, reading, *right);
  return {};
}

Status who_decides(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto const* right, find_right(reading, exchange.at("decision")));
  auto facts = feel::from_json(exchange.query("facts").value_or("{}"));
  if (!facts || facts->kind() != feel::Kind::context)
    return Error{"DT-X902", "facts should be a JSON object" + (facts ? std::string() : ": " + facts.error().message), "for example {\"delay_hours\":12}"};
  auto explained = decisions::who_decides(*right, *facts, reading.company.people(), reading.now);
  if (explained.refusal) return *explained.refusal;
  auto const& route = explained.route;
  object(json, [&] {
    json.field("decision", refer(reading.company, "decision", right->header.id));
    if (route.band >= 0) json.field("band", route.band).field("when", right->bands[static_cast<std::size_t>(route.band)].when.text);
    json.field("holder", holder_of(reading.company, route));
    if (right->sla) {
      json.field("sla", *right->sla);
      json.field("due", decisions::after_working(route.role, reading.now, *right->sla, reading.model().organisation));
    }
    write_ladder(json, "ladder", reading, *right, route.role);
    json.field("steps", explained.lines);
  });
  return {};
}

platform::Response stop_autonomy(Exchange& exchange) { return ask(exchange, decisions::StopAutonomy{exchange.at("decision"), exchange.text("reason")}); }
platform::Response resume_autonomy(Exchange& exchange) { return ask(exchange, decisions::ResumeAutonomy{exchange.at("decision"), exchange.text("reason")}); }

}  // namespace

void add_decision_rights(Router& router) {
  router.read("/decision-rights", "list_decision_rights", list_decision_rights);
  router.read("/decision-rights/{decision}", "get_decision_right", get_decision_right);
  router.read("/decision-rights/{decision}/who", "who_decides", who_decides);
  router.write("/decision-rights/{decision}/autonomy/stop", "stop_autonomy", stop_autonomy);
  router.write("/decision-rights/{decision}/autonomy/resume", "resume_autonomy", resume_autonomy);
}

}  // namespace drivetrain::app::api
