// A decision that a process waited for was taken: the case goes on with the outcome. Only the question that the case itself asked
// moves it, and only at the step that asked: an answer about anything else, by whatever right, settles nothing there.
#include "app/policies/policies.h"
#include "decisions/subjects.h"

namespace drivetrain::app::policies {

namespace {

/// The activity waits for exactly this right.
bool waits_for(Company const& company, std::string const& case_id, std::string const& activity, std::string const& decision) {
  auto const* running = company.processes.open(case_id);
  auto const* waiting = running ? running->find(processes::activity_number(activity)) : nullptr;
  return waiting && waiting->kind.text() == to_string(processes::ElementKind::business_rule_task) && waiting->decision.text() == decision;
}

}  // namespace

void answer_activity(decisions::DecisionTaken const& event, Reaction& reaction) {
  if (event.kind != decisions::kind_activity) return;
  auto const* answer = decisions::find_answer(reaction.company.decisions, event.live);
  auto slash = event.subject.rfind('/');
  if (!answer || !decisions::asked_by_company(answer->asked) || slash == std::string::npos) return;
  auto case_id = event.subject.substr(0, slash), activity = event.subject.substr(slash + 1);
  if (!waits_for(reaction.company, case_id, activity, event.decision)) return;
  feel::Context variables;
  variables.set("outcome", feel::Value(event.outcome));
  reaction.follow("answer-activity", processes::CompleteActivity{case_id, activity, feel::Value(std::move(variables))});
}

}  // namespace drivetrain::app::policies
