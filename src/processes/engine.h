// Engine: moves the tokens of a case, and of the cases that it calls, until each of them waits or has ended. A work list, no
// recursion: a step takes a token from the list, asks the element under it (elements/), and puts what comes of it back. When
// nothing moves any more, what depends on the whole is settled: scopes in which nothing is alive end, inclusive joins that nothing
// can reach any more fire, conditions are asked again, signals are delivered. Everything that happens is an event at once; a token
// that cannot go on becomes an incident; a case that would run for ever is stopped after limits::max_steps_per_command steps.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "processes/commands.h"
#include "processes/case_events.h"
#include "processes/context.h"
#include "processes/events.h"
#include "processes/task_events.h"

namespace drivetrain::processes {

/// How far a token has come at its node.
enum class Stage : std::uint8_t {
  arriving,           ///< nothing has happened yet
  rested,             ///< past a transaction boundary before the element
  instance_arriving,  ///< one instance of several, before its own boundary
  instance,           ///< one instance of several, or a handler: the element itself begins
  leaving,            ///< the element is done; only the way out is left
  listening,          ///< not in it at all: the start of an event sub-process that could not be listened for
  yielding            ///< the element is done, and stays until what it yields can be computed
};

/// The activity is no element that is done, but the scope in which one is undone.
inline bool undoes(std::string_view kind) { return kind == "compensation" || kind == "compensation_of_several"; }

/// A token on its way into a node, or out of it.
struct Token {
  NodeIndex node = no_index;
  FlowIndex flow = no_index;      ///< by which it comes; no_index where a scope begins
  ActivityNumber scope = 0;       ///< the sub-process activity that it lives in
  Stage stage = Stage::arriving;
  std::int32_t item = -1;         ///< of an instance: its place, from 0
  ActivityNumber compensates = 0; ///< of a compensation handler: the activity that asked for it
  std::size_t run = 0;            ///< set by the engine
  std::uint32_t listener = 0;     ///< so many of those beside the element have run at this stage
  std::uint32_t steps = 0;        ///< so many steps in this command led to it; set by the engine
};

/// What an activity waits for, already computed, so that activating cannot fail half way.
struct Listening {
  NodeIndex node = no_index;
  std::int32_t trigger = 0;
  std::optional<TriggerKind> kind;  ///< nothing: the element itself, not an event
  std::optional<Instant> due;
  std::int64_t left = -1;
  std::string message, key, signal;
};

/// A token that a person begins.
struct Change {
  NodeIndex node = no_index;
  bool after = false;
  ActivityNumber scope = 0;               ///< that there is
  std::vector<NodeIndex> around = {};     ///< sub-processes to open in it first, outermost first
  feel::Context variables = {};
};

/// What else is said of an activity when it begins.
struct Opening {
  std::string_view kind = {};  ///< empty: the element's
  bool opens = false;
  std::int64_t total = -1;
  std::string topic = {};
  std::int64_t retries = 0, priority = 0;
  Listening listening = {};
};

/// What listens from now on for an activity, or for a scope.
struct Rearmed {
  ActivityNumber host = 0, scope = 0;
  bool of_scope = false;
  std::vector<Listening> listeners = {};
};

/// So many hear a signal, or take what was kept for them, in one command; the others by the clock.
inline constexpr std::size_t heard_at_once = 200;
/// Nobody hears a signal any more in a command that has taken so many steps.
inline constexpr std::size_t steps_while_hearing = 1'000;

class Engine {
 public:
  /// The case is open and runs on `program` (precondition).
  Engine(Context& context, std::string_view case_id, Program const& program);
  /// For what comes to several cases, or begins some.
  explicit Engine(Context& context) : context_(context) {}

  Program const& program() const { return *runs_[at_].program; }
  Dialect dialect() const { return program().dialect(); }
  Instant now() const { return context_.transition.now(); }
  /// Precondition: the case has not ended.
  Case const& current() const { return *runs_[at_].c; }
  std::string const& case_id() const { return runs_[at_].case_id; }
  /// The person whose command moves it; null when none does.
  feel::Value actor() const {
    auto const& actor = context_.transition.actor();
    return actor.kind == journal::ActorKind::person ? feel::Value(actor.id) : feel::Value();
  }

