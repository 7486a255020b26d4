// Which event calls which policies.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

namespace {

template <class E, class... Policy>
bool on(Company const& company, journal::Record const& record, std::vector<journal::Command>& follow_ups, Policy... policy) {
  if (record.type != E::type.number) return false;
  E event;
  if (!decode_fields(record.payload, event)) return true;
  Reaction reaction{company, record, follow_ups};
  (policy(event, reaction), ...);
  return true;
}

}  // namespace

void react(Company const& company, journal::Record const& record, std::vector<journal::Command>& follow_ups) {
  auto when = [&]<class E, class... Policy>(E const*, Policy... policy) { return on<E>(company, record, follow_ups, policy...); };
  using processes::ActivityActivated, processes::ActivityCancelled, processes::ActivityCompleted, coordination::WorkCompleted, decisions::DecisionTaken;
  using organisation::PersonAbsent, organisation::PersonReturned, performance::KpiSignalled;
  using adaptation::GaugeMeasured, adaptation::ChangeProposed, adaptation::ChangeWithdrawn, adaptation::ChangeApproved, adaptation::ModelDeployed;
  when((ActivityActivated const*)nullptr, open_work, open_decision) ||
      when((processes::TaskOffered const*)nullptr, open_offered_work) ||
      when((ActivityCancelled const*)nullptr, withdraw_with_activity) ||
      when((ActivityCompleted const*)nullptr, withdraw_what_is_done) ||
      when((WorkCompleted const*)nullptr, complete_activity) ||
      when((DecisionTaken const*)nullptr, answer_activity, expedite_work, answer_change) ||
      when((execution::GateAsked const*)nullptr, open_gate) ||
      when((PersonAbsent const*)nullptr, reroute_for_absence) ||
      when((organisation::PersonLeft const*)nullptr, reroute_for_leave) ||
      when((PersonReturned const*)nullptr, reroute_for_return) ||
      when((KpiSignalled const*)nullptr, react_to_kpi) ||
      when((performance::SloBurning const*)nullptr, react_to_slo) ||
      when((GaugeMeasured const*)nullptr, signal_gauge) ||
      when((ChangeProposed const*)nullptr, ask_for_approval) ||
      when((ChangeWithdrawn const*)nullptr, withdraw_questions) ||
      when((adaptation::ChangeRefused const*)nullptr, withdraw_questions_of_refused) ||
      when((adaptation::ChangeOutdated const*)nullptr, withdraw_questions_of_outdated) ||
      when((ChangeApproved const*)nullptr, deploy_change) ||
      when((ModelDeployed const*)nullptr, take_effect, tell_units, tell_people);
}

}  // namespace drivetrain::app::policies
