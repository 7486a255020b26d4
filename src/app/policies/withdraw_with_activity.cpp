// An activity is over: it was done, its case was cancelled, or a boundary event fired. Its work item and its question go with it.
#include "app/policies/policies.h"
#include "decisions/subjects.h"

namespace drivetrain::app::policies {

namespace {

void withdraw_work(std::string const& case_id, std::string const& activity, char const* why, Reaction& reaction) {
  auto const& items = reaction.company.coordination.of_activity;
  if (auto item = items.find(case_id + "/" + activity); item != items.end()) reaction.follow("withdraw-with-activity", coordination::WithdrawWorkItem{item->second, why});
}

void withdraw_question_of(std::string const& case_id, std::string const& activity, char const* why, Reaction& reaction) {
  auto subject = case_id + "/" + activity;
  for (auto const& [id, live] : reaction.company.decisions.live)
    if (live.kind == decisions::kind_activity && live.subject == subject)
      reaction.follow("withdraw-with-activity", decisions::WithdrawDecision{id, why});
}

}  // namespace

void withdraw_with_activity(processes::ActivityCancelled const& event, Reaction& reaction) {
  withdraw_work(event.case_id, event.activity, "its case no longer needs it", reaction);
  // Journals from before an activity's end told its kind have none: those are asked all the same.
  if (event.kind.empty() || event.kind == to_string(processes::ElementKind::business_rule_task))
    withdraw_question_of(event.case_id, event.activity, "its case no longer needs it", reaction);
}

void withdraw_what_is_done(processes::ActivityCompleted const& event, Reaction& reaction) {
  using enum processes::ElementKind;
  if (event.kind == to_string(user_task)) withdraw_work(event.case_id, event.activity, "its case has gone on without it", reaction);
  if (event.kind == to_string(business_rule_task)) withdraw_question_of(event.case_id, event.activity, "its case has gone on without it", reaction);
}

}  // namespace drivetrain::app::policies