  // What comes in.
  void start(NodeIndex start);
  /// Several start events at once (conditions that hold).
  void start(std::vector<NodeIndex> const& starts);
  /// The activity's work is done, or what it waited for has come, by this person if one did it; `variables` is a context or null.
  void complete(ActivityNumber activity, feel::Value const& variables, std::string_view by = {});
  /// The same for a worker's; `local` is a context or null, of the activity alone.
  void complete_job(ActivityNumber activity, feel::Value const& variables, feel::Value const& local);
  /// What a worker says of a job that it could not do; contexts or null.
  void set_at_job(ActivityNumber job, feel::Value const& variables, feel::Value const& local);
  /// A worker reports an error of the business for its job. `variables` go with the error to what catches it; with no catcher, and in the dialect of
  /// Camunda 7, to the nearest scope around the job that has them.
  void fail_with_error(ActivityNumber activity, std::string const& code, std::string const& message, feel::Value const& variables);
  /// The same for an escalation at a user task.
  void escalate(ActivityNumber activity, std::string const& code, feel::Value const& variables);
  /// Tries a stuck token again; a job without tries left has one more.
  void retry(ActivityNumber incident, feel::Value const& variables);
  void change_variables(feel::Context variables, ActivityNumber activity);
  /// A signal from outside: to everybody who waits for it.
  void hear(State::Waiters const& waiters, feel::Value const& variables);
  /// The signal starts a case of each of these; what the variables are was checked.
  struct Begun {
    std::string process;
    NodeIndex start = no_index;
  };
  void hear(State::Waiters const& waiters, std::vector<Begun> const& starts, feel::Value const& variables);
  /// The next ones of a broadcast, as many as one command may move; records how far it came. True when all have heard it.
  bool hear_further(std::string const& broadcast);
  /// What was kept for an event that goes on listening.
  void take_kept(ActivityNumber listener);
  /// Emits CaseStarted for a new case, and runs it from there. Its id.
  std::string begin_case(CaseStarted event, Program const& program, std::vector<NodeIndex> const& starts);
  /// A case that was suspended: what was kept for it meanwhile.
  void resume();
  /// So many of its activities, those made last first; true when none is left and the case is cancelled.
  bool cancel_some(std::size_t budget, std::string const& reason);
  /// So much of what is over in it, the innermost first; true when nothing of that is left. Then the case goes on as far as it can.
  bool clear_some(std::size_t budget);
  /// Moves tokens by hand. Everything has been checked (see change.h).
  void modify(std::vector<ActivityNumber> const& cancelled, std::vector<Change> const& begun, std::string const& reason);
  /// The case runs on this program now: what nothing carries any more stops listening, what is new listens.
  /// `moves`: it is not suspended, and goes on as far as it can.
  void rearm(std::vector<ActivityNumber> const& obsolete, std::vector<Rearmed> const& fresh, bool moves);

