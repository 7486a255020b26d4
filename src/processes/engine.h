// Engine: moves the tokens of one case until each of them waits or has ended. A work list, no recursion: a step takes a token
// from the list, asks the element under it (elements/), and puts what comes of it back. Everything that happens is an event
// at once; a token that cannot go on becomes an incident; a case that would run for ever is stopped after
// limits::max_steps_per_command steps.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "processes/commands.h"
#include "processes/context.h"
#include "processes/events.h"

namespace drivetrain::processes {

/// A token on its way into a node.
struct Token {
  NodeIndex node = no_index;
  FlowIndex flow = no_index;  ///< by which it comes; no_index where a scope begins
  ActivityNumber scope = 0;   ///< the sub-process activity that it lives in
};

/// Where a listener listens: its due time or its message, already computed, so that activating cannot fail half way.
struct Listening {
  NodeIndex node = no_index;
  std::optional<Instant> due;
  std::string message, key;
};

class Engine {
 public:
  /// The case is open and runs on `program` (precondition).
  Engine(Context& context, std::string_view case_id, Program const& program);

  Program const& program() const { return program_; }
  Instant now() const { return context_.transition.now(); }
  /// Precondition: the case has not ended.
  Case const& current() const;

  // What comes in.
  void start(NodeIndex start);
  /// The activity's work is done, by this person if one did it; `variables` is a context or null.
  void complete(ActivityNumber activity, feel::Value const& variables, std::string_view by = {});
  /// Tries a stuck token again.
  void retry(ActivityNumber incident, feel::Value const& variables);
  void cancel_case(std::string const& reason);

  // What elements do with tokens.
  /// On through every outgoing flow (BPMN 2.0.2 §10.5.1: several outgoing flows without a gateway are a parallel split). A node
  /// without any ends the token.
  void leave(NodeIndex node, ActivityNumber scope);
  void take(FlowIndex flow, ActivityNumber scope);
  /// Records that an element let a token through, by `flow` when it chose one.
  void pass(NodeIndex node, FlowIndex flow = no_index);
  /// The token waits at its node. Returns the new activity.
  ActivityNumber wait(Token const& token, Listening const& listening = {});
  void listen(ActivityNumber host, ActivityNumber scope, std::vector<Listening> const& listeners);
  /// The activity is done, its listeners are no longer needed.
  void finish(ActivityNumber activity);
  void cancel(ActivityNumber activity, std::string const& reason);
  /// Cancels everything in the scope, and the tokens on their way in it.
  void cancel_scope(ActivityNumber scope, std::string const& reason);
  void arrive(Token const& token);
  /// Merges one token of each flow by which some have arrived.
  void fire_join(NodeIndex node, ActivityNumber scope);
  void stuck(Token const& token, Error const& why);
  /// The token ends at this node.
  void end(NodeIndex node, ActivityNumber scope);
  /// The token reached a terminate end event: everything around it in its scope ends with it (BPMN 2.0.2 §10.4.3).
  void terminate(NodeIndex node, ActivityNumber scope);
  void begin_scope(ActivityNumber scope, ScopeIndex inner);
  void set_variables(feel::Context variables);

  // What elements ask.
  /// Never null. An Error says which text could not be evaluated, and why.
  Result<feel::Value> evaluate(feel::Expression const& expression, std::string_view what) const;
  Result<bool> holds(FlowIndex flow) const;
  /// What an expression reads, with the case's values: "amount = 12, tier = null".
  std::string facts(feel::Expression const& expression) const;
  Result<Instant> due(NodeIndex timer) const;
  Result<std::string> correlation_key(NodeIndex message) const;
  /// What a timer or message event listens for.
  Result<Listening> listening(NodeIndex node) const;
  Result<std::vector<Listening>> listening(std::span<NodeIndex const> nodes) const;

  /// Until no token moves; then completes what is done.
  void run();

 private:
  void settle();
  bool settle(ActivityNumber scope);
  ActivityNumber activate(NodeIndex node, ActivityNumber scope, ActivityNumber host, Listening const& listening);
  void deadlocked(ActivityNumber scope);
  void complete_case();
  void cancel_one(ActivityNumber number, std::string const& reason);
  std::string timer_key(ActivityNumber activity) const { return case_id_ + "/" + activity_id(activity); }

  Context& context_;
  std::string case_id_;
  std::string by_;  ///< whose work set things moving
  Program const& program_;
  std::vector<Token> work_;  ///< from next_ on
  std::size_t next_ = 0, steps_ = 0;
  std::vector<ActivityNumber> touched_;  ///< scopes that may be done or deadlocked now
  NodeIndex last_end_ = no_index;
  bool ended_ = false;
};

}  // namespace drivetrain::processes
