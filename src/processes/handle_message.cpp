// A message came. It goes to the one catch event that waits for its name and key; when none does, to the message start event
// with its name, with the key as the new case's business key; when there is none either, it is kept for as long as its sender says, and
// refused when the sender does not say. A feed is the sender's own voice; a person passes on what came another way, and for that must
// answer for it: in the event's dt:role, or as owner. What came to nobody is on record (state.h, Discard).
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"
#include "processes/start.h"

namespace drivetrain::processes {

namespace {

/// Nobody has so many unanswered messages by plan; beyond these the sender must wait.
constexpr std::size_t max_buffered_messages = 100'000;
constexpr Duration longest_ttl = days(366);
constexpr std::size_t told = 5;  ///< of those who wait for the same

bool waits_for(Program const& program, std::string const& message, std::vector<std::string>& roles) {
  bool found = false;
  for (NodeIndex node = 0; node < program.nodes().size(); ++node)
    for (auto const& trigger : program.triggers(node)) {
      if (trigger.kind != TriggerKind::message || program.word(trigger.name) != message || trigger.job != no_index) continue;
      found = true;
      if (trigger.role != 0) roles.push_back(program.word(trigger.role));
    }
  return found;
}

/// Whoever may give it by hand when it is awaited may leave it for later.
Status may_leave(CorrelateMessage const& command, Context const& context) {
  auto hand = hand_of(context);
  if (!hand.is_person()) return {};
  std::vector<std::string> roles;
  bool known = false;
  auto owners = owners_where(context, [&](Program const& program) { return waits_for(program, command.message, roles) && (known = true); });
  if (!known) return Error{"DT-X901", "no process waits for the message " + command.message, "check its name"};
  roles.insert(roles.end(), owners.begin(), owners.end());
  return hand.check(roles, "the message " + command.message + " is given by hand", "the processes that wait for it have no owner");
}

Status check_ttl(CorrelateMessage const& command) {
  if (command.ttl.us < 0 || longest_ttl < command.ttl)
    return Error{"DT-X902", "the message " + command.message + " is to be kept for " + format_duration(command.ttl), "say up to P366D, or leave ttl out: then it is not kept"};
  if (!command.message_id.empty() && command.ttl.us == 0)
    return Error{"DT-X902", "the message " + command.message + " has a message_id, and no ttl that says for how long it is remembered", "add a ttl, or leave message_id out"};
  return {};
}

/// The sender asked for it: its name, so that what comes again is known.
std::string keep(CorrelateMessage const& command, feel::Value variables, Context& context) {
  auto buffered = message_id(context.transition.command_position());
  auto until = context.transition.now() + command.ttl;
  context.transition.emit(MessageBuffered{buffered, command.message, command.key, std::move(variables), command.message_id, until});
  context.transition.set_timer(buffered, until, ExpireMessage{buffered});
  return buffered;
}

bool is_full(Context const& context) { return context.state.buffered().size() >= max_buffered_messages; }

Error full() { return {"DT-X903", "no more messages can be kept: " + std::to_string(max_buffered_messages) + " wait for somebody to ask for them", "send it again later"}; }

Status buffer(CorrelateMessage const& command, Context& context) {
  DT_CHECK(may_leave(command, context));
  if (!command.variables.is_null() && command.variables.kind() != feel::Kind::context)
    return Error{"DT-X902", "variables are given as a " + std::string(to_string(command.variables.kind())), "give them by name"};
  DT_CHECK(check_size(command.variables));
  if (is_full(context)) return full();
  context.transition.reply(keep(command, command.variables, context));
  return {};
}

}  // namespace

Status handle(CorrelateMessage const& command, Context& context) {
  context.transition.about(command.message);
  DT_CHECK(check_ttl(command));
  if (auto known = context.state.known_message(command.message, command.key, command.message_id)) {
    DT_CHECK(may_leave(command, context));
    context.transition.reply(message_id(known));
    return {};
  }
  if (!command.message_id.empty() && is_full(context)) return full();
  // Remembered by its id, it goes through the buffer even when somebody waits.
  auto remember = [&](std::string const& case_id, std::string const& activity) {
    if (command.message_id.empty()) return;
    context.transition.emit(MessageCorrelated{keep(command, {}, context), command.message, case_id, activity});
  };
  State::Waiters waiting;
  for (auto const& waiter : context.state.waiting_for(command.message, command.key)) {
    auto const* c = context.state.open(case_id(waiter.case_number));
    if (c && c->find(waiter.activity)) waiting.insert(waiter);
    if (waiting.size() > told) break;
  }
  if (waiting.size() > 1) {
    std::string cases;
    std::size_t named = 0;
    for (auto waiter = waiting.begin(); waiter != waiting.end() && named < told; ++waiter, ++named) cases += (cases.empty() ? "" : ", ") + case_id(waiter->case_number);
    if (waiting.size() > told) cases += " and " + std::to_string(context.state.waiting_for(command.message, command.key).size() - told) + " more";
    return Error{"DT-X903", "the message " + command.message + " with key '" + command.key + "' is awaited more than once: " + cases,
                 "give these catch events keys that tell their cases apart (dt:correlation)"};
  }
  if (waiting.size() == 1) {
    auto waiter = *waiting.begin();
    DT_TRY(auto running, find_running(context, case_id(waiter.case_number)));
    auto node = running.program->find(running.c->find(waiter.activity)->element.text());
    DT_CHECK(answers_for(*running.c, node == no_index ? "" : role_at(*running.program, node),
                         "the message " + command.message + " is given by hand", context));
    DT_TRY(auto variables, typed_variables(*running.program, command.variables, running.c));
    DT_CHECK(not_decided_here(*running.program, variables));
    if (auto moves = not_halted(*running.c, context); !moves.ok()) {
      if (command.ttl.us == 0 || context.state.cancelling(*running.c)) return moves;
      return buffer(command, context);  // until the case is resumed
    }
    remember(running.c->id(), activity_id(waiter.activity));
    Engine(context, case_id(waiter.case_number), *running.program).complete(waiter.activity, variables);
    context.transition.reply(case_id(waiter.case_number));
    return {};
  }
  Program const* starts = nullptr;
  for (auto const& [process, _] : context.model.processes) {
    auto const* program = context.programs.find(context.transition.model_revision(), process);
    if (!program || program->message_start(command.message) == no_index) continue;
    if (starts)
      return Error{"DT-X903", "the message " + command.message + " starts " + starts->process() + " and " + process + " alike",
                   "let each process start by a message of its own"};
    starts = program;
  }
  if (starts) {
    StartCase wanted;
    wanted.process = starts->process(), wanted.business_key = command.key;
    DT_TRY(wanted.variables, typed_variables(*starts, command.variables));
    DT_TRY(auto promised, promised_until(wanted, context));
    if (auto second = refuse_second(wanted.process, wanted.business_key, context); !second.ok()) {
      if (command.ttl.us == 0) return second;
      return buffer(command, context);  // until that one has ended
    }
    remember(case_id(context.transition.command_position()), {});
    start_case(wanted, *starts, starts->message_start(command.message), promised, context);
    return {};
  }
  if (command.ttl.us > 0) return buffer(command, context);
  return Error{"DT-X901",
               "nobody waits for the message " + command.message + " with key '" + command.key + "', and no process starts by it",
               "check name and key; send it again when the case waits for it, or with a ttl, for which it is kept"};
}

Status handle(TakeKept const& command, Context& context) {
  context.transition.about(command.case_id);
  if (hand_of(context).is_person()) return Error{"DT-X904", "what was kept is taken by itself", "look at where the case waits"};
  auto const* c = context.state.open(command.case_id);
  auto number = activity_number(command.activity);
  if (!c || !c->find(number) || context.state.suspended(*c) || context.state.cancelling(*c)) return {};  // or when it is resumed
  DT_TRY(auto running, find_running(context, command.case_id));
  Engine(context, command.case_id, *running.program).take_kept(number);
  return {};
}

Status handle(ExpireMessage const& command, Context& context) {
  context.transition.about(command.buffered);
  auto const& buffered = context.state.buffered();
  auto kept = buffered.find(message_number(command.buffered));
  if (kept == buffered.end()) return Error{"DT-X901", "no message " + command.buffered + " is kept", "look at the discards for what became of it"};
  if (context.transition.now() < kept->second.until)
    return Error{"DT-X903", command.buffered + " is kept until " + format_instant(kept->second.until), "messages expire by themselves"};
  if (kept->second.taken)
    context.transition.emit(MessageForgotten{command.buffered});
  else
    context.transition.emit(MessageDiscarded{command.buffered, kept->second.message, kept->second.key, {}, "nobody asked for it in time"});
  return {};
}

}  // namespace drivetrain::processes
