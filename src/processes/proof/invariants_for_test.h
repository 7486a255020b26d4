// What must hold of the state after every command, whatever was asked: counts agree with what they count, indexes with what they point to, and
// whoever waits can be moved by something that is really there.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "journal/journal.h"
#include "processes/engine.h"
#include "processes/state.h"
#include "processes/views.h"

namespace drivetrain::processes::proof {

class Invariants {
 public:
  Invariants(State const& state, ProgramSource const& programs, std::vector<journal::Journal::PendingTimer> const& timers) : state_(state), programs_(programs) {
    for (auto const& timer : timers) timers_[timer.key] = timer.due;
  }

  /// The first that does not hold; empty: all do.
  std::string broken() {
    for (auto const& [number, c] : state_.open_cases()) one(c);
    indexes();
    tallies();
    return broken_;
  }

 private:
  void fail(std::string const& where, std::string what) {
    if (broken_.empty()) broken_ = "invariant: " + where + " " + std::move(what);
  }
  static bool is_body(Activity const& a) { return a.kind.text() == "multi_instance" || a.kind.text() == "loop"; }

  void one(Case const& c) {
    auto const* program = programs_.find(c.revision.text(), c.process.text());
    if (!program) return fail(c.id(), "runs on no program");
    bool halted = state_.suspended(c) || state_.cancelling(c);
    std::map<ActivityNumber, std::uint32_t> waiting, arrived;
    std::uint32_t incidents = 0;
    for (auto const& [number, a] : c.activities) {
      auto id = c.id() + "/" + activity_id(number) + " ('" + a.element.text() + "', " + a.kind.text() + ")";
      auto node = program->find(a.element.text());
      if (node == no_index) return fail(id, "stands at an element that its program does not have");
      if (a.incident) ++incidents;
      if (c.is_abandoned(number)) continue;  // it is over, and cancelled a part at a time
      if (!a.listens()) ++waiting[a.scope];
      if (a.scope != 0 && !c.scopes.contains(a.scope)) fail(id, "lives in a scope that is not there");
      if (a.host != 0) {
        auto const* host = c.find(a.host);
        if (!host) fail(id, "listens for an activity that is over");
        else if (std::count(host->listeners.begin(), host->listeners.end(), number) != 1) fail(id, "is not among its host's listeners");
      }
      for (auto listener : a.listeners)
        if (!c.activities.contains(listener)) fail(id, "has a listener that is over");
      if (!halted) can_move(c, *program, number, a, node, id);
    }
    c.each_join([&](Join const& join) {
      if (join.arrivals.empty() && !join.fired) fail(c.id(), "keeps an empty join at '" + join.element.text() + "'");
      for (auto const& arrival : join.arrivals) {
        if (arrival.tokens == 0) fail(c.id(), "keeps an empty arrival at '" + join.element.text() + "'");
        arrived[join.scope] += arrival.tokens;
      }
      auto node = program->find(join.element.text());
      if (node != no_index && !halted && program->node(node).kind == ElementKind::parallel_gateway && join.arrivals.size() >= program->node(node).incoming && !stuck_at(c, join))
        fail(c.id(), "does not fire '" + join.element.text() + "', where every branch has come");
    });
    if (c.incidents != incidents) fail(c.id(), "counts " + std::to_string(c.incidents) + " incidents, and has " + std::to_string(incidents));
    c.scopes.each([&](ActivityNumber number, Scope const& scope) {
      if (number != 0 && c.is_abandoned(number)) return;
      auto where = c.id() + " scope " + activity_id(number);
      if (number != 0 && !c.find(number)) fail(where, "is no activity");
      if (scope.waiting != waiting[number]) fail(where, "counts " + std::to_string(scope.waiting) + " that wait, and holds " + std::to_string(waiting[number]));
      if (scope.arrived != arrived[number]) fail(where, "counts " + std::to_string(scope.arrived) + " at joins, and holds " + std::to_string(arrived[number]));
      if (halted || scope.waiting > 0) return;
      if (scope.arrived > 0) fail(where, "holds nothing but tokens at joins, and nobody is told");
      else if (number == 0 ? !c.abandoned : !c.find(number)->incident && !waits_for_condition(c, *program, number)) fail(where, "is open, and nothing is in it");
    });
    if (c.abandoned && !halted && !timers_.contains(c.id() + "/cancel")) fail(c.id(), "has left behind what nobody cancels");
    for (auto const& view : why(c, program))
      if (view.waits_for.empty() || view.mover.empty()) fail(c.id(), "waits at '" + view.element + "' (" + view.kind + "), and why says not for what or who moves it");
  }

