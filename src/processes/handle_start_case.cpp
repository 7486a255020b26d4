// Starting cases (see start.h, handle.h). A case runs on the program of the model revision in force now, to its end.
#include "base/text.h"
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"
#include "processes/start.h"

namespace drivetrain::processes {

namespace {

template <class Map>
std::string near(std::string_view wanted, Map const& known) {
  std::vector<std::string> ids;
  for (auto const& [id, _] : known) ids.push_back(id);
  auto found = nearest(wanted, ids);
  return found ? "did you mean " + *found + "?" : "there are: " + join(ids, ", ");
}

}  // namespace

Result<std::optional<Instant>> promised_until(StartCase const& command, Context const& context) {
  auto now = context.transition.now();
  auto process = context.model.processes.find(command.process);
  std::optional<Instant> by_process;
  if (process != context.model.processes.end() && process->second.promise) {
    DT_TRY(by_process, context.after_working(now, *process->second.promise));
  }
  if (command.service.empty()) {
    if (!command.tier.empty())
      return Error{"DT-X901", "the tier " + command.tier + " is given without a service", "name the service that has this tier"};
    return by_process;
  }
  auto found = context.model.services.find(command.service);
  if (found == context.model.services.end())
    return Error{"DT-X901", "there is no service " + command.service, near(command.service, context.model.services)};
  auto const& service = found->second;
  if (command.tier.empty()) return by_process;
  std::vector<std::string> ids;
  for (auto const& tier : service.tiers) {
    ids.push_back(tier.id.value);
    if (tier.id.value != command.tier) continue;
    // The tier promises the service's own process; what else is done for that customer keeps the process's own promise.
    if (!tier.promise || (!service.process.empty() && service.process.text() != command.process)) return by_process;
    if (service.elapsed) return std::optional(now + *tier.promise);
    DT_TRY(auto by_tier, context.after_working(now, *tier.promise));
    return std::optional(by_tier);
  }
  return Error{"DT-X901", "the service " + command.service + " has no tier " + command.tier, "it has: " + join(ids, ", ")};
}

Status refuse_second(std::string const& process, std::string const& business_key, Context const& context) {
  auto const* running = context.state.running(process, business_key);
  if (!running) return {};
  return Error{"DT-X903", business_key + " runs already: " + running->id() + " of " + process + ", started " + format_instant(running->started),
               "look at " + running->id() + "; what is another piece of work needs another business key."};
}

void start_case(StartCase const& command, Program const& program, NodeIndex start, std::optional<Instant> promised, Context& context) {
  CaseStarted event;
  event.case_id = case_id(context.transition.command_position());
  event.process = command.process, event.revision = context.transition.model_revision();
  event.business_key = command.business_key;
  event.service = command.service, event.tier = command.tier, event.customer = command.customer;
  event.variables = command.variables;
  event.promised = promised;
  context.transition.emit(event);
  Engine(context, event.case_id, program).start(start);
  context.transition.reply(event.case_id);
}

Status handle(StartCase const& command, Context& context) {
  context.transition.about(command.process);
  auto const* program = context.programs.find(context.transition.model_revision(), command.process);
  if (!program)
    return Error{"DT-X901", "there is no process " + command.process + " in the model in force",
                 near(command.process, context.model.processes)};
  auto start = program->scopes()[0].start;
  if (start == no_index)
    return Error{"DT-X903", "the process " + command.process + " is started by a message, not by hand",
                 "send the message that its start event names"};
  auto wanted = command;
  DT_TRY(wanted.variables, typed_variables(*program, command.variables));
  if (auto const* form = program->form(start)) {
    auto faults = form->check(wanted.variables, [](std::string_view) { return std::nullopt; });
    if (!faults.empty()) return Error{"DT-X902", "what begins " + command.process + " does not fit its form: " + in_words(faults), "GET /api/v1/processes/" + command.process + " says what it asks for (start_form)"};
    wanted.variables = form->typed(wanted.variables);
  }
  DT_TRY(auto promised, promised_until(command, context));
  DT_CHECK(refuse_second(command.process, command.business_key, context));
  start_case(wanted, *program, start, promised, context);
  return {};
}

}  // namespace drivetrain::processes
