// /strategy: intent, and how far it reaches; milestones of initiatives.
#include <algorithm>

#include "app/api/router.h"
#include "app/api/write.h"
#include "app/views/enforcement.h"
#include "app/views/strategy.h"
#include "model/sight_graph.h"
#include "base/text.h"
#include "decisions/subjects.h"
#include "execution/commands.h"
#include "execution/views.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

constexpr int strategy_window_days = 28;

void write_gear(JsonWriter& json, Reading const& reading, std::string const& objective) {
  auto sight = model::line_of_sight(reading.model(), objective);
  object_field(json, "gear", [&] {
    json.field("closed", sight.closed());
    list_field(json, "teeth", sight.teeth, [&](model::Reach const& tooth) {
      object(json, [&] {
        json.field("tooth", to_string(tooth.tooth));
        list_field(json, "by", tooth.by, [&](model::Reached const& one) { json.any(refer(reading.company, views::api_kind(one.kind), one.id)); });
        text_if(json, "why_not", tooth.why_not);
      });
    });
  });
}

void write_objective(JsonWriter& json, Reading const& reading, strategy::Objective const& objective, views::ObjectiveEffort const& effort) {
  auto const& id = objective.header.id;
  auto weight = reading.model().values.weights.find(id);
  object(json, [&] {
    json.field("id", id).field("title", objective.header.title).field("statement", objective.statement);
    views::write_owner(json, reading.company, objective.header, reading.now);
    text_if(json, "parent", objective.parent.text());
    json.field("weight", objective.weight.value);
    number_field(json, "effective_weight", weight == reading.model().values.weights.end() ? 0 : weight->second, 2);
    text_if(json, "horizon", objective.horizon);
    text_if(json, "expected_behaviour", objective.expected_behaviour);
    json.field("status", to_string(views::status_of_objective(reading.company, id, reading.now)));
    json.key("kpis").begin_array();
    for (auto const& [kpi_id, kpi] : reading.model().performance.kpis) {
      bool named = std::any_of(objective.kpis.begin(), objective.kpis.end(), [&, &name = kpi_id](auto const& one) { return one.text() == name; });
      bool serves = std::any_of(kpi.serves.begin(), kpi.serves.end(), [&](auto const& one) { return one.text() == id; });
      if (named || serves) write_kpi(json, reading, kpi);
    }
    json.end_array();
    if (effort.expected) number_field(json, "expected", *effort.expected, 1);
    if (effort.revealed) number_field(json, "revealed", *effort.revealed, 1);
    number_field(json, "hours", effort.hours, 1);
    write_gear(json, reading, id);
  });
}

/// Which choices ask for it, and whether its owner answers for it as it reads.
void write_acceptance(JsonWriter& json, Reading const& reading, strategy::Requirement const& requirement) {
  auto const& id = requirement.header.id;
  json.key("choices").begin_array();
  for (auto const& [choice_id, choice] : reading.model().strategy.choices)
    if (std::any_of(choice.yields.begin(), choice.yields.end(), [&](auto const& one) { return one.text() == id; })) json.any(refer(reading.company, "choice", choice_id));
  json.end_array();
  auto state = acceptance_of(requirement, reading.company.strategy);
  object_field(json, "acceptance", [&] {
    json.field("state", to_string(state));
    if (auto found = reading.company.strategy.accepted.find(id); found != reading.company.strategy.accepted.end()) {
      views::write_person(json, "by", reading.company, found->second.event.person);
      json.field("at", found->second.at);
      text_if(json, "note", found->second.event.note);
    }
    json.field("may_accept", state != strategy::Accepted::accepted && state != strategy::Accepted::no_owner && !reading.person.empty() &&
                                 views::may_one_of(reading.company, reading.person, {requirement.header.owner}, reading.now));
  });
}

void write_intent(JsonWriter& json, Reading const& reading) {
  auto const& strategy = reading.model().strategy;
  list_field(json, "choices", strategy.choices, [&](auto const& entry) {
    auto const& choice = entry.second;
    object(json, [&] {
      json.field("id", choice.header.id).field("title", choice.header.title).field("question", choice.question).field("options", choice.options);
      json.field("chosen", choice.chosen.value).field("because", choice.because).field("yields", views::refer_all(reading.company, "requirement", choice.yields));
    });
  });
  auto effort = views::objective_effort(reading.company, reading.index, reading.now);
  list_field(json, "objectives", model::objectives_in_order(strategy), [&](auto const* objective) { write_objective(json, reading, *objective, effort[objective->header.id]); });
  list_field(json, "requirements", strategy.requirements, [&](auto const& entry) {
    auto const& requirement = entry.second;
    object(json, [&] {
      json.field("id", requirement.header.id).field("title", requirement.header.title).field("kind", requirement_kind(requirement.kind)).field("statement", requirement.statement);
      views::write_owner(json, reading.company, requirement.header, reading.now);
      json.field("objectives", views::refer_all(reading.company, "objective", requirement.objectives));
      json.field("realised_by", views::refer_all(reading.company, requirement.realised_by));
      write_acceptance(json, reading, requirement);
    });
  });
}