  static bool stuck_at(Case const& c, Join const& join) {
    return std::any_of(c.activities.begin(), c.activities.end(), [&](auto const& one) { return one.second.incident && one.second.scope == join.scope && one.second.element == join.element; });
  }
  /// An ad hoc sub-process whose steps are done, and whose condition does not hold yet.
  bool waits_for_condition(Case const& c, Program const& program, ActivityNumber number) const {
    auto const& a = *c.find(number);
    auto node = program.find(a.element.text());
    if (is_body(a) || program.node(node).kind != ElementKind::ad_hoc_sub_process || program.inner(node).completion == no_index) return false;
    return !holds(c, program, program.inner(node).completion, number);
  }

  static std::optional<feel::Value> look_up(Case const& c, std::string_view name, ActivityNumber from) {
    for (; from != 0; from = c.find(from) ? c.find(from)->scope : 0)
      if (auto const* a = c.find(from))
        if (auto value = own_variable(*a, name)) return value;
    auto const* value = c.variables.find(name);
    return value ? std::optional(*value) : std::nullopt;
  }
  static bool holds(Case const& c, Program const& program, std::uint32_t condition, ActivityNumber from) {
    Surroundings asked;
    asked.lookup = [&](std::string_view name) { return look_up(c, name, from); };
    auto value = program.expression(condition).evaluate(asked);
    return value.ok() && value->is_true();
  }

  /// Something that is really there moves it.
  void can_move(Case const& c, Program const& program, ActivityNumber number, Activity const& a, NodeIndex node, std::string const& id) {
    auto kind = a.kind.text();
    if (a.incident) return;
    if (a.due) {
      auto timer = timers_.find(c.id() + "/" + activity_id(number));
      if (timer == timers_.end()) fail(id, "waits for a time, and no timer is set");
      else if (timer->second != *a.due) fail(id, "waits for another time than its timer's");
    } else if (!a.message.empty()) {
      if (state_.oldest_buffered(a.message.text(), a.key.text()) != 0) fail(id, "waits for a message that is kept for it");
    } else if (kind == "conditional") {
      auto const& trigger = program.triggers(node)[static_cast<std::size_t>(a.trigger)];
      auto from = a.host != 0 ? a.host : a.of_scope ? a.scope : number;
      bool now = holds(c, program, trigger.expression, from);
      bool at_every_change = program.dialect() == Dialect::camunda && !program.node(node).interrupting;  // it has fired, and does so again at the next change
      if (now && a.left != 0 && !at_every_change) fail(id, "waits for a condition that holds");
    } else if (!a.signal.empty() || !a.topic.empty() || kind == "user_task" || kind == "business_rule_task" || kind == "receive_task") {
      return;  // the indexes are looked at below; tasks have their people
    } else if (c.scopes.contains(number)) {
      return;  // what is in it
    } else if (kind == "call_activity") {
      if (!state_.called_by(c.number, number)) fail(id, "waits for a called case that is not there");
    } else if (kind == "compensation_throw" || kind == "cancel") {
      bool busy = std::any_of(c.activities.begin(), c.activities.end(), [&](auto const& one) { return one.second.compensates == number; });
      if (!busy) fail(id, "waits for compensation, and nothing is being undone");
    } else if (a.listeners.empty()) {
      fail(id, "waits, and nothing can move it");
    }
  }

  // ------------------------------------------------------------------------------------------ the state as a whole

  struct Parts {
    std::map<std::string, State::Waiters> waiters, signals;
    template <class T>
    void operator()(T const& part) {
      if constexpr (std::is_same_v<T, std::map<std::string, State::Waiters>>) waiters = part;
      if constexpr (std::is_same_v<T, std::unordered_map<std::string, State::Waiters>>) signals.insert(part.begin(), part.end());
    }
  };

  Activity const* activity(CaseNumber number, ActivityNumber a) const {
    auto found = state_.open_cases().find(number);
    if (found == state_.open_cases().end()) return nullptr;
    auto one = found->second.activities.find(a);
    return one == found->second.activities.end() ? nullptr : &one->second;
  }

