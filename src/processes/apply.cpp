// Folding events into the state (see apply.h). Live and replay take this same path; nothing here asks the model.
#include "processes/apply.h"

#include <algorithm>

#include "base/limits.h"

namespace drivetrain::processes {

namespace {

/// A transaction boundary, or what listens beside it; not the element itself.
bool is_rest(std::string_view kind) { return kind == "async_before" || kind == "async_after" || kind == "listener"; }

}  // namespace

/// The one that may change a State.
class Applier {
 public:
  Applier(journal::Record const& record, State& state) : record_(record), state_(state) {}

  void on(CaseStarted const& event) {
    auto number = case_number(event.case_id);
    if (number == 0) return;
    auto& c = state_.open_[number];
    c.number = number;
    c.process = word(event.process), c.revision = word(event.revision);
    c.service = word(event.service), c.tier = word(event.tier);
    c.business_key = event.business_key, c.customer = event.customer;
    c.started = record_.at;
    c.promised = event.promised;
    state_.index(c);
    if (event.variables.kind() == feel::Kind::context) c.variables = event.variables.context();
    if (auto count = c.variables.size(); count > 0 && record_.actor.kind == journal::ActorKind::person)
      c.given.assign(1, {word(record_.actor.id), record_.position, 0, static_cast<std::uint32_t>(count)});
    c.parent = case_number(event.parent), c.parent_activity = activity_number(event.parent_activity);
    if (c.parent != 0) state_.called_[{c.parent, c.parent_activity}] = number;
    c.timeline.reserve(3);  // as many as a case has that waits where it begins
    step(c, StepKind::started, {}, {});
  }

  void on(ElementPassed const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    passed(*c, word(event.element));
    step(*c, StepKind::passed, word(event.element), word(event.flow));
  }

  void on(ActivityActivated const& event) {
    auto* c = find(event.case_id);
    auto number = activity_number(event.activity);
    if (!c || number == 0) return;
    Activity activity;
    activity.element = word(event.element), activity.kind = word(event.kind), activity.title = word(event.title);
    activity.role = word(event.role), activity.decision = word(event.decision);
    activity.scope = activity_number(event.scope), activity.host = activity_number(event.host);
    activity.since = record_.at;
    activity.expected = event.expected;
    activity.message = word(event.message), activity.key = event.key;
    activity.due = event.due;
    activity.of_scope = event.of_scope;
    activity.signal = word(event.signal), activity.topic = word(event.topic);
    activity.compensates = activity_number(event.compensates);
    activity.item = static_cast<std::int32_t>(event.item), activity.trigger = static_cast<std::int16_t>(event.trigger);
    activity.left = static_cast<std::int32_t>(event.left);
    activity.position = record_.position;
    activity.retries = static_cast<std::int32_t>(event.retries), activity.priority = static_cast<std::int32_t>(event.priority);
    if (!event.message.empty()) state_.waiters_[joined_key(event.message, event.key)].insert({record_.position, c->number, number});
    if (!event.signal.empty()) state_.signals_[event.signal].insert({record_.position, c->number, number});
    if (activity.host != 0)
      if (auto host = c->activities.find(activity.host); host != c->activities.end()) host->second.listeners.push_back(number);
    if (event.opens || event.kind == "sub_process") c->scopes[number].total = static_cast<std::int32_t>(event.total);
    if (event.item >= 0 && !is_rest(event.kind))  // one that begins anew after an incident is no other
      c->scopes[activity.scope].begun = std::max(c->scopes[activity.scope].begun, activity.item + 1);
    activity.flow = word(event.flow), activity.stage = static_cast<std::int8_t>(event.stage);
    step(*c, StepKind::activated, activity.element, activity.kind, number);
    add(*c, number, std::move(activity));
  }

  void on(ActivityCompleted const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    if (!event.by.empty()) c->last_hand = word(event.by);
    auto number = activity_number(event.activity);
    auto const* activity = c->find(number);
    if (activity && activity->item >= 0 && !is_rest(event.kind)) ++c->scopes[activity->scope].done;
    if (!is_rest(event.kind)) passed(*c, word(event.element));
    step(*c, StepKind::completed, word(event.element), word(event.kind), number);
    remove(*c, number, true);
  }