void write_enforcing_rule(JsonWriter& json, Reading const& reading, views::EnforcingRule const& rule) {
  auto const& [kind, id] = rule.carrier.part;
  bool of_compiler = kind == "Rule";
  auto reference = of_compiler ? views::Reference{"rule", id, id, ""} : refer(reading.company, views::api_kind(kind), id);
  object(json, [&] {
    json.field("kind", reference.kind).field("id", reference.id).field("title", reference.title);
    text_if(json, "href", reference.href.empty() || rule.step.empty() ? reference.href : reference.href + "?element=" + rule.step);
    text_if(json, "step", rule.step);
    text_if(json, "step_title", rule.step_title);
    json.field("stands", rule.carrier.stands()).field("how", rule.how).field("done", rule.practice.count);
    field_if(json, "last_at", rule.practice.last);
    text_if(json, "text", rule.practice.text);
    json.field("stopped", rule.stopped);
  });
}

void write_rules_of_intent(JsonWriter& json, Reading const& reading) {
  auto const& strategy = reading.model().strategy;
  auto enforced = [&](auto const& entry) {
    auto const& one = entry.second;
    object(json, [&] {
      json.field("id", one.header.id).field("title", one.header.title).field("statement", one.statement);
      views::write_owner(json, reading.company, one.header, reading.now);
      json.field("enforced_by", views::refer_all(reading.company, one.enforced_by));
      list_field(json, "rules", views::enforcing_rules(reading.company, reading.index, one.enforced_by, days_back(reading, strategy_window_days), reading.now),
                 [&](auto const& rule) { write_enforcing_rule(json, reading, rule); });
    });
  };
  list_field(json, "constraints", strategy.constraints, enforced);
  list_field(json, "principles", strategy.principles, enforced);
  list_field(json, "assumptions", strategy.assumptions, [&](auto const& entry) {
    auto const& assumption = entry.second;
    object(json, [&] {
      json.field("id", assumption.header.id).field("title", assumption.header.title).field("statement", assumption.statement);
      if (!assumption.metric.empty()) json.field("metric", refer(reading.company, "kpi", assumption.metric.text()));
      text_if(json, "limit", assumption.limit.text);
      json.field("status", to_string(views::status_of_assumption(reading.company, assumption, reading.now)));
      json.field("objectives", views::refer_all(reading.company, "objective", assumption.objectives));
    });
  });
}

bool gate_asked(Reading const& reading, std::string const& key) {
  auto const& live = reading.company.decisions.live;
  return std::any_of(live.begin(), live.end(), [&](auto const& one) { return one.second.kind == decisions::kind_gate && one.second.subject == key; });
}

void write_milestones(JsonWriter& json, Reading const& reading, execution::Initiative const& initiative, execution::InitiativeView const& view) {
  bool mine = views::may_one_of(reading.company, reading.person, execution::owners_of(initiative, reading.model().strategy), reading.now);
  json.key("milestones").begin_array();
  for (std::size_t i = 0; i < view.milestones.size(); ++i) {
    auto const& milestone = view.milestones[i];
    auto const& declared = initiative.milestones[i];
    auto key = execution::milestone_key(initiative.header.id, milestone.id);
    auto gate = execution::gate_of(declared, key, reading.company.execution, reading.model().decisions);
    bool gate_passed = gate == execution::Gate::none || gate == execution::Gate::passed;
    bool ready = !milestone.reached && gate_passed && (!declared.evidence || milestone.evidence_holds == true);
    object(json, [&] {
      json.field("id", milestone.id).field("title", milestone.title).field("due", milestone.due);
      json.field("state", milestone.reached ? "reached" : ready ? "ready" : milestone.late ? "late" : "open");
      if (auto reached = reading.company.execution.reached.find(key); reached != reading.company.execution.reached.end()) json.field("reached_at", reached->second.at);
      text_if(json, "evidence", milestone.says);
      if (!declared.gate.empty()) json.field("gate", refer(reading.company, "decision", declared.gate.text()));
      json.field("may_reach", ready && mine);
      if (gate != execution::Gate::none) json.field("may_ask_gate", mine && !milestone.reached && !gate_passed && !gate_asked(reading, key));
    });
  }
  json.end_array();
}