  // What elements do with tokens.
  void push(Token token);
  /// On through every outgoing flow whose condition holds (BPMN 2.0.2 §10.5.1: several outgoing flows without a gateway are a
  /// parallel split). A node without any ends the token.
  void leave(NodeIndex node, ActivityNumber scope);
  void take(FlowIndex flow, ActivityNumber scope);
  /// Records that an element let a token through, by `flow` when it chose one.
  void pass(NodeIndex node, ActivityNumber scope, FlowIndex flow = no_index);
  /// The token waits at its node, with its variables and what listens beside it. Nothing when that could not be computed: then the
  /// token is stuck.
  std::optional<ActivityNumber> open(Token const& token, Opening const& opening = {});
  /// Says who does the task and when, where its model says more than a role. What cannot be computed is an incident in its place.
  void offer(Token const& token, ActivityNumber number);
  /// The element has nothing to wait for: through it, with its variables.
  void go_through(Token const& token);
  /// The activity is done: its variables go out, it is kept for compensation, its token goes on.
  void done(ActivityNumber activity, feel::Value const& variables);
  /// What it listened for has come (a boundary event, the start of an event sub-process).
  void fired(ActivityNumber listener, feel::Value const& variables);
  void listen(ActivityNumber host, ActivityNumber scope, std::vector<Listening> const& listeners);
  /// The activity is over, its listeners are no longer needed.
  void finish(ActivityNumber activity);
  void cancel(ActivityNumber activity, std::string const& reason);
  /// Cancels everything in the scope, and the tokens on their way in it and at its joins.
  void cancel_scope(ActivityNumber scope, std::string const& reason);
  void arrive(Token const& token);
  /// Merges one token of each flow by which some have arrived.
  void fire_join(NodeIndex node, ActivityNumber scope, bool waits = false);
  /// Something in the scope may be done or deadlocked now.
  void touch(ActivityNumber scope) { touched_.push_back({at_, scope}); }
  /// On from a join that has fired.
  void leave_join(NodeIndex node, ActivityNumber scope);
  void stuck(Token const& token, Error const& why);
  /// The same for a token that waits already: it stays there, and nothing beside it is listened for any more.
  /// With Stage::yielding it is done, and what it yields is taken once more when the incident is resolved.
  void stuck_at(ActivityNumber activity, Error const& why, Stage stage = Stage::arriving);
  /// A transaction boundary: the token rests there until the clock, which is due at once, sets it going again, `next` as far.
  void rest(Token const& token, std::string_view kind, Stage next);
  /// The token reached a terminate end event: everything around it in its scope ends with it (BPMN 2.0.2 §10.4.3).
  void terminate(NodeIndex node, ActivityNumber scope);
  /// `begins`: with its none start event; else something else begins in it.
  void begin_scope(ActivityNumber scope, ScopeIndex inner, bool begins = true);
  /// The steps of an ad hoc sub-process that nothing leads to begin: all, or in sequence the first.
  void begin_ad_hoc(ActivityNumber scope);
  /// Where they are visible from there: in the nearest scope that has the name, else in the case.
  void set_variables(feel::Context variables, ActivityNumber from);
  void set_local(feel::Context variables, ActivityNumber activity);
  static feel::Context from_outside(feel::Context const& variables);
  /// The case is over: there is no current().
  bool ended() const { return runs_[at_].ended; }

  // Throwing (engine_throw.cpp, engine_compensation.cpp).
  void throw_error(NodeIndex thrower, ActivityNumber scope, std::string const& code, std::string const& message, feel::Context variables = {});
  /// True when the one who threw it is not interrupted by it.
  bool throw_escalation(NodeIndex thrower, ActivityNumber scope, std::string const& code);
  void throw_signal(NodeIndex thrower, std::string const& signal, feel::Value const& variables);
  /// Compensates what was done in the scope, or only that element; `asker` is completed when it is done.
  void compensate(ActivityNumber asker, ActivityNumber scope, NodeIndex only);
  bool call(Token const& token);
  /// What the rule answers, with the variables that can be seen from the activity; on record either way. An Error says why nothing came of it.
  Result<feel::Value> call_decision(DecisionPart const& part, ActivityNumber activity);

  // What elements ask. `from`: where names are looked up, an activity or 0.
  /// Null is a value.
  Result<feel::Value> value(std::uint32_t expression, ActivityNumber from, std::string* warnings = nullptr) const;
  /// Never null. An Error says which text could not be evaluated, and why.
  Result<feel::Value> evaluate(std::uint32_t expression, ActivityNumber from, std::string_view what) const;
  Result<std::string> text(std::uint32_t expression, ActivityNumber from, std::string_view what) const;
  Result<bool> holds(std::uint32_t condition, ActivityNumber from, std::string_view what) const;
  Result<bool> holds(FlowIndex flow, ActivityNumber from) const;
  /// What an expression reads, with the case's values: "amount = 12, tier = null".
  std::string facts(Expression const& expression, ActivityNumber from) const;
  Result<std::string> name_of(Trigger const& trigger, ActivityNumber from) const;
  /// What goes with a signal: a context, or null.
  Result<feel::Value> payload(Trigger const& trigger, ActivityNumber from) const;
  /// Every variable that can be seen from there.
  feel::Context visible(ActivityNumber from) const;
  /// What the node's triggers listen for: those that can be waited for.
  Result<std::vector<Listening>> listening(NodeIndex node, ActivityNumber from) const;
  NodeIndex node_of(ActivityNumber activity) const;