  void on(ActivityCancelled const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    step(*c, StepKind::cancelled, word(event.element), word(event.kind), activity_number(event.activity));
    remove(*c, activity_number(event.activity));
  }

  void on(TokenArrived const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    auto element = word(event.element), flow = word(event.flow);
    auto scope = activity_number(event.scope);
    auto& joins = c->joins.made()[scope];
    auto join = std::find_if(joins.begin(), joins.end(), [&](Join const& j) { return j.element == element; });
    if (join == joins.end()) join = joins.insert(joins.end(), Join{scope, element, {}});
    auto arrival = std::find_if(join->arrivals.begin(), join->arrivals.end(), [&](Join::Arrival const& a) { return a.flow == flow; });
    if (arrival == join->arrivals.end()) arrival = join->arrivals.insert(join->arrivals.end(), {flow, 0});
    ++arrival->tokens;
    ++c->scopes[scope].arrived;
    ++tally(*c, element).waiting;
    step(*c, StepKind::arrived, element, flow);
  }

  void on(JoinFired const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    auto element = word(event.element);
    auto scope = activity_number(event.scope);
    if (!c->find_join(event.element, scope)) return;
    auto& joins = c->joins->at(scope);
    auto join = std::find_if(joins.begin(), joins.end(), [&](Join const& j) { return j.element == element; });
    // The rest of a complex gateway's round is what came by the flows that had nothing when it fired.
    bool rest = join->fired;
    std::uint32_t count = 0;
    std::vector<Symbol> taken;
    for (auto& arrival : join->arrivals) {
      if (rest && std::find(join->consumed.begin(), join->consumed.end(), arrival.flow) != join->consumed.end()) continue;
      --arrival.tokens, ++count;
      taken.push_back(arrival.flow);
    }
    c->scopes[scope].arrived -= count;
    tally(*c, element).waiting -= count;
    std::erase_if(join->arrivals, [](Join::Arrival const& a) { return a.tokens == 0; });
    join->fired = event.waits;
    join->consumed = event.waits ? std::move(taken) : std::vector<Symbol>();
    if (join->arrivals.empty() && !join->fired) {
      joins.erase(join);
      if (joins.empty()) forget_joins(*c, scope);
    }
    if (rest) return step(*c, StepKind::joined, element, {});  // it goes nowhere
    passed(*c, element);
    step(*c, StepKind::joined, element, {});
  }

  void on(VariablesSet const& event) {
    auto* c = find(event.case_id);
    if (!c || event.variables.kind() != feel::Kind::context) return;
    auto number = activity_number(event.activity);
    if (auto found = c->activities.find(number); number != 0) {
      if (found == c->activities.end()) return;
      auto& own = found->second;
      for (auto const& [name, value] : event.variables.context().entries()) {
        bool collected = own.collected && own.collected->name.text() == name && value.kind() == feel::Kind::list;
        if (collected) own.collected->items = value.list();
        else own.variables.set(name, value);
      }
      return;
    }
    for (auto const& [name, value] : event.variables.context().entries()) c->variables.set(name, value);
    give(*c, event.variables.context(), event.by);
  }

  void on(ItemCollected const& event) {
    auto* c = find(event.case_id);
    auto body = c ? c->activities.find(activity_number(event.activity)) : std::map<ActivityNumber, Activity>::iterator();
    if (!c || body == c->activities.end() || event.place < 0 || event.place > static_cast<std::int64_t>(limits::max_instances)) return;
    auto& collected = body->second.collected.made();
    collected.name = word(event.name);
    auto place = static_cast<std::size_t>(event.place);
    if (event.sizes) return collected.items.resize(place);
    if (collected.items.size() <= place) collected.items.resize(place + 1);
    collected.items[place] = event.result;
  }

