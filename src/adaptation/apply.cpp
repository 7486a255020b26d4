// How events change what the loop remembers. Nothing here can fail.
#include <algorithm>

#include "adaptation/handle.h"

namespace drivetrain::adaptation {

namespace {
constexpr std::size_t kept_gauge_records = 520;  // ten years of weeks
}

Version const* State::find_version(std::string const& revision) const {
  auto found = std::find_if(versions.rbegin(), versions.rend(), [&](Version const& version) { return version.revision == revision; });
  return found == versions.rend() ? nullptr : &*found;
}

void apply(GaugeMeasured const& event, journal::Record const& record, State& state) {
  auto& history = state.gauges[event.gauge];
  history.push_back({record.at, event});
  if (history.size() > kept_gauge_records) history.pop_front();
}

void apply(SignalRaised const& event, journal::Record const& record, State& state) {
  Signal signal;
  signal.id = event.signal;
  signal.gauge = event.gauge;
  signal.title = event.title;
  signal.by = event.by;
  signal.evidence = event.evidence;
  signal.raised = record.at;
  state.signals[event.signal] = std::move(signal);
}

void apply(SignalDisposed const& event, journal::Record const& record, State& state) {
  auto& signal = state.signals[event.signal];
  signal.state = event.disposition == "fix" ? SignalState::fix : event.disposition == "waive" ? SignalState::waived : SignalState::change;
  signal.reason = event.reason;
  signal.until = event.until;
  signal.disposed = record.at;
}

void apply(ChangeProposed const& event, journal::Record const& record, State& state) {
  Change change;
  change.proposal = event;
  change.proposed = record.at;
  state.changes[event.change] = std::move(change);
}

void apply(ChangeWithdrawn const& event, journal::Record const& record, State& state) {
  auto& change = state.changes[event.change];
  change.state = ChangeState::withdrawn;
  change.decided = record.at;
  change.decided_by = event.by;
}

void apply(ChangeApproved const& event, journal::Record const& record, State& state) {
  auto& change = state.changes[event.change];
  change.state = ChangeState::approved;
  change.live = event.decision_live;
  change.decided = record.at;
}

void apply(ChangeRefused const& event, journal::Record const& record, State& state) {
  auto& change = state.changes[event.change];
  change.state = ChangeState::refused;
  change.live = event.decision_live;
  change.decided = record.at;
}

void apply(ModelDeployed const& event, journal::Record const& record, State& state) {
  state.versions.push_back({event.revision, event.previous, event.change, event.reason, event.manifest, event.summary, record.at,
                            record.position, event.roll_back});
  if (event.change.empty()) return;
  auto& change = state.changes[event.change];
  change.state = ChangeState::deployed;
  change.deployed = record.at;
  // The signal that this change answers is answered now: sense-to-change ends here, not at the proposal.
  if (auto signal = state.signals.find(change.proposal.signal); signal != state.signals.end() && signal->second.state == SignalState::open) {
    signal->second.state = SignalState::change;
    signal->second.reason = change.proposal.title;
    signal->second.disposed = record.at;
  }
}

}  // namespace drivetrain::adaptation