  /// Until no token moves; then completes what is done.
  void run();

 private:
  friend class Selected;
  struct Run {
    std::string case_id;
    Program const* program = nullptr;
    Case const* c = nullptr;  ///< until it has ended
    bool ended = false;
    NodeIndex last_end = no_index;
    bool has_conditions = false;  ///< some event of it waits for a condition
    std::optional<bool> has_complex = {};  ///< joins whose firing depends on variables; nothing: not asked yet
    std::vector<ActivityNumber> attentive = {};  ///< conditional events and ad hoc sub-processes, in order; some may be over
    ActivityNumber looked_at = 0;                ///< the newest activity that `attentive` knows of
  };
  void add_run(std::string case_id, Program const& program);
  void take_up();
  bool abandon(ActivityNumber scope, std::string const& reason);
  void drop_on_their_way(std::set<ActivityNumber> const& scopes);
  struct Touched {
    std::size_t run;
    ActivityNumber scope;
    auto operator<=>(Touched const&) const = default;
  };
  struct Delivery {
    std::string case_id;
    ActivityNumber activity = 0;
    feel::Value variables = {};
    bool buffered = false;         ///< takes the message that was kept longest
    Begun begun = {};              ///< starts a case instead
    std::string signal = {};       ///< or the message that starts it
    std::string key = {};
  };
  std::string new_case_id() { return processes::case_id(context_.transition.command_position() + ++context_.cases_begun); }
  std::optional<feel::Value> take_buffered(ActivityNumber activity);
  void queue_kept(ActivityNumber activity);
  void spread(State::Waiters const& waiters, feel::Value const& variables);
  void begin_by_kept(Delivery const& delivery);
  void case_cancelled(std::string const& reason);
  void key_is_free(std::string const& process, std::string const& business_key);
  void yield_again(ActivityNumber activity, feel::Value const& variables);
  void return_from_call(ActivityNumber activity, feel::Context const& variables);
  void begin_by_signal(Delivery const& delivery);
  void begin_at(std::vector<NodeIndex> const& starts);

