// What the process engine remembers: each open case with its variables, the activities where its tokens wait, the tokens that
// have arrived at joins, and its timeline. Everything here is folded from events (apply.h) and needs no model: replaying
// the journal gives the same state whatever is deployed today. What is finished leaves memory, save the most recent.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/seldom.h"
#include "base/time.h"
#include "feel/value.h"
#include "processes/jobs.h"
#include "processes/key_index.h"
#include "processes/symbols.h"

namespace drivetrain::processes {

/// Number of a case in "case-17", of an activity in "a3". 0: none.
using CaseNumber = std::uint64_t;
using ActivityNumber = std::uint32_t;
std::string case_id(CaseNumber number);
std::string activity_id(ActivityNumber number);  ///< empty for 0
/// 0 when the text is not exactly such an id: "a03" is nobody's.
CaseNumber case_number(std::string_view id);
ActivityNumber activity_number(std::string_view id);
/// "message-17", of a buffered one.
std::string message_id(std::uint64_t number);
std::uint64_t message_number(std::string_view id);
std::string batch_id(std::uint64_t number);
std::uint64_t batch_number(std::string_view id);
/// "signal-17", of one that is on its way to many.
std::string broadcast_id(std::uint64_t number);
std::uint64_t broadcast_number(std::string_view id);

/// Why a token is stuck, and what to do.
struct Incident {
  std::string message, help;
};

/// What the instances of a body have yielded, by their place. Those that have not yet: null.
struct Collected {
  Symbol name;  ///< of the variable that it is
  feel::List items;
};

/// Variables that most do not have.
class SeldomVariables {
 public:
  feel::Context const& all() const { return all_.or_empty(); }
  operator feel::Context const&() const { return all(); }
  auto const& entries() const { return all().entries(); }
  feel::Value const* find(std::string_view name) const { return all().find(name); }
  bool empty() const { return !all_; }
  void set(std::string name, feel::Value value) { all_.made().set(std::move(name), std::move(value)); }
  SeldomVariables& operator=(feel::Context variables) {
    if (variables.empty()) all_.reset();
    else all_ = std::move(variables);
    return *this;
  }

 private:
  Seldom<feel::Context> all_;
};

/// One visit of a token to an element where it waits, or a listener for another activity (host != 0). There is at least one for each case
/// that waits, so that its bytes count: what most have not is Seldom, and numbers are as short as they may be.
struct Activity {
  Symbol element, kind, title, role, decision;
  Instant since;
  Duration expected;
  Symbol message;
  SeldomText key;
  SeldomInstant due;
  Symbol flow;  ///< of a stuck token: the flow by which it came
  Symbol signal, topic;
  std::uint64_t position = 0;        ///< in the journal, of its beginning
  SeldomList<ActivityNumber> listeners;
  Seldom<Incident> incident;
  SeldomVariables variables;         ///< its own; what is not here is the scope's
  Seldom<Collected> collected;       ///< of a body
  ActivityNumber scope = 0;          ///< sub-process activity around it; 0: the case itself
  ActivityNumber host = 0;           ///< the activity for which it listens; a listener holds no token
  ActivityNumber compensates = 0;    ///< the activity that asked for this compensation
  std::int32_t item = -1;            ///< of an instance: its place, from 0
  std::int32_t left = -1;            ///< of a repeated timer: firings to come, this one among them; -1 for ever, 0 when it does not repeat
  std::int32_t retries = 0, priority = 0;  ///< of a job: tries left; the higher, the earlier
  std::int16_t trigger = 0;          ///< which of the element's triggers it waits for, from 0
  std::int8_t stage = 0;             ///< of a stuck token
  bool of_scope = false;             ///< it listens for its scope as a whole