void write_initiatives(JsonWriter& json, Reading const& reading) {
  auto const& model = reading.model().execution;
  list_field(json, "initiatives", model.initiatives, [&](auto const& entry) {
    auto const& initiative = entry.second;
    auto view = execution::view(initiative, model, reading.company.execution, reading.company.today(reading.now), reading.company.kpi_values(reading.now));
    object(json, [&] {
      json.field("id", initiative.header.id).field("title", initiative.header.title).field("statement", initiative.statement);
      views::write_owner(json, reading.company, initiative.header, reading.now);
      json.field("objectives", views::refer_all(reading.company, "objective", initiative.objectives));
      field_if(json, "budget", initiative.budget);
      auto health = view.health == execution::Health::late ? "alarm" : view.health == execution::Health::at_risk ? "warn" : "ok";
      auto words = view.health == execution::Health::done ? "Every milestone is reached." : "On track.";
      json.field("health", health).field("health_text", view.reasons.empty() ? std::string(words) : join(view.reasons, "; "));
      if (initiative.benefit)
        object_field(json, "benefit", [&] { json.field("kpi", refer(reading.company, "kpi", initiative.benefit->kpi.text())).field("delta", initiative.benefit->delta); });
      write_milestones(json, reading, initiative, view);
    });
  });
}

void write_map(JsonWriter& json, Reading const& reading) {
  auto map = views::sight_map(reading.company, reading.now);
  list_field(json, "nodes", map.nodes, [&](views::SightNode const& node) {
    auto reference = refer(reading.company, node.kind, node.id);
    object(json, [&] {
      json.field("key", node.key).field("kind", node.kind).field("id", node.id).field("title", reference.title).field("status", to_string(node.status));
      text_if(json, "figure", node.figure);
      if (!node.owner.empty()) json.field("owner", holder_of(reading.company, node.owner, reading.now));
      text_if(json, "orphan", node.orphan);
      json.field("href", reference.href);
    });
  });
  list_field(json, "links", map.links, [&](views::SightLink const& link) {
    object(json, [&] {
      json.field("from", link.from).field("to", link.to);
      if (link.strength > 0) json.field("strength", link.strength);
    });
  });
}

Status get_strategy(Exchange const&, Reading const& reading, JsonWriter& json) {
  auto today = reading.company.today(reading.now);
  object(json, [&] {
    json.field("as_of", reading.now).field("revision", reading.model().revision);
    json.field("from", date_from_days(days_from_epoch(today) - strategy_window_days)).field("to", today);
    if (auto hours = views::unserved_hours(reading.company, reading.now)) number_field(json, "unserved_hours", *hours, 1);
    write_intent(json, reading);
    write_rules_of_intent(json, reading);
    write_initiatives(json, reading);
    write_map(json, reading);
  });
  return {};
}

/// Whoever answers for the initiative.
HintsOf initiative_hints(std::string id) {
  return [id](Reading const& reading) {
    Hints hints;
    auto found = reading.model().execution.initiatives.find(id);
    auto owners = found == reading.model().execution.initiatives.end() ? std::vector<std::string>() : execution::owners_of(found->second, reading.model().strategy);
    if (!owners.empty()) hints.holder = holder_of(reading.company, owners.front(), reading.now);
    return hints;
  };
}

Response reach_milestone(Exchange& exchange) {
  auto const& initiative = exchange.at("initiative");
  return ask(exchange, execution::ReachMilestone{initiative, exchange.at("milestone"), exchange.text("note")}, initiative_hints(initiative));
}

Response ask_for_gate(Exchange& exchange) {
  auto const& initiative = exchange.at("initiative");
  return ask(exchange, execution::AskForGate{initiative, exchange.at("milestone"), exchange.value("facts"), exchange.text("note")}, initiative_hints(initiative));
}

Response accept_requirement(Exchange& exchange) {
  auto const& id = exchange.at("requirement");
  return ask(exchange, strategy::AcceptRequirement{id, exchange.text("note")}, [id](Reading const& reading) {
    Hints hints;
    auto found = reading.model().strategy.requirements.find(id);
    if (found != reading.model().strategy.requirements.end() && !found->second.header.owner.empty()) hints.holder = holder_of(reading.company, found->second.header.owner, reading.now);
    return hints;
  });
}

}  // namespace

char const* requirement_kind(strategy::RequirementKind kind) {
  switch (kind) {
    case strategy::RequirementKind::capability: return "capability";
    case strategy::RequirementKind::standard: return "standard";
    case strategy::RequirementKind::constraint: return "constraint";
    case strategy::RequirementKind::dependency: return "dependency";
    case strategy::RequirementKind::evolution: return "evolution";
  }
  return "capability";
}

void add_strategy(Router& router) {
  router.read("/strategy", "get_strategy", get_strategy);
  router.write("/requirements/{requirement}/accept", "accept_requirement", accept_requirement);
  router.write("/initiatives/{initiative}/milestones/{milestone}/reach", "reach_milestone", reach_milestone);
  router.write("/initiatives/{initiative}/milestones/{milestone}/gate", "ask_for_gate", ask_for_gate);
}

}  // namespace drivetrain::app::api