  void on(IncidentRaised const& event) {
    auto* c = find(event.case_id);
    auto number = activity_number(event.activity);
    if (!c || number == 0) return;
    if (auto at_work = c->activities.find(number); at_work != c->activities.end()) {
      at_work->second.stage = static_cast<std::int8_t>(event.stage);
      return stop(*c, number, at_work->second, {event.message, event.help});
    }
    Activity stuck;
    stuck.element = word(event.element), stuck.kind = word("incident");
    stuck.scope = activity_number(event.scope);
    stuck.since = record_.at;
    stuck.position = record_.position;
    stuck.flow = word(event.flow);
    stuck.incident = Incident{event.message, event.help};
    stuck.stage = static_cast<std::int8_t>(event.stage), stuck.item = static_cast<std::int32_t>(event.item);
    stuck.compensates = activity_number(event.compensates);
    step(*c, StepKind::incident, stuck.element, stuck.flow, number);
    add(*c, number, std::move(stuck));
  }

  void on(IncidentResolved const& event) {
    auto* c = find(event.case_id);
    auto number = activity_number(event.activity);
    auto* activity = c ? c->find(number) : nullptr;
    if (!activity) return;
    step(*c, StepKind::resolved, activity->element, {}, number);
    if (event.stays) clear(*c, c->activities.at(number)), state_.jobs_.stuck.erase({c->number, number});
    else if (activity->topic.empty()) remove(*c, number);
    else go_on(*c, number, static_cast<std::int32_t>(event.retries));
  }

  void on(CompensationKept const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    Compensable kept{activity_number(event.activity), activity_number(event.scope), word(event.element), {}};
    if (event.variables.kind() == feel::Kind::context) kept.variables = event.variables.context();
    c->compensable.push_back(std::move(kept));
  }

  void on(CompensationBegun const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    auto number = activity_number(event.activity), into = activity_number(event.into);
    c->compensable.erase_if([&](Compensable const& one) { return one.activity == number; });
    c->compensable.change_each([&](Compensable& one) {
      if (into != 0 && one.scope == number) one.scope = into;
    });
    if (into == 0) forget_compensable(*c, number);
  }

  void on(ErrorThrown const& event) {
    auto* c = find(event.case_id);
    if (c && event.caught_by.empty())
      state_.discard({record_.at, record_.position, word(event.escalation ? "escalation" : "error"), event.code, {}, c->number, c->process, word(event.element),
                      "nothing caught it" + (event.message.empty() ? std::string() : ": " + event.message)});
    // What nobody catches stays where it is, and what does not interrupt goes on and is counted there.
    if (c && !event.caught_by.empty() && (!event.escalation || event.interrupting)) passed(*c, word(event.element));
  }

  void on(ScopeAbandoned const& event) {
    auto* c = find(event.case_id);
    auto number = activity_number(event.scope);
    if (!c) return;
    if (!event.end.empty()) c->end = word(event.end);
    auto last = static_cast<ActivityNumber>(event.last);
    auto known = c->abandoned.or_empty().find(number);
    if (!c->scopes.contains(number) || (known != c->abandoned.or_empty().end() && known->second.last == last)) return;
    c->abandoned.made()[number] = {last, event.reason};
    c->scopes[number].waiting = c->scopes[number].arrived = 0;
    for (auto const& join : c->joins_of(number)) forget_arrivals(*c, join);
    forget_joins(*c, number);
  }

  void on(ArrivalsCancelled const& event) {
    auto* c = find(event.case_id);
    auto scope = activity_number(event.scope);
    if (!c || c->joins_of(scope).empty() || !c->scopes.contains(scope)) return;
    for (auto const& join : c->joins_of(scope)) {
      forget_arrivals(*c, join);
      if (!join.arrivals.empty()) step(*c, StepKind::cancelled, join.element, {});
    }
    c->scopes[scope].arrived = 0;
    forget_joins(*c, scope);
  }

  void on(ScopeCleared const& event) {
    auto* c = find(event.case_id);
    if (!c || !c->abandoned) return;
    c->abandoned->erase(activity_number(event.scope));
    if (c->abandoned->empty()) c->abandoned.reset();
  }

