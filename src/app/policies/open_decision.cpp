// A process reached a decision: it opens as a live decision of its right, with the case's variables as facts. Where the right separates
// recommending from deciding, whoever prepared those facts stands aside.
#include "app/policies/policies.h"
#include "decisions/subjects.h"

namespace drivetrain::app::policies {

namespace {

/// Whoever stated the facts has recommended, asked or not: the person behind the latest of them; without one, who did the last task.
std::string prepared_by(processes::Case const& running, decisions::Decision const& right) {
  processes::Case::Given const* latest = nullptr;
  for (auto const& fact : right.facts)
    if (auto const* given = running.given_by(fact.name.value); given && (!latest || latest->position < given->position)) latest = given;
  return latest ? latest->person : running.last_hand;
}

}  // namespace

void open_decision(processes::ActivityActivated const& event, Reaction& reaction) {
  if (event.kind != "business_rule_task") return;
  auto const& company = reaction.company;
  auto const* running = company.processes.find(event.case_id);
  auto declared = company.model().decisions.decisions.find(event.decision);
  if (!running || declared == company.model().decisions.decisions.end()) return;
  feel::Context facts;
  for (auto const& fact : declared->second.facts)
    if (auto const* value = running->variables.find(fact.name.value)) facts.set(fact.name.value, *value);
  decisions::OpenDecision command;
  command.decision = event.decision;
  command.subject = event.case_id + "/" + event.activity;
  command.kind = "activity";
  command.title = event.title + (running->business_key.empty() ? "" : " · " + running->business_key) +
                  (running->customer.empty() ? "" : " · " + running->customer.text());
  command.facts = feel::Value(std::move(facts));
  if (decisions::separates(declared->second, "recommend")) {
    auto person = prepared_by(*running, declared->second);
    if (company.model().organisation.people.contains(person)) command.recommended_by = person;
  }
  reaction.follow("open-decision", command);
}

}  // namespace drivetrain::app::policies