  /// It holds no token: it listens for another.
  bool listens() const { return host != 0 || of_scope; }
};

/// One of the activity's own variables, what it has collected among them; nothing when it has none of that name.
std::optional<feel::Value> own_variable(Activity const& activity, std::string_view name);
/// All of them, without the names that are the engine's own.
feel::Context own_variables(Activity const& activity);

/// Where a job stands in the order of its topic.
inline Jobs::Place place_of(CaseNumber case_number, ActivityNumber number, Activity const& job) { return {job.priority, job.since, {case_number, number}}; }

/// Tokens that wait at a joining gateway, counted by the flow through which they came; only flows that have some.
struct Join {
  struct Arrival {
    Symbol flow;
    std::uint32_t tokens = 0;
  };
  ActivityNumber scope = 0;
  Symbol element;
  std::vector<Arrival> arrivals;
  bool fired = false;  ///< a complex gateway that has fired and waits for the rest of its flows (BPMN 2.0.2 §13.4.5)
  std::vector<Symbol> consumed;  ///< and then: the flows whose tokens it took when it fired
};

/// What is alive in the case or in one of its sub-processes. Both zero: it is done.
struct Scope {
  std::uint32_t waiting = 0;  ///< activities that hold a token
  std::uint32_t arrived = 0;  ///< tokens at joins
  // Of a body: its instances.
  std::int32_t total = -1;    ///< -1: not known beforehand
  std::int32_t begun = 0, done = 0;
};

/// By the activity that opens it; 0 is the case itself, which has one always: most cases have no other.
struct Scopes {
  Scope whole;
  Seldom<std::map<ActivityNumber, Scope>> inner;

  bool contains(ActivityNumber number) const { return number == 0 || inner.or_empty().contains(number); }
  /// Null when there is none.
  Scope const* find(ActivityNumber number) const {
    if (number == 0) return &whole;
    auto found = inner.or_empty().find(number);
    return found == inner.or_empty().end() ? nullptr : &found->second;
  }
  Scope const& at(ActivityNumber number) const { return *find(number); }
  /// Made when there is none.
  Scope& operator[](ActivityNumber number) { return number == 0 ? whole : inner.made()[number]; }
  void erase(ActivityNumber number) {
    if (!inner) return;
    inner->erase(number);
    if (inner->empty()) inner.reset();
  }
  void clear() { whole = {}, inner.reset(); }
  /// The case itself first.
  template <class Visit>
  void each(Visit&& visit) const {
    visit(ActivityNumber{0}, whole);
    for (auto const& [number, scope] : inner.or_empty()) visit(number, scope);
  }
};

/// What was done and can be compensated, in the order in which it was done.
struct Compensable {
  ActivityNumber activity = 0;
  ActivityNumber scope = 0;  ///< where; what was done inside a sub-process has the sub-process's own number
  Symbol element;
  feel::Context variables;   ///< of a sub-process: as it left them
};

enum class StepKind : std::uint8_t {
  started,
  passed,
  activated,
  completed,
  cancelled,
  arrived,
  joined,
  incident,
  resolved,
  ended,
  case_cancelled,
  suspended,
  resumed,
  modified,
  migrated
};
std::string_view to_string(StepKind kind);

/// One line of a case's timeline.
struct Step {
  Instant at;
  Symbol element;
  Symbol detail;  ///< flow taken, or kind of the activity
  ActivityNumber activity = 0;
  StepKind kind = StepKind::passed;
};

/// Why nothing may happen in a case, or nothing but its end.
struct Halt {
  std::string by;      ///< a person; empty: nobody's
  std::string reason;
  Instant since;
};

/// What came and reached nobody, with the reason.
struct Discard {
  Instant at;
  std::uint64_t position = 0;  ///< in the journal
  Symbol kind;                 ///< message, signal, error, escalation, timer, conditional
  std::string name;            ///< of the message or signal; the code
  std::string key;
  CaseNumber case_number = 0;  ///< 0: none
  Symbol process, element;
  std::string reason;
};

/// Kept until somebody asks for it.
struct BufferedMessage {
  std::string message, key;
  feel::Context variables;
  std::string message_id;
  Instant since, until;
  bool taken = false;  ///< remembered for its message_id alone
};

/// The next time at which a process starts by the clock.
struct PlannedStart {
  Symbol definition;
  std::optional<Instant> due;  ///< nothing: never again
  std::int64_t left = 0;       ///< -1: for ever
};

/// What waits at one element goes on at another of the new version.
struct PlannedMove {
  std::string element, into;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "element", self.element);
    visit(2, "into", self.into);
  }
};