  void on(SignalThrown const& event) {
    if (event.heard > 0 || event.signal.empty()) return;
    auto const* c = find(event.case_id);
    state_.discard({record_.at, record_.position, word("signal"), event.signal, {}, c ? c->number : 0, c ? c->process : Symbol(), word(event.element), "nobody waited for it"});
  }

  void on(CaseCompleted const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    c->status = CaseStatus::completed;
    c->end = word(event.end);
    c->promise_kept = event.promise_kept;
    step(*c, StepKind::ended, c->end, {});
    finish(*c);
  }

  void on(CaseCancelled const& event) {
    auto* c = find(event.case_id);
    if (!c) return;
    c->status = CaseStatus::cancelled;
    c->end = {};  // although it may have been about to end
    c->reason = event.reason;
    step(*c, StepKind::case_cancelled, {}, {});
    finish(*c);
  }

 private:
  Symbol word(std::string_view text) { return state_.symbols_.of(text); }

  Case* find(std::string_view id) {
    auto found = state_.open_.find(case_number(id));
    return found == state_.open_.end() ? nullptr : &found->second;
  }

  void give(Case& c, feel::Context const& variables, std::string const& by) {
    if (by.empty() && c.given.empty()) return;
    for (auto const& [name, value] : variables.entries()) c.give(name, word(by), record_.position);
  }

  ElementTally& tally(Case const& c, Symbol element) { return state_.tallies_[{c.process, element}]; }

  void passed(Case const& c, Symbol element) {
    auto& counts = tally(c, element);
    ++counts.passed;
    auto today = static_cast<std::int32_t>(record_.at.us / days(1).us);
    if (counts.recent.empty() || counts.recent.back().day != today) counts.recent.push_back({today, 0});
    ++counts.recent.back().passed;
    if (counts.recent.size() > ElementTally::recent_days) counts.recent.erase(counts.recent.begin());
  }

  void step(Case& c, StepKind kind, Symbol element, Symbol detail, ActivityNumber activity = 0) {
    State::note(c, {record_.at, element, detail, activity, kind});
  }

  void add(Case& c, ActivityNumber number, Activity activity) {
    c.activities_made = std::max(c.activities_made, number);
    auto& counts = tally(c, activity.element);
    if (!activity.listens()) ++c.scopes[activity.scope].waiting, ++counts.waiting;
    if (activity.incident) ++c.incidents, ++counts.incidents;
    if (!activity.topic.empty()) state_.jobs_.add(activity.topic, place_of(c.number, number, activity));
    if (activity.scope != 0) c.inside.made().insert({activity.scope, number});
    c.activities.insert_or_assign(number, std::move(activity));
  }

  /// The job waits for a person now, not for a worker.
  void stop(Case& c, ActivityNumber number, Activity& job, Incident why) {
    state_.jobs_.remove(job.topic, place_of(c.number, number, job));
    if (!job.topic.empty()) state_.jobs_.stuck.insert({c.number, number});
    if (!job.incident) ++c.incidents, ++tally(c, job.element).incidents;
    job.incident = std::move(why);
    step(c, StepKind::incident, job.element, {}, number);
  }

  void clear(Case& c, Activity& stuck) {
    if (!stuck.incident) return;
    --c.incidents, --tally(c, stuck.element).incidents;
    stuck.incident.reset();
    stuck.stage = 0;
  }

  void go_on(Case& c, ActivityNumber number, std::int32_t retries) {
    auto& job = c.activities.at(number);
    if (!job.incident) return;
    clear(c, job);
    job.retries = retries;
    state_.jobs_.add(job.topic, place_of(c.number, number, job));
  }

