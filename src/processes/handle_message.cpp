// A message came. It goes to the one catch event that waits for its name and key; when none does, to the message start event
// with its name, with the key as the new case's business key. A feed is the sender's own voice; a person passes on what came another
// way, and for that must answer for it: in the event's dt:role, or as owner. It is not kept for later: a refused message is on record.
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"
#include "processes/start.h"

namespace drivetrain::processes {

Status handle(CorrelateMessage const& command, Context& context) {
  context.transition.about(command.message);
  auto const& waiting = context.state.waiting_for(command.message, command.key);
  if (waiting.size() > 1) {
    std::string cases;
    for (auto const& waiter : waiting) cases += (cases.empty() ? "" : ", ") + case_id(waiter.case_number);
    return Error{"DT-X903", "the message " + command.message + " with key '" + command.key + "' is awaited more than once: " + cases,
                 "give these catch events keys that tell their cases apart (dt:correlation)"};
  }
  if (waiting.size() == 1) {
    auto waiter = waiting.front();
    DT_TRY(auto running, find_running(context, case_id(waiter.case_number)));
    auto node = running.program->find(running.c->find(waiter.activity)->element.text());
    DT_CHECK(answers_for(*running.c, node == no_index ? "" : role_at(*running.program, node),
                         "the message " + command.message + " is given by hand", context));
    DT_TRY(auto variables, typed_variables(*running.program, command.variables));
    DT_CHECK(not_decided_here(*running.program, variables));
    Engine(context, case_id(waiter.case_number), *running.program).complete(waiter.activity, variables);
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
    DT_CHECK(refuse_second(wanted.process, wanted.business_key, context));
    start_case(wanted, *starts, starts->message_start(command.message), promised, context);
    return {};
  }
  return Error{"DT-X901",
               "nobody waits for the message " + command.message + " with key '" + command.key + "', and no process starts by it",
               "check name and key; a message is not kept, so send it again when the case waits for it"};
}

}  // namespace drivetrain::processes