/// The same done to many cases, a few at a time.
struct Batch {
  std::string action, reason, by;
  feel::Context variables;
  std::string revision;
  std::vector<PlannedMove> plan;
  std::vector<CaseNumber> cases;  ///< those named so far
  std::uint64_t in_all = 0;       ///< so many it has; it begins when all of them are named
  std::uint64_t next = 0;         ///< place of the first that is still to come
  std::uint64_t done = 0;
  struct Refused {
    CaseNumber case_number = 0;
    std::string reason;
  };
  std::vector<Refused> refused;  ///< the first most_refusals
  std::uint64_t refusals = 0;
  Instant begun;
  std::optional<Instant> ended;
  std::string stopped, stopped_by;  ///< why it ended before all were done, and who stopped it
  static constexpr std::size_t most_refusals = 100;
  bool complete() const { return cases.size() >= in_all; }
};

enum class CaseStatus : std::uint8_t { running, completed, cancelled };
std::string_view to_string(CaseStatus status);

struct Case {
  CaseNumber number = 0;
  Symbol process, revision, service, tier;
  std::string business_key;
  SeldomText customer;
  Instant started;
  SeldomInstant promised;
  feel::Context variables;  ///< one keeps its place
  /// Who gave variables their values, and when: whoever states the facts of a decision has recommended it, asked or not.
  struct Given {
    Symbol person;
    std::uint64_t position = 0;           ///< in the journal
    std::uint32_t first = 0, count = 0;   ///< places among the variables
  };
  std::vector<Given> given;  ///< without those that no person gave; in the order in which they were
  Symbol last_hand;          ///< who did the last task that a person did
  std::map<ActivityNumber, Activity> activities;
  Seldom<std::map<ActivityNumber, std::vector<Join>>> joins;  ///< by scope; none without any
  Scopes scopes;
  struct Inside {
    ActivityNumber scope = 0, activity = 0;
    auto operator<=>(Inside const&) const = default;
  };
  Seldom<std::set<Inside>> inside;  ///< the activities of each scope but the case itself
  struct Abandoned {
    ActivityNumber last = 0;  ///< what is made later lives
    std::string reason;
  };
  /// Scopes of which everything up to an activity is over, although it is still there: it is cancelled a part at a time.
  Seldom<std::map<ActivityNumber, Abandoned>> abandoned;
  SeldomList<Compensable> compensable;
  CaseNumber parent = 0;                   ///< the case that called it; 0: none
  std::vector<Step> timeline;              ///< oldest first; the start and the last limits::max_timeline_steps
  Seldom<Halt> suspended, cancelling;
  SeldomInstant ended;
  Symbol end;                  ///< end event reached last
  Seldom<std::string> reason;  ///< of a cancelled case
  ActivityNumber parent_activity = 0;
  ActivityNumber activities_made = 0;
  std::uint32_t incidents = 0;
  std::uint32_t steps_forgotten = 0;
  CaseStatus status = CaseStatus::running;
  bool promise_kept = false;

  std::string id() const { return case_id(number); }
  /// Null when there is none, or it is over.
  Activity const* find(ActivityNumber activity) const;
  /// It is over, and still there.
  bool is_abandoned(ActivityNumber activity) const;
  Join const* find_join(std::string_view element, ActivityNumber scope) const;
  /// Empty when there are none.
  std::vector<Join> const& joins_of(ActivityNumber scope) const;
  /// Null when no person gave it.
  Given const* given_by(std::string_view variable) const;
  /// Nobody, with an empty symbol, when no person did: a variable that there is.
  void give(std::string_view variable, Symbol person, std::uint64_t position);
  /// Of every scope, the outer ones first.
  template <class Visit>
  void each_join(Visit&& visit) const {
    for (auto const& [_, some] : joins.or_empty())
      for (auto const& join : some) visit(join);
  }
  /// Of a scope: its activities that are not over, in the order of their numbers; without what is in inner scopes.
  template <class Visit>
  void each_in(ActivityNumber scope, Visit&& visit) const {
    auto over = abandoned.or_empty().find(scope);
    auto first = over == abandoned.or_empty().end() ? 0 : over->second.last + 1;
    if (scope == 0) {
      for (auto one = activities.lower_bound(first); one != activities.end(); ++one)
        if (one->second.scope == 0) visit(one->first, one->second);
      return;
    }
    auto const& index = inside.or_empty();
    for (auto one = index.lower_bound({scope, first}); one != index.end() && one->scope == scope; ++one) visit(one->activity, activities.at(one->activity));
  }
};

