// Folding what people and systems did to running cases (see apply.h, case_events.h).
#include <algorithm>

#include "processes/apply.h"

namespace drivetrain::processes {

/// The second one that may change a State.
class OperationsApplier {
 public:
  OperationsApplier(journal::Record const& record, State& state) : record_(record), state_(state) {}

  void on(MessageBuffered const& event) {
    auto number = message_number(event.buffered);
    if (number == 0) return;
    auto& kept = state_.buffered_[number];
    kept.message = event.message, kept.key = event.key, kept.message_id = event.message_id;
    if (event.variables.kind() == feel::Kind::context) kept.variables = event.variables.context();
    kept.since = record_.at, kept.until = event.until;
    auto key = joined_key(event.message, event.key);
    state_.buffered_by_key_[key].push_back(number);
    if (!event.message_id.empty()) state_.message_ids_[joined_key(key, event.message_id)] = number;
  }

  void on(MessageCorrelated const& event) {
    auto kept = state_.buffered_.find(message_number(event.buffered));
    if (kept == state_.buffered_.end()) return;
    leave_queue(kept->first, kept->second);
    kept->second.taken = true;
    kept->second.variables = {};
    if (kept->second.message_id.empty()) state_.buffered_.erase(kept);
  }

  void on(MessageDiscarded const& event) {
    auto const* c = state_.open(event.case_id);
    discard("message", event.message, event.key, c, {}, {}, event.reason);
    forget(event.buffered);
  }

  void on(MessageForgotten const& event) { forget(event.buffered); }

  void on(EventMissed const& event) {
    auto const* c = state_.open(event.case_id);
    discard(event.kind, event.signal, {}, c, event.process, event.element, event.reason);
  }

  void on(journal::CommandRejected const& event) {
    if (event.command == "CorrelateMessage" || event.command == "DeliverMessage") discard("message", event.subject, {}, nullptr, {}, {}, event.message);
  }

  void on(StartPlanned const& event) {
    auto key = joined_key(event.process, event.element);
    if (event.definition.empty()) state_.planned_starts_.erase(key);
    else state_.planned_starts_.insert_or_assign(key, PlannedStart{word(event.definition), event.due, event.left});
  }

  void on(CaseSuspended const& event) {
    if (auto* c = find(event.case_id)) c->suspended = Halt{event.by, event.reason, record_.at}, step(*c, StepKind::suspended);
  }

  void on(CaseResumed const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    c->suspended.reset(), step(*c, StepKind::resumed);
    put_back_jobs(c->number);
  }

  void on(CaseCancelling const& event) {
    if (auto* c = find(event.case_id)) c->cancelling = Halt{event.by, event.reason, record_.at};
  }

  void on(TimerMoved const& event) {
    auto* c = find(event.case_id);
    auto activity = c ? c->activities.find(activity_number(event.activity)) : std::map<ActivityNumber, Activity>::iterator();
    if (c && activity != c->activities.end()) activity->second.due = event.due;
  }

  void on(CaseModified const& event) {
    if (auto* c = find(event.case_id)) step(*c, StepKind::modified);
  }

  void on(SignalSpread const& event) {
    auto number = broadcast_number(event.broadcast);
    if (number == 0) return;
    auto& one = state_.broadcasts_[number];
    one.signal = event.signal, one.until = static_cast<std::uint64_t>(event.until_position);
    if (event.variables.kind() == feel::Kind::context) one.variables = event.variables.context();
  }

  void on(SignalHeard const& event) {
    auto found = state_.broadcasts_.find(broadcast_number(event.broadcast));
    if (found == state_.broadcasts_.end()) return;
    if (event.all) state_.broadcasts_.erase(found);
    else found->second.heard = static_cast<std::uint64_t>(event.heard_position);
  }

  void on(BatchBegun const& event) {
    auto number = batch_number(event.batch);
    if (number == 0) return;
    auto& batch = state_.batches_[number];
    batch.action = event.action, batch.reason = event.reason, batch.by = event.by, batch.revision = event.revision, batch.plan = event.plan;
    if (event.variables.kind() == feel::Kind::context) batch.variables = event.variables.context();
    batch.in_all = std::max(static_cast<std::uint64_t>(event.in_all), static_cast<std::uint64_t>(event.cases.size()));
    batch.cases.reserve(batch.in_all);
    for (auto const& id : event.cases) batch.cases.push_back(case_number(id));
    batch.begun = record_.at;
    for (auto one = state_.batches_.begin(); state_.batches_.size() > State::most_batches && one != state_.batches_.end();)
      one = one->second.ended ? state_.batches_.erase(one) : std::next(one);
  }

  void on(BatchWidened const& event) {
    auto found = state_.batches_.find(batch_number(event.batch));
    if (found == state_.batches_.end()) return;
    for (auto const& id : event.cases) found->second.cases.push_back(case_number(id));
  }

