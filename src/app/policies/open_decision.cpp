// A process reached a decision: it opens as a live decision of its right, with the case's variables as facts.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

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
                  (running->customer.empty() ? "" : " · " + running->customer);
  command.facts = feel::Value(std::move(facts));
  reaction.follow("open-decision", command);
}

}  // namespace drivetrain::app::policies
