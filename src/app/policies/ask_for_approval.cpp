// A change was proposed: every right that it touches is asked; who may answer follows from its bands. When the change is gone, so
// are its questions.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

namespace {

void withdraw_what_is_asked(std::string const& change, std::string const& why, Reaction& reaction) {
  for (auto const& [id, live] : reaction.company.decisions.live)
    if (live.kind == "change" && live.subject == change) reaction.follow("ask-for-approval", decisions::WithdrawDecision{id, why});
}

}  // namespace

void ask_for_approval(adaptation::ChangeProposed const& event, Reaction& reaction) {
  auto const& all = reaction.company.model().decisions.decisions;
  for (auto const& right : event.decisions.empty() ? std::vector{event.decision} : event.decisions) {
    auto declared = all.find(right);
    if (declared == all.end()) continue;
    feel::Context facts;
    for (auto const& fact : declared->second.facts) facts.set(fact.name.value, event.facts.at(fact.name.value));
    decisions::OpenDecision command;
    command.decision = right;
    command.subject = event.change;
    command.kind = "change";
    command.title = event.title;
    command.facts = feel::Value(std::move(facts));
    reaction.follow("ask-for-approval", command);
  }
}

void withdraw_questions(adaptation::ChangeWithdrawn const& event, Reaction& reaction) {
  withdraw_what_is_asked(event.change, "the change was withdrawn", reaction);
}

void withdraw_questions_of_refused(adaptation::ChangeRefused const& event, Reaction& reaction) {
  withdraw_what_is_asked(event.change, "another right that the change touches refused it", reaction);
}

void withdraw_questions_of_outdated(adaptation::ChangeOutdated const& event, Reaction& reaction) {
  withdraw_what_is_asked(event.change, "version " + event.revision.substr(0, 8) + " came into force; the change is decided when it is proposed again", reaction);
}

}  // namespace drivetrain::app::policies
