// A message for whoever fits, and timers by hand (see delivery_commands.h). Who may is as for messages by key and for cases: a person must answer for the
// case or be named by the event; other systems speak for themselves.
#include <algorithm>

#include "processes/delivery_events.h"
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"
#include "processes/start.h"

namespace drivetrain::processes {

namespace {

using Waiter = State::Waiter;

constexpr std::size_t most_told_at_once = 1'000;

void waiting_in(Case const& c, std::string const& message, std::vector<Waiter>& out) {
  for (auto const& [number, activity] : c.activities) {
    bool known = std::any_of(out.begin(), out.end(), [&, number = number](Waiter const& one) { return one.case_number == c.number && one.activity == number; });
    if (activity.message.text() == message && !known) out.push_back({0, c.number, number});
  }
}

bool has_values(Case const& c, feel::Value const& matching) {
  if (matching.is_null()) return true;
  return std::all_of(matching.context().entries().begin(), matching.context().entries().end(), [&](auto const& wanted) {
    auto const* value = c.variables.find(wanted.first);
    return value && *value == wanted.second;
  });
}

/// Longest waiting first where that costs nothing. Cases are found by what narrows most.
std::vector<Waiter> fitting(DeliverMessage const& command, Context const& context) {
  std::vector<Waiter> found;
  if (!command.case_id.empty()) {
    if (auto const* c = context.state.open(command.case_id)) waiting_in(*c, command.message, found);
  } else if (command.business_key && !command.business_key->empty()) {
    auto const& waiting = context.state.waiting_for(command.message, *command.business_key);
    found.assign(waiting.begin(), waiting.end());
    for (auto const& [process, _] : context.model.processes)
      for (auto const* c : context.state.all_running(process, *command.business_key)) waiting_in(*c, command.message, found);
    // Of a process that is not in force any more.
    if (found.empty() || command.all) found = context.state.waiting_for_message(command.message);
  } else {
    found = context.state.waiting_for_message(command.message);
  }
  std::erase_if(found, [&](Waiter const& waiter) {
    auto const* c = context.state.open(case_id(waiter.case_number));
    return !c || (command.business_key && c->business_key != *command.business_key) || !has_values(*c, command.matching);
  });
  return found;
}

std::string named(std::vector<Waiter> const& waiters) {
  std::string cases;
  for (std::size_t i = 0; i < waiters.size() && i < 5; ++i) cases += (i ? ", " : "") + case_id(waiters[i].case_number);
  return cases + (waiters.size() > 5 ? " and " + std::to_string(waiters.size() - 5) + " more" : "");
}

Result<std::string> deliver(Waiter const& waiter, DeliverMessage const& command, Context& context) {
  DT_TRY(auto running, find_running(context, case_id(waiter.case_number)));
  auto node = running.program->find(running.c->find(waiter.activity)->element.text());
  DT_CHECK(answers_for(*running.c, node == no_index ? "" : role_at(*running.program, node), "the message " + command.message + " is given by hand", context));
  DT_TRY(auto variables, typed_variables(*running.program, command.variables, running.c));
  DT_CHECK(not_decided_here(*running.program, variables));
  DT_CHECK(not_halted(*running.c, context));
  Engine(context, case_id(waiter.case_number), *running.program).complete(waiter.activity, variables);
  return case_id(waiter.case_number) + "/" + activity_id(waiter.activity);
}

/// Of the processes in force that start by it; an error when two do.
Result<Program const*> started_by(std::string const& message, Context const& context) {
  Program const* starts = nullptr;
  for (auto const& [process, _] : context.model.processes) {
    auto const* program = context.programs.find(context.transition.model_revision(), process);
    if (!program || program->message_start(message) == no_index) continue;
    if (starts) return Error{"DT-X903", "the message " + message + " starts " + starts->process() + " and " + process + " alike", "let each process start by a message of its own"};
    starts = program;
  }
  return starts;
}

struct Waiting {
  Running running;
  ActivityNumber number = 0;
};
/// A timer of a case that whoever asks answers for.
Result<Waiting> find_timer(std::string const& case_id, std::string const& activity, std::string const& what, Context const& context) {
  DT_TRY(auto running, find_running(context, case_id));
  DT_CHECK(answers_for(*running.c, "", what, context));
  DT_TRY(auto number, find_activity(*running.c, activity));
  if (!running.c->find(number)->due) return Error{"DT-X903", activity + " of " + case_id + " does not wait for the clock", "look at where the case waits"};
  DT_CHECK(not_halted(*running.c, context));
  return Waiting{running, number};
}

}  // namespace

Status handle(DeliverMessage const& command, Context& context) {
  context.transition.about(command.message);
  if (!command.matching.is_null() && command.matching.kind() != feel::Kind::context) return Error{"DT-X902", "what the case must match is a " + std::string(to_string(command.matching.kind())), "give variables by name"};
  auto waiting = fitting(command, context);
  if (waiting.size() > 1 && !command.all)
    return Error{"DT-X903", "the message " + command.message + " is awaited " + std::to_string(waiting.size()) + " times: " + named(waiting), "say more of the case that is meant, or that all are"};
  if (waiting.size() > most_told_at_once)
    return Error{"DT-X903", "the message " + command.message + " is awaited " + std::to_string(waiting.size()) + " times, and is told to " + std::to_string(most_told_at_once) + " at once: nobody else is served meanwhile", "say more of the cases that are meant, or let them wait for a signal"};
  std::string went;
  for (auto const& waiter : waiting) {
    // What one of them does may have taken the wait from another.
    auto const* c = context.state.open(case_id(waiter.case_number));
    auto const* activity = c ? c->find(waiter.activity) : nullptr;
    if (!activity || activity->message.text() != command.message) continue;
    DT_TRY(auto where, deliver(waiter, command, context));
    went += (went.empty() ? "" : " ") + where;
  }
  // Who is to be found by its id or its values is there already.
  bool may_start = command.case_id.empty() && (went.empty() || command.all);
  if (may_start) {
    DT_TRY(auto const* starts, started_by(command.message, context));
    if (starts) {
      StartCase wanted;
      wanted.process = starts->process(), wanted.business_key = command.business_key.value_or("");
      DT_TRY(wanted.variables, typed_variables(*starts, command.variables));
      DT_TRY(auto promised, promised_until(wanted, context));
      DT_CHECK(refuse_second(wanted.process, wanted.business_key, context));
      start_case(wanted, *starts, starts->message_start(command.message), promised, context);
      went += (went.empty() ? "" : " ") + case_id(context.transition.command_position());
    }
  }
  if (went.empty()) return Error{"DT-X901", "nobody who fits waits for the message " + command.message + ", and no process starts by it", "check its name and what you say of the case; send it again when the case waits for it"};
  context.transition.reply(went);
  return {};
}

Status handle(RingTimer const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto waiting, find_timer(command.case_id, command.activity, "a timer of " + command.case_id + " is made to ring", context));
  context.transition.cancel_timer(command.case_id + "/" + command.activity);
  Engine(context, command.case_id, *waiting.running.program).complete(waiting.number, {});
  return {};
}

Status handle(MoveTimer const& command, Context& context) {
  context.transition.about(command.case_id);
  DT_TRY(auto waiting, find_timer(command.case_id, command.activity, "a timer of " + command.case_id + " is moved", context));
  auto const& c = *waiting.running.c;
  // At once is now: of a timer that repeats, none of the firings between then and now was missed.
  auto due = std::max(command.due, context.transition.now());
  context.transition.emit(TimerMoved{command.case_id, command.activity, c.process.text(), c.find(waiting.number)->element.text(), due});
  context.transition.set_timer(command.case_id + "/" + command.activity, due, FireTimer{command.case_id, command.activity});
  return {};
}

}  // namespace drivetrain::processes
