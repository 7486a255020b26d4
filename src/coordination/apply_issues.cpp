// Folding the events of issues into the state.
#include <algorithm>

#include "coordination/state.h"

namespace drivetrain::coordination {

void apply(IssueRaised const& event, journal::Record const& record, State& state) {
  auto& issue = state.issues[event.issue];
  issue.raised = event;
  issue.position = record.position;
  issue.at = record.at;
  issue.last_detail = event.detail;
}

void apply(IssueCalled const& event, journal::Record const&, State& state) {
  auto issue = state.issues.find(event.issue);
  if (issue != state.issues.end()) issue->second.calls.push_back(event);
}

void apply(IssueAcknowledged const& event, journal::Record const& record, State& state) {
  auto issue = state.issues.find(event.issue);
  if (issue != state.issues.end()) issue->second.acknowledged = Answer{event.person, record.at, ""};
}

void apply(IssueContained const& event, journal::Record const& record, State& state) {
  auto issue = state.issues.find(event.issue);
  if (issue != state.issues.end()) issue->second.contained = Answer{event.person, record.at, event.containment};
}

void apply(IssueResolved const& event, journal::Record const& record, State& state) {
  auto issue = state.issues.find(event.issue);
  if (issue == state.issues.end()) return;
  state.resolved.push_back({std::move(issue->second), event, record.at});
  state.issues.erase(issue);
  if (state.resolved.size() > State::max_remembered) state.resolved.pop_front();
}

void apply(IssueRecurred const& event, journal::Record const&, State& state) {
  auto issue = state.issues.find(event.issue);
  if (issue == state.issues.end()) return;
  issue->second.recurred = event.count;
  issue->second.last_detail = event.detail;
}

void apply(CauseStated const& event, journal::Record const& record, State& state) {
  auto issue = state.issues.find(event.issue);
  if (issue != state.issues.end()) issue->second.cause = Cause{event.person, record.at, event.category, event.whys};
}

void apply(IssueFixed const& event, journal::Record const& record, State& state) {
  auto issue = state.issues.find(event.issue);
  if (issue != state.issues.end()) issue->second.fixed = Fix{event.person, record.at, event.cause, event.fix, event.until, ""};
}

void apply(EffectUnknown const& event, journal::Record const&, State& state) {
  auto issue = state.issues.find(event.issue);
  if (issue == state.issues.end() || !issue->second.fixed) return;
  issue->second.fixed->until = event.until;
  issue->second.fixed->detail = event.detail;
}

/// It is called and answered anew; what was believed to be the cause stays for whoever looks again.
void apply(IssueReopened const& event, journal::Record const& record, State& state) {
  auto found = state.issues.find(event.issue);
  if (found == state.issues.end()) {
    auto& resolved = state.resolved;
    auto past = std::find_if(resolved.begin(), resolved.end(), [&](ResolvedIssue const& one) { return one.issue.raised.issue == event.issue; });
    if (past == resolved.end()) return;
    found = state.issues.emplace(event.issue, std::move(past->issue)).first;
    resolved.erase(past);
  }
  auto& issue = found->second;
  issue.calls.clear();
  issue.acknowledged.reset();
  issue.contained.reset();
  issue.fixed.reset();
  issue.recurred = event.count;
  issue.reopened += 1;
  issue.reopened_at = record.at;
  issue.last_detail = event.detail;
}

}  // namespace drivetrain::coordination
