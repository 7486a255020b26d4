// Which elements of BPMN run, and what to say about those that do not.
#include "processes/compilation.h"

namespace drivetrain::processes {

namespace {

using notation::BpmnElement;
using notation::BpmnEventKind;
using notation::BpmnKind;
using notation::BpmnTimerKind;

std::optional<ElementKind> no(Refusal& refusal, std::string message, std::string help) {
  refusal = {std::move(message), std::move(help)};
  return std::nullopt;
}

std::optional<ElementKind> classify_event(BpmnElement const& e, bool inside_sub_process, Refusal& refusal) {
  auto other = [&](char const* instead) {
    return no(refusal, "has the trigger '" + std::string(to_string(e.events.front().kind)) + "', which does not run yet", instead);
  };
  if (e.events.size() > 1)
    return no(refusal, "has " + std::to_string(e.events.size()) + " event definitions, and one is what runs",
              "draw one event for each, behind an event-based gateway when the first shall win");
  auto const* event = e.events.empty() ? nullptr : &e.events.front();
  auto kind = event ? event->kind : BpmnEventKind::message;
  if (event && kind == BpmnEventKind::timer && event->timer != BpmnTimerKind::duration)
    return no(
        refusal,
        event->timer == BpmnTimerKind::none ? "is a timer without a time" : "is a timer with a date or cycle; durations are what runs",
        "give it a timeDuration such as PT4H");
  switch (e.kind) {
    case BpmnKind::start_event:
      if (!event) return ElementKind::none_start;
      if (inside_sub_process)
        return no(refusal, "has the trigger '" + std::string(to_string(kind)) + "', but a sub-process begins when the case reaches it",
                  "remove the trigger");
      if (kind == BpmnEventKind::message) return ElementKind::message_start;
      return other("start the process by hand, by a message, or by a policy");
    case BpmnKind::end_event:
      if (!event) return ElementKind::none_end;
      if (kind == BpmnEventKind::terminate) return ElementKind::terminate_end;
      return other("use an end event without trigger, or a terminate end event");
    case BpmnKind::intermediate_catch_event:
      if (event && kind == BpmnEventKind::timer) return ElementKind::timer_catch;
      if (event && kind == BpmnEventKind::message) return ElementKind::message_catch;
      if (!event)
        return no(refusal, "waits for nothing",
                  "say which timer or message it waits for, or use an intermediate throw event for a milestone");
      return other("wait for a message or a timer instead");
    case BpmnKind::intermediate_throw_event:
      if (!event) return ElementKind::none_intermediate;
      return other("let a user task do it, or use a throw event without trigger for a milestone");
    default:  // boundary event
      if (event && kind == BpmnEventKind::timer) return ElementKind::boundary_timer;
      if (!event) return no(refusal, "listens for nothing", "give it a timer");
      return other("a boundary event is a timer here; let the task's result lead to an exclusive gateway instead");
  }
}

}  // namespace

std::optional<ElementKind> classify(BpmnElement const& e, bool inside_sub_process, Refusal& refusal) {
  if (notation::is_event(e.kind)) return classify_event(e, inside_sub_process, refusal);
  auto runs_not_yet = [&](char const* instead) { return no(refusal, "does not run yet", instead); };
  switch (e.kind) {
    case BpmnKind::task:
    case BpmnKind::manual_task: return ElementKind::plain_task;
    case BpmnKind::user_task: return ElementKind::user_task;
    case BpmnKind::business_rule_task: return ElementKind::business_rule_task;
    case BpmnKind::exclusive_gateway: return ElementKind::exclusive_gateway;
    case BpmnKind::parallel_gateway: return ElementKind::parallel_gateway;
    case BpmnKind::event_based_gateway:
      if (e.instantiate || e.parallel_event_gateway)
        return no(refusal, "starts cases, which an event-based gateway does not do yet", "begin with a message start event");
      return ElementKind::event_gateway;
    case BpmnKind::sub_process:
      if (e.triggered_by_event)
        return no(refusal, "is an event sub-process, which does not run yet", "use a boundary timer, or cancel the case by hand");
      return ElementKind::sub_process;
    case BpmnKind::service_task: return runs_not_yet("make it a user task for the role that does it until a worker takes it over");
    case BpmnKind::script_task: return runs_not_yet("compute the value in the condition that needs it, or let a user task enter it");
    case BpmnKind::send_task: return runs_not_yet("make it a user task for the role that sends");
    case BpmnKind::receive_task: return runs_not_yet("use an intermediate message catch event");
    case BpmnKind::call_activity: return runs_not_yet("draw the called process as an embedded sub-process, or start it by a message");
    case BpmnKind::transaction:
    case BpmnKind::ad_hoc_sub_process: return runs_not_yet("use an embedded sub-process without marker");
    case BpmnKind::inclusive_gateway:
      return runs_not_yet("use a parallel gateway, with an exclusive gateway in each branch that may be skipped");
    case BpmnKind::complex_gateway: return runs_not_yet("use exclusive and parallel gateways");
    default: return no(refusal, "is nothing that runs", "remove it");
  }
}

}  // namespace drivetrain::processes