  void indexes() {
    Parts parts;
    State::parts(state_, parts);
    std::size_t wait = 0, hear = 0, jobs = 0;
    for (auto const& [number, c] : state_.open_cases())
      for (auto const& [a, one] : c.activities) {
        wait += !one.message.empty(), hear += !one.signal.empty(), jobs += !one.topic.empty() && !one.incident;
        auto among = [&](auto const& index, std::string const& key) {
          auto found = index.find(key);
          return found != index.end() && found->second.contains({one.position, number, a});
        };
        if (!one.message.empty() && !among(parts.waiters, joined_key(one.message.text(), one.key.text()))) fail(c.id() + "/" + activity_id(a), "is not found by its message");
        if (!one.signal.empty() && !among(parts.signals, one.signal.text())) fail(c.id() + "/" + activity_id(a), "is not found by its signal");
      }
    auto size = [](auto const& index) {
      std::size_t sum = 0;
      for (auto const& [_, all] : index) sum += all.size();
      return sum;
    };
    if (size(parts.waiters) != wait) fail("the index of messages", "points to " + std::to_string(size(parts.waiters)) + ", and " + std::to_string(wait) + " wait");
    if (size(parts.signals) != hear) fail("the index of signals", "points to " + std::to_string(size(parts.signals)) + ", and " + std::to_string(hear) + " wait");
    std::set<Jobs::Job> there;
    auto job = [&](std::string const& topic, Jobs::Job one) {
      auto const* a = activity(one.case_number, one.activity);
      auto id = "the job " + case_id(one.case_number) + "/" + activity_id(one.activity);
      if (!a) return fail(id, "is offered, and its activity is over");
      if (a->topic.text() != topic || a->incident) fail(id, "is offered, and its activity does not ask for a worker");
      if (!there.insert(one).second) fail(id, "is offered twice");
    };
    for (auto const& [topic, all] : state_.jobs().topics) {
      for (auto const& place : all.free) job(topic, place.job);
      for (auto const& due : all.held) job(topic, due.job);
    }
    for (auto const& one : state_.jobs().aside) {
      auto const* a = activity(one.case_number, one.activity);
      job(a ? a->topic.text() : std::string(), one);
      if (auto found = state_.open_cases().find(one.case_number); found != state_.open_cases().end() && !state_.suspended(found->second) && !state_.cancelling(found->second))
        fail("the job " + case_id(one.case_number) + "/" + activity_id(one.activity), "is set aside, and its case goes on");
    }
    if (there.size() != jobs) fail("the index of jobs", "offers " + std::to_string(there.size()) + ", and " + std::to_string(jobs) + " wait");
    for (auto const& [one, hold] : state_.jobs().holds)
      if (!activity(one.case_number, one.activity)) fail("a hold on " + case_id(one.case_number) + "/" + activity_id(one.activity), "outlives its job");
    for (auto const& [number, c] : state_.open_cases()) {
      if (c.parent == 0) continue;
      auto const* caller = activity(c.parent, c.parent_activity);
      if (!caller) fail(c.id(), "was called by an activity that is over");
      auto const* called = state_.called_by(c.parent, c.parent_activity);
      if (!called || called->number != number) fail(c.id(), "is not found by who called it");
    }
    for (auto const& [key, due] : timers_) {
      auto slash = key.find('/');
      if (slash == std::string::npos || !key.starts_with("case-")) continue;
      auto number = case_number(key.substr(0, slash));
      auto found = state_.open_cases().find(number);
      if (found == state_.open_cases().end()) fail("the timer " + key, "is set for a case that is over");
      else if (key.substr(slash + 1) != "cancel" && (!activity(number, activity_number(key.substr(slash + 1))) || !activity(number, activity_number(key.substr(slash + 1)))->due))
        fail("the timer " + key, "is set for an activity that does not wait for it");
    }
  }

  void tallies() {
    std::map<std::pair<std::string, std::string>, std::pair<std::uint32_t, std::uint32_t>> there;
    std::set<std::string> processes;
    for (auto const& [number, c] : state_.open_cases()) {
      processes.insert(c.process.text());
      for (auto const& [_, a] : c.activities) {
        auto& count = there[{c.process.text(), a.element.text()}];
        count.first += !a.listens(), count.second += a.incident.has_value();
      }
      c.each_join([&](Join const& join) {
        for (auto const& arrival : join.arrivals) there[{c.process.text(), join.element.text()}].first += arrival.tokens;
      });
    }
    for (auto const& c : state_.finished_cases()) processes.insert(c.process.text());
    for (auto const& process : processes)
      for (auto const& [element, tally] : state_.tallies(process)) {
        auto const& count = there[{process, element}];
        if (tally.waiting != count.first || tally.incidents != count.second)
          fail(process + "/" + element, "is told to hold " + std::to_string(tally.waiting) + " tokens and " + std::to_string(tally.incidents) + " incidents, and holds " + std::to_string(count.first) + " and " +
                                            std::to_string(count.second));
      }
  }

  State const& state_;
  ProgramSource const& programs_;
  std::map<std::string, Instant> timers_;
  std::string broken_;
};

}  // namespace drivetrain::processes::proof
