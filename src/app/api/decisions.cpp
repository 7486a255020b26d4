// /decisions: what waits for an answer, and the log.
#include <algorithm>
#include <limits>

#include "app/api/decision_rows.h"
#include "app/api/router.h"
#include "app/views/visibility.h"
#include "decisions/commands.h"

namespace drivetrain::app::api {

using platform::Response;

namespace {

struct DecisionFilter {
  std::string decision, person;
  bool late = false;
};

bool fits(Reading const& reading, DecisionFilter const& filter, DecisionRow const& row) {
  if (!filter.decision.empty() && row.asked.decision != filter.decision) return false;
  if (!filter.person.empty() && route_of(reading, row).person != filter.person) return false;
  bool past_due = row.phase == DecisionPhase::open ? row.asked.due && *row.asked.due < reading.now : row.late;
  return !filter.late || past_due;
}

std::vector<DecisionRow> open_rows(Reading const& reading) {
  std::vector<DecisionRow> rows;
  for (auto const& [id, live] : reading.company.decisions.live) rows.push_back({DecisionPhase::open, live, "", "", "", "", {}, {}, false});
  auto due = [](DecisionRow const& row) { return row.asked.due ? row.asked.due->us : std::numeric_limits<std::int64_t>::max(); };
  std::sort(rows.begin(), rows.end(), [&](auto const& a, auto const& b) { return std::pair(due(a), a.asked.position) < std::pair(due(b), b.asked.position); });
  return rows;
}

std::vector<DecisionRow> ended_rows(Exchange const& exchange, Reading const& reading) {
  std::vector<DecisionRow> rows;
  auto wants = [&](char const* state) { auto states = exchange.queries("state"); return std::find(states.begin(), states.end(), state) != states.end(); };
  if (wants("taken"))
    for (auto const& answered : reading.company.decisions.answered)
      if (auto row = find_decision(reading, answered.asked.live)) rows.push_back(row.take());
  if (wants("withdrawn"))
    for (auto const& live : withdrawn_decisions(reading))
      if (auto row = find_decision(reading, live)) rows.push_back(row.take());
  std::sort(rows.begin(), rows.end(), [](auto const& a, auto const& b) { return std::tie(b.ended, b.asked.position) < std::tie(a.ended, a.asked.position); });
  return rows;
}

Status list_decisions(Exchange const& exchange, Reading const& reading, JsonWriter& json) {
  DT_TRY(auto page, page_of(exchange));
  DecisionFilter filter{exchange.query("decision").value_or(""), exchange.query("person").value_or(""), exchange.query("late") == "true"};
  if (filter.person == "me") {
    if (reading.person.empty()) return Error{"DT-X902", "`me` is nobody: nobody is signed in", "name the person"};
    filter.person = reading.person;
  }
  DT_CHECK(views::may_ask_about(reading.company, reading.person, filter.person, reading.now));
  std::vector<DecisionRow> rows;
  auto states = exchange.queries("state");
  if (states.empty() || std::find(states.begin(), states.end(), "open") != states.end()) rows = open_rows(reading);
  for (auto& row : ended_rows(exchange, reading)) rows.push_back(std::move(row));
  std::erase_if(rows, [&](auto const& row) { return !fits(reading, filter, row); });
  object(json, [&] {
    write_page(json, rows, page, [&](DecisionRow const& row) { object(json, [&] { write_decision_fields(json, reading, row); }); });
  });
  return {};
}

HintsOf decision_hints(std::string live) {
  return [live](Reading const& reading) {
    Hints hints;
    if (auto row = find_decision(reading, live)) hints.holder = holder_of(reading.company, route_of(reading, *row));
    return hints;
  };
}

Response open_decision(Exchange& exchange) {
  decisions::OpenDecision command;
  command.decision = exchange.text("decision");
  command.title = exchange.text("title");
  command.facts = exchange.value("facts");
  command.subject = exchange.text("subject");
  command.kind = exchange.text("kind");
  command.recommendation = exchange.text("recommendation");
  if (!command.recommendation.empty()) command.recommended_by = exchange.person;
  return ask(exchange, command);
}

Response take_decision(Exchange& exchange) {
  auto const& live = exchange.at("live");
  return ask(exchange, decisions::TakeDecision{live, exchange.text("outcome"), exchange.text("reason"), exchange.text("signature")}, decision_hints(live));
}

Response contribute_to_decision(Exchange& exchange) {
  auto const& live = exchange.at("live");
  return ask(exchange, decisions::ContributeToDecision{live, exchange.text("part"), exchange.text("stance"), exchange.text("outcome"), exchange.text("reason")}, decision_hints(live));
}

Response escalate_decision(Exchange& exchange) {
  auto const& live = exchange.at("live");
  return ask(exchange, decisions::EscalateDecision{live, 0, exchange.text("reason")}, decision_hints(live));
}

}  // namespace

void add_decisions(Router& router) {
  router.read("/decisions", "list_decisions", list_decisions);
  router.write("/decisions", "open_decision", open_decision);
  router.read("/decisions/{live}", "get_decision", get_decision);
  router.write("/decisions/{live}/take", "take_decision", take_decision);
  router.write("/decisions/{live}/contribute", "contribute_to_decision", contribute_to_decision);
  router.write("/decisions/{live}/escalate", "escalate_decision", escalate_decision);
}

}  // namespace drivetrain::app::api
