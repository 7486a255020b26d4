// An activity is gone (its case was cancelled, a boundary event fired): so are its work item and its question.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

void withdraw_with_activity(processes::ActivityCancelled const& event, Reaction& reaction) {
  for (auto const& [id, item] : reaction.company.coordination.items)
    if (item.opened.case_id == event.case_id && item.opened.activity == event.activity)
      reaction.follow("withdraw-with-activity", coordination::WithdrawWorkItem{id, "its case no longer needs it"});
  auto subject = event.case_id + "/" + event.activity;
  for (auto const& [id, live] : reaction.company.decisions.live)
    if (live.kind == "activity" && live.subject == subject)
      reaction.follow("withdraw-with-activity", decisions::WithdrawDecision{id, "its case no longer needs it"});
}

}  // namespace drivetrain::app::policies