/// Tokens of the case wait at this join.
bool joins_at(Case const& c, std::string_view element);

/// A signal that many wait for: they hear it a part at a time, in the order in which they began to wait.
struct Broadcast {
  std::string signal;
  feel::Context variables;
  std::uint64_t heard = 0;  ///< position of the last that has heard it; 0: none
  std::uint64_t until = 0;  ///< position of the last that hears it: whoever waits later does not
};

/// How an element of a process stands, over all open cases and revisions.
struct ElementTally {
  struct Day {
    std::int32_t day = 0;  ///< days since 1970-01-01, UTC
    std::uint32_t passed = 0;
  };
  std::uint32_t waiting = 0;  ///< tokens
  std::uint32_t incidents = 0;
  std::uint64_t passed = 0;  ///< tokens that have gone through since the journal began
  std::vector<Day> recent;   ///< the last recent_days on which some did, oldest first
  static constexpr std::size_t recent_days = 28;
};

class State {
 public:
  State() = default;
  State(State const&) = delete;

  /// An open case; null when there is none.
  Case const* open(std::string_view case_id) const;
  /// Open, or finished a short while ago.
  Case const* find(std::string_view case_id) const;
  /// Forgets the oldest of its timeline when it has become too long.
  static void note(Case& c, Step step);
  /// In the order of their start.
  std::map<CaseNumber, Case> const& open_cases() const { return open_; }
  /// In the order of their end, oldest first: the last limits::max_finished_cases.
  std::deque<Case> const& finished_cases() const { return finished_; }

  struct Waiter {
    std::uint64_t position = 0;  ///< in the journal, of when it began
    CaseNumber case_number = 0;
    ActivityNumber activity = 0;
    auto operator<=>(Waiter const&) const = default;
  };
  using Waiters = std::set<Waiter>;  ///< longest waiting first
  /// Who waits for this message with this key.
  Waiters const& waiting_for(std::string_view message, std::string_view key) const;
  /// Who waits for it, whatever the key.
  std::vector<Waiter> waiting_for_message(std::string_view message) const;
  /// Who waits for this signal.
  Waiters const& waiting_for_signal(std::string_view signal) const;
  /// By number: those that not all have heard yet.
  std::map<std::uint64_t, Broadcast> const& broadcasts() const { return broadcasts_; }
  /// Cases that this activity has called; there is one, or none any more.
  Case const* called_by(CaseNumber parent, ActivityNumber activity) const;

  /// Those that wait for workers.
  Jobs const& jobs() const { return jobs_; }

  /// The open case of this process with this business key, the oldest when there are several; null for an empty key.
  Case const* running(std::string_view process, std::string_view business_key) const;

  /// All open ones, oldest first.
  std::vector<Case const*> all_running(std::string_view process, std::string_view business_key) const;

  struct Promised {
    Instant at;
    CaseNumber case_number = 0;
    auto operator<=>(Promised const&) const = default;
  };
  /// Open cases with a promise, in its order.
  std::set<Promised> const& promised() const { return promised_; }

  /// Elements of a process that some case has reached, by BPMN id.
  std::map<std::string, ElementTally> tallies(std::string_view process) const;

  /// The case, or one that called it, is suspended, or is being cancelled; null when neither.
  Halt const* suspended(Case const& c) const;
  Halt const* cancelling(Case const& c) const;

