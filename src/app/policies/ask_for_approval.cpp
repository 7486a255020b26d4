// A change was proposed: the right that governs it is asked; who may answer follows from its bands.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

void ask_for_approval(adaptation::ChangeProposed const& event, Reaction& reaction) {
  auto const& all = reaction.company.model().decisions.decisions;
  auto declared = all.find(event.decision);
  if (declared == all.end()) return;
  feel::Context facts;
  for (auto const& fact : declared->second.facts) facts.set(fact.name.value, event.facts.at(fact.name.value));
  decisions::OpenDecision command;
  command.decision = event.decision;
  command.subject = event.change;
  command.kind = "change";
  command.title = event.title;
  command.facts = feel::Value(std::move(facts));
  reaction.follow("ask-for-approval", command);
}

void withdraw_question(adaptation::ChangeWithdrawn const& event, Reaction& reaction) {
  for (auto const& [id, live] : reaction.company.decisions.live)
    if (live.kind == "change" && live.subject == event.change)
      reaction.follow("ask-for-approval", decisions::WithdrawDecision{id, "the change was withdrawn"});
}

}  // namespace drivetrain::app::policies