  void on(BatchStopped const& event) {
    auto found = state_.batches_.find(batch_number(event.batch));
    if (found == state_.batches_.end()) return;
    found->second.stopped = event.reason, found->second.stopped_by = event.by, found->second.ended = record_.at;
  }

  void on(BatchAdvanced const& event) {
    auto found = state_.batches_.find(batch_number(event.batch));
    if (found == state_.batches_.end()) return;
    auto& batch = found->second;
    batch.done += static_cast<std::uint64_t>(event.done), batch.refusals += event.refused.size();
    batch.next += static_cast<std::uint64_t>(event.done) + event.refused.size();
    for (auto const& one : event.refused)
      if (batch.refused.size() < Batch::most_refusals) batch.refused.push_back({case_number(one.case_id), one.reason});
    if (batch.next < batch.cases.size()) return;
    batch.ended = record_.at;
  }

  void on(CaseMigrated const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    c->revision = word(event.revision);
    std::map<std::string, MovedElement const*> moved;
    for (auto const& one : event.moved_to) moved.emplace(one.element, &one);
    auto into = [&](Symbol element) {
      auto found = moved.find(element.text());
      return found == moved.end() ? element : word(found->second->into);
    };
    for (auto& [number, activity] : c->activities) {
      auto next = into(activity.element);
      auto& before = state_.tallies_[{c->process, activity.element}];
      auto& after = state_.tallies_[{c->process, next}];
      if (!activity.listens()) --before.waiting, ++after.waiting;
      if (activity.incident) --before.incidents, ++after.incidents;
      if (auto found = moved.find(activity.element.text()); found != moved.end() && !activity.title.empty()) activity.title = word(found->second->title);
      activity.element = next;
    }
    if (c->joins)
      for (auto& [_, joins] : *c->joins)
        for (auto& join : joins) {
          auto next = into(join.element);
          for (auto const& arrival : join.arrivals) {
            state_.tallies_[{c->process, join.element}].waiting -= arrival.tokens;
            state_.tallies_[{c->process, next}].waiting += arrival.tokens;
          }
          join.element = next;
        }
    c->compensable.change_each([&](Compensable& one) { one.element = into(one.element); });
    step(*c, StepKind::migrated);
  }

 private:
  Symbol word(std::string_view text) { return state_.symbols_.of(text); }
  Case* find(std::string_view id) {
    auto found = state_.open_.find(case_number(id));
    return found == state_.open_.end() ? nullptr : &found->second;
  }
  /// Those of the case and of what it called.
  void put_back_jobs(CaseNumber number) {
    std::vector<CaseNumber> cases{number};
    while (!cases.empty()) {
      auto next = cases.back();
      cases.pop_back();
      auto const& c = state_.open_.at(next);
      std::vector<Jobs::Job> jobs;
      for (auto job = state_.jobs_.aside.lower_bound({next, 0}); job != state_.jobs_.aside.end() && job->case_number == next; ++job) jobs.push_back(*job);
      for (auto job : jobs) {
        auto const& activity = c.activities.at(job.activity);
        state_.jobs_.put_back(activity.topic, place_of(next, job.activity, activity));
      }
      for (auto called = state_.called_.lower_bound({next, 0}); called != state_.called_.end() && called->first.parent == next; ++called) cases.push_back(called->second);
    }
  }

  void step(Case& c, StepKind kind) { State::note(c, {record_.at, {}, {}, 0, kind}); }

  void discard(std::string_view kind, std::string const& name, std::string const& key, Case const* c, std::string const& process, std::string const& element,
               std::string const& reason) {
    state_.discard({record_.at, record_.position, word(kind), name, key, c ? c->number : 0, c ? c->process : word(process), word(element), reason});
  }

  void leave_queue(std::uint64_t number, BufferedMessage const& kept) {
    auto queue = state_.buffered_by_key_.find(joined_key(kept.message, kept.key));
    if (queue == state_.buffered_by_key_.end()) return;
    std::erase(queue->second, number);
    if (queue->second.empty()) state_.buffered_by_key_.erase(queue);
  }

  void forget(std::string_view buffered) {
    auto kept = state_.buffered_.find(message_number(buffered));
    if (kept == state_.buffered_.end()) return;
    leave_queue(kept->first, kept->second);
    if (!kept->second.message_id.empty())
      state_.message_ids_.erase(joined_key(joined_key(kept->second.message, kept->second.key), kept->second.message_id));
    state_.buffered_.erase(kept);
  }

  journal::Record const& record_;
  State& state_;
};

void apply(MessageBuffered const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(MessageCorrelated const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(MessageDiscarded const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(MessageForgotten const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(EventMissed const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(StartPlanned const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(CaseSuspended const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(CaseResumed const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(CaseCancelling const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(CaseModified const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(CaseMigrated const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(SignalSpread const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(SignalHeard const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(BatchBegun const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(BatchWidened const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(BatchStopped const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(BatchAdvanced const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(TimerMoved const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }
void apply(journal::CommandRejected const& event, journal::Record const& record, State& state) { OperationsApplier(record, state).on(event); }

}  // namespace drivetrain::processes