  template <class E>
  void emit(E const& event) {
    context_.transition.emit(event);
  }
  void retry_job(ActivityNumber job, feel::Value const& variables);
  std::size_t run_of(std::string const& case_id, std::string_view revision, std::string_view process);
  void step(Token const& token);
  bool settle();
  void settle_scopes();
  bool settle_scope(ActivityNumber scope);
  bool settle_joins(ActivityNumber scope);
  bool settle_waiting_joins();
  bool settle_ad_hoc(ActivityNumber scope);
  bool choose_steps(ActivityNumber scope);
  bool settle_compensation();
  bool settle_conditions();
  /// Those of the current run that a change may concern. Looks only at what is new since the last time: a case may hold very many that never ask.
  std::vector<ActivityNumber> attentive();
  bool settle_deliveries();
  void deadlocked(ActivityNumber scope);
  void ends_later();
  void complete_case();
  void called_ended(CaseNumber parent, ActivityNumber activity, feel::Context variables);
  void cancel_one(ActivityNumber number, std::string const& reason);
  void cancel_called(ActivityNumber number, std::string const& reason);
  ActivityNumber activate(Token const& token, Opening const& opening, ActivityNumber host = 0, bool of_scope = false);
  void begin_loop(Token const& token);
  void begin_instance(NodeIndex node, ActivityNumber body, std::int64_t item);
  void instance_done(NodeIndex node, ActivityNumber body);
  void body_done(ActivityNumber body);
  bool collect(ActivityNumber instance);
  void go_on(NodeIndex node, ActivityNumber scope, std::int32_t item, ActivityNumber compensates, std::uint32_t listener = 0);
  /// Runs what listens beside the element. False when the token waits for a worker now, or is stuck.
  bool listened(Token const& token, bool leaving);
  Status run_listener(std::uint32_t expression, ActivityNumber from);
  void keep(ActivityNumber activity);
  void place(feel::Context& into, std::string const& target, feel::Value value, feel::Context const& before) const;
  bool compensate_one(Compensable const& one, ActivityNumber asker, ActivityNumber scope);
  void begin_event_sub_process(NodeIndex start, ActivityNumber scope, feel::Value const& variables, feel::Context local);
  struct Caught {
    std::size_t run = 0;
    NodeIndex event = no_index;   ///< boundary event, or start event of an event sub-process
    ActivityNumber scope = 0;     ///< of an event sub-process: the scope it lies in
    ActivityNumber host = 0;      ///< of a boundary event: the activity
  };
  std::optional<Caught> find_catcher(TriggerKind kind, std::string const& code, ActivityNumber from) const;
  void catch_with(Caught const& caught, std::string const& code, std::string const& message, feel::Context variables = {});
  Result<feel::Value> said(std::uint32_t expression, ActivityNumber from, std::string const& what) const;
  Result<std::optional<Instant>> moment(std::uint32_t expression, ActivityNumber from, std::string const& what) const;
  Result<TaskOffered> offered(NodeIndex node, ActivityNumber number) const;
  std::optional<feel::Value> look_up(std::string_view name, ActivityNumber from) const;
  Surroundings surroundings(ActivityNumber from) const;
  bool is_within(ActivityNumber activity, ActivityNumber scope) const;
  Result<std::optional<Listening>> listening(NodeIndex node, std::int32_t trigger, ActivityNumber from) const;
  Result<Instant> due(NodeIndex node, Trigger const& trigger, ActivityNumber from, std::int64_t& left) const;
  Result<std::string> correlation_key(NodeIndex node, Trigger const& trigger, ActivityNumber from) const;
  void listen_anew(ActivityNumber listener);
  void listen_in_scope(NodeIndex start, ActivityNumber scope);
  void listen_to_all(NodeIndex event, ActivityNumber host, ActivityNumber scope);
  void listen_again(Activity const& fired, ActivityNumber host, ActivityNumber scope, bool of_scope);
  std::string timer_key(ActivityNumber activity) const { return case_id() + "/" + activity_id(activity); }
  /// A token of the scope has moved: what joins in it wait for may have changed.
  void stir(ActivityNumber scope) {
    if (current().joins) stirred_.insert({at_, scope});
  }
  void stir_complex();

  Context& context_;
  std::string by_;  ///< whose work set things moving
  std::deque<Run> runs_;
  std::unordered_map<std::string, std::size_t> run_by_case_;  ///< of the runs beyond the first few
  std::size_t at_ = 0;
  std::vector<Token> work_;    ///< the last one moves next: each branch goes as far as it can before the one drawn after it
  std::vector<Token> pushed_;  ///< by the step under way, in their order
  std::size_t steps_ = 0;
  std::size_t called_ = 0;  ///< cases begun by call activities
  std::uint32_t led_here_ = 0;  ///< steps that led to what is under way
  std::map<Touched, std::uint32_t> pending_;          ///< tokens in work_ and pushed_ by scope; none is 0
  std::vector<Touched> touched_;                      ///< scopes in which something may be done or deadlocked now
  std::set<Touched> stirred_;                         ///< scopes whose joins may fire now
  std::set<Touched> askers_;                          ///< who asked for compensation
  struct Changed {
    std::size_t run;
    ActivityNumber home;  ///< where the variable lives
    std::string name;
  };
  std::vector<Changed> changed_;
  std::set<Touched> fresh_;                           ///< conditions that are asked for the first time
  std::deque<Delivery> deliveries_;
  std::size_t kept_taken_ = 0;
};

/// For the time of its life the engine works on another case.
class Selected {
 public:
  Selected(Engine& engine, std::size_t run) : engine_(engine), before_(engine.at_) { engine.at_ = run; }
  ~Selected() { engine_.at_ = before_; }
  Selected(Selected const&) = delete;

 private:
  Engine& engine_;
  std::size_t before_;
};

}  // namespace drivetrain::processes
