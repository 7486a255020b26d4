// Policies: an event here becomes a command there. One small file each; the command is journalled with the position of the
// event that caused it, so that every consequence can be traced back.
#pragma once

#include <vector>

#include "app/company.h"
#include "processes/task_events.h"

namespace drivetrain::app::policies {

/// What a policy may read, and where it puts the commands that follow.
struct Reaction {
  Company const& company;
  journal::Record const& record;
  std::vector<journal::Command>& follow_ups;

  template <class C>
  void follow(char const* policy, C const& command) {
    follow_ups.push_back(journal::command(command, journal::Actor::policy(policy), record.position));
  }
};

void open_work(processes::ActivityActivated const& event, Reaction& reaction);
void open_offered_work(processes::TaskOffered const& event, Reaction& reaction);
void open_decision(processes::ActivityActivated const& event, Reaction& reaction);
void withdraw_with_activity(processes::ActivityCancelled const& event, Reaction& reaction);
void withdraw_what_is_done(processes::ActivityCompleted const& event, Reaction& reaction);
void complete_activity(coordination::WorkCompleted const& event, Reaction& reaction);
void answer_activity(decisions::DecisionTaken const& event, Reaction& reaction);
void expedite_work(decisions::DecisionTaken const& event, Reaction& reaction);
void answer_change(decisions::DecisionTaken const& event, Reaction& reaction);
void open_gate(execution::GateAsked const& event, Reaction& reaction);
void reroute_for_absence(organisation::PersonAbsent const& event, Reaction& reaction);
void reroute_for_leave(organisation::PersonLeft const& event, Reaction& reaction);
void reroute_for_return(organisation::PersonReturned const& event, Reaction& reaction);
void react_to_kpi(performance::KpiSignalled const& event, Reaction& reaction);
void react_to_slo(performance::SloBurning const& event, Reaction& reaction);
void signal_gauge(adaptation::GaugeMeasured const& event, Reaction& reaction);
void ask_for_approval(adaptation::ChangeProposed const& event, Reaction& reaction);
void withdraw_questions(adaptation::ChangeWithdrawn const& event, Reaction& reaction);
void withdraw_questions_of_refused(adaptation::ChangeRefused const& event, Reaction& reaction);
void withdraw_questions_of_outdated(adaptation::ChangeOutdated const& event, Reaction& reaction);
void deploy_change(adaptation::ChangeApproved const& event, Reaction& reaction);
void take_effect(adaptation::ModelDeployed const& event, Reaction& reaction);
void tell_units(adaptation::ModelDeployed const& event, Reaction& reaction);
void tell_people(adaptation::ModelDeployed const& event, Reaction& reaction);

/// How long somebody who is told of a version has to say that they know: the threshold release_note_days of the company, else 3 days.
Duration days_to_know(OperatingModel const& model);

/// Decodes the record and calls every policy for its type.
void react(Company const& company, journal::Record const& record, std::vector<journal::Command>& follow_ups);

}  // namespace drivetrain::app::policies
