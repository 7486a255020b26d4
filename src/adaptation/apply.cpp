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
  if (event.on_demand) return;  // or 520 clicks would push ten years, and every effect, out of it
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
  auto const& rights = event.decisions.empty() ? std::vector{event.decision} : event.decisions;
  for (auto const& right : rights) change.questions.push_back({right, "", false, ""});
  if (auto old = state.changes.find(event.again); old != state.changes.end()) old->second.again = event.change;
  state.changes[event.change] = std::move(change);
}

Question const* Change::question(std::string const& live) const {
  auto found = std::find_if(questions.begin(), questions.end(), [&](Question const& one) { return !live.empty() && one.live == live; });
  return found == questions.end() ? nullptr : &*found;
}

void apply(ChangeWithdrawn const& event, journal::Record const& record, State& state) {
  auto& change = state.changes[event.change];
  change.state = ChangeState::withdrawn;
  change.decided = record.at;
  change.decided_by = event.by;
}

namespace {
void answer_yes(Change& change, std::string const& live) {
  for (auto& question : change.questions)
    if (question.live == live) question.yes = true;
}
}  // namespace

void apply(ChangeRightGiven const& event, journal::Record const&, State& state) {
  answer_yes(state.changes[event.change], event.decision_live);
}

void apply(ChangeOutdated const& event, journal::Record const& record, State& state) {
  auto& change = state.changes[event.change];
  change.state = ChangeState::outdated;
  change.decided = record.at;
}

void apply(ChangeApproved const& event, journal::Record const& record, State& state) {
  auto& change = state.changes[event.change];
  answer_yes(change, event.decision_live);
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