  void remove(Case& c, ActivityNumber number, bool done = false) {
    auto found = c.activities.find(number);
    if (found == c.activities.end()) return;
    auto& activity = found->second;
    auto& counts = tally(c, activity.element);
    if (!activity.listens()) {
      if (counts_in_scope(c, number, activity)) --c.scopes[activity.scope].waiting;
      --counts.waiting;
    } else if (auto host = c.activities.find(activity.host); host != c.activities.end()) {
      host->second.listeners.erase_if([&](ActivityNumber listener) { return listener == number; });
    }
    if (activity.incident) --c.incidents, --counts.incidents;
    if (!activity.topic.empty()) {
      state_.jobs_.remember({c.number, number}, record_.at, done);
      state_.jobs_.remove(activity.topic, place_of(c.number, number, activity));
    }
    if (!activity.message.empty()) forget_waiter(state_.waiters_, joined_key(activity.message.text(), activity.key.text()), {activity.position, c.number, number});
    if (!activity.signal.empty()) forget_waiter(state_.signals_, activity.signal.text(), {activity.position, c.number, number});
    if (activity.scope != 0 && c.inside) {
      c.inside->erase({activity.scope, number});
      if (c.inside->empty()) c.inside.reset();
    }
    if (c.scopes.contains(number)) {
      for (auto const& join : c.joins_of(number)) forget_arrivals(c, join);
      forget_joins(c, number);
      c.scopes.erase(number);
      auto kept = std::any_of(c.compensable.begin(), c.compensable.end(), [&](Compensable const& one) { return one.activity == number; });
      if (!kept && !c.compensable.empty()) forget_compensable(c, number);
    }
    c.activities.erase(found);
  }

  /// What is over does not hold its scope any more, which may be gone before it.
  static bool counts_in_scope(Case const& c, ActivityNumber number, Activity const& activity) {
    if (!c.abandoned) return true;
    auto over = c.abandoned->find(activity.scope);
    return c.scopes.contains(activity.scope) && (over == c.abandoned->end() || over->second.last < number);
  }

  template <class Waiters>
  void forget_waiter(Waiters& waiters, std::string const& key, State::Waiter waiter) {
    auto entry = waiters.find(key);
    if (entry == waiters.end()) return;
    entry->second.erase(waiter);
    if (entry->second.empty()) waiters.erase(entry);
  }

  /// What was done inside a scope that can no longer be compensated as a whole.
  void forget_compensable(Case& c, ActivityNumber scope) {
    std::vector<ActivityNumber> gone{scope};
    while (!gone.empty()) {
      auto number = gone.back();
      gone.pop_back();
      c.compensable.erase_if([&](Compensable const& one) {
        if (one.scope == number) gone.push_back(one.activity);
        return one.scope == number;
      });
    }
  }

  void forget_joins(Case& c, ActivityNumber scope) {
    if (!c.joins) return;
    c.joins->erase(scope);
    if (c.joins->empty()) c.joins.reset();
  }

  void forget_arrivals(Case const& c, Join const& join) {
    for (auto const& arrival : join.arrivals) tally(c, join.element).waiting -= arrival.tokens;
  }

  void finish(Case& c) {
    c.ended = record_.at;
    while (!c.activities.empty()) remove(c, c.activities.rbegin()->first);
    c.each_join([&](Join const& join) { forget_arrivals(c, join); });
    c.joins.reset();
    c.scopes.clear();
    c.abandoned.reset();
    c.compensable.clear();
    if (c.parent != 0) state_.called_.erase({c.parent, c.parent_activity});
    state_.forget(c);
    auto node = state_.open_.extract(c.number);
    state_.finished_.push_back(std::move(node.mapped()));
    if (state_.finished_.size() > limits::max_finished_cases) state_.finished_.pop_front();
  }

  journal::Record const& record_;
  State& state_;
};

void apply(CaseStarted const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ElementPassed const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ActivityActivated const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ActivityCompleted const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ActivityCancelled const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(TokenArrived const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(JoinFired const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(VariablesSet const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ItemCollected const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(IncidentRaised const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(IncidentResolved const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(CompensationKept const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(CompensationBegun const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ScopeAbandoned const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ArrivalsCancelled const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ScopeCleared const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(ErrorThrown const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(SignalThrown const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
/// What came of it are variables of the case; the rest is for whoever asks the journal.
void apply(DecisionEvaluated const&, journal::Record const&, State&) {}
void apply(CaseCompleted const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }
void apply(CaseCancelled const& event, journal::Record const& record, State& state) { Applier(record, state).on(event); }

}  // namespace drivetrain::processes