  /// By number, which is the order in which they came.
  std::map<std::uint64_t, BufferedMessage> const& buffered() const { return buffered_; }
  /// The one that has waited longest for somebody to ask; 0: none.
  std::uint64_t oldest_buffered(std::string_view message, std::string_view key) const;
  /// The one remembered by its sender's id; 0: none.
  std::uint64_t known_message(std::string_view message, std::string_view key, std::string_view message_id) const;
  /// Timer start events, by process, a zero byte, element.
  std::map<std::string, PlannedStart> const& planned_starts() const { return planned_starts_; }
  /// By number; those that have ended make room for new ones.
  static constexpr std::size_t most_batches = 100;
  std::map<std::uint64_t, Batch> const& batches() const { return batches_; }
  /// The last ones, oldest first.
  static constexpr std::size_t most_discards = 1'000;
  std::deque<Discard> const& discards() const { return discards_; }

  Symbols const& symbols() const { return symbols_; }

  /// Back to before the first event.
  void clear();

  /// All that is remembered, in a fixed order; words belong to `pool()`. For saving and loading the state as a whole.
  template <class Self, class Visit>
  static void parts(Self& self, Visit&& visit) {
    visit(self.open_);
    visit(self.finished_);
    visit(self.waiters_);
    visit(self.signals_);
    visit(self.called_);
    visit(self.tallies_);
    visit(self.buffered_);
    visit(self.buffered_by_key_);
    visit(self.message_ids_);
    visit(self.planned_starts_);
    visit(self.discards_);
    visit(self.batches_);
    visit(self.broadcasts_);
    visit(self.jobs_);
  }
  Symbols& pool() { return symbols_; }
  /// Makes again what follows from the parts, after they were loaded.
  void index_again();

 private:
  friend class Applier;
  friend class OperationsApplier;
  friend class JobApplier;
  struct ProcessElement {
    Symbol process, element;
    bool operator==(ProcessElement const&) const = default;
  };
  struct ProcessElementHash {
    std::size_t operator()(ProcessElement const& key) const { return key.process.hash() * 31 + key.element.hash(); }
  };
  void discard(Discard one) {
    discards_.push_back(std::move(one));
    if (discards_.size() > most_discards) discards_.pop_front();
  }
  Symbols symbols_;
  std::map<CaseNumber, Case> open_;
  std::deque<Case> finished_;
  std::map<std::string, Waiters> waiters_;               ///< by message, a zero byte, key
  std::unordered_map<std::string, Waiters> signals_;     ///< by name
  struct Caller {
    CaseNumber parent = 0;
    ActivityNumber activity = 0;
    auto operator<=>(Caller const&) const = default;
  };
  std::map<Caller, CaseNumber> called_;
  /// The words themselves the case has.
  static std::uint64_t key_hash(std::string_view process, std::string_view business_key);
  template <class Visit>
  void each_of_key(std::string_view process, std::string_view business_key, Visit visit) const;
  void index(Case const& c);
  void forget(Case const& c);
  // What follows from the open cases.
  KeyIndex by_key_;                ///< those with a business key, by key_hash()
  std::set<Promised> promised_;
  std::unordered_map<ProcessElement, ElementTally, ProcessElementHash> tallies_;
  std::map<std::uint64_t, BufferedMessage> buffered_;
  std::unordered_map<std::string, std::vector<std::uint64_t>> buffered_by_key_;  ///< not taken, by message, a zero byte, key
  std::unordered_map<std::string, std::uint64_t> message_ids_;                   ///< by message, a zero byte, key, a zero byte, message_id
  std::map<std::string, PlannedStart> planned_starts_;
  std::deque<Discard> discards_;
  std::map<std::uint64_t, Batch> batches_;
  std::map<std::uint64_t, Broadcast> broadcasts_;
  Jobs jobs_;
};

/// Two words as one key, told apart by a zero byte.
std::string joined_key(std::string_view first, std::string_view second);

/// The whole state as text, the same for the same state: what replay is compared by.
std::string canonical_text(State const& state);

}  // namespace drivetrain::processes
