// Which elements of BPMN run, and what to say about those that do not.
#include <algorithm>

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

/// Which triggers an event may have, by where it stands (BPMN 2.0.2 table 10.93).
bool fits(BpmnKind place, BpmnEventKind kind, bool event_sub_process) {
  using enum BpmnEventKind;
  switch (place) {
    case BpmnKind::start_event: return kind == message || kind == timer || kind == signal || kind == conditional || (event_sub_process && (kind == error || kind == escalation || kind == compensate));
    case BpmnKind::end_event: return kind == message || kind == signal || kind == error || kind == escalation || kind == compensate || kind == cancel || kind == terminate;
    case BpmnKind::intermediate_catch_event: return kind == message || kind == timer || kind == signal || kind == conditional || kind == link;
    case BpmnKind::intermediate_throw_event: return kind == message || kind == signal || kind == escalation || kind == compensate || kind == link;
    default: return kind != link && kind != terminate;  // boundary
  }
}

std::optional<ElementKind> classify_event(BpmnElement const& e, bool event_sub_process, Dialect dialect, Refusal& refusal) {
  for (auto const& event : e.events) {
    if (!fits(e.kind, event.kind, event_sub_process))
      return no(refusal, "has the trigger '" + std::string(to_string(event.kind)) + "', which no such event has (BPMN 2.0.2 table 10.93)",
                "use another kind of event");
    if (event.kind == BpmnEventKind::timer && event.timer == BpmnTimerKind::none) return no(refusal, "is a timer without a time", "give it a timeDuration such as PT4H");
  }
  bool always_interrupts = std::any_of(e.events.begin(), e.events.end(), [](auto const& one) { return one.kind == BpmnEventKind::error || one.kind == BpmnEventKind::cancel; });
  if (dialect == Dialect::own && always_interrupts && !e.interrupting && (e.kind == BpmnKind::start_event || e.kind == BpmnKind::boundary_event))
    return no(refusal, "is drawn as one that does not interrupt, and what it catches always does (BPMN 2.0.2 table 10.93)", "draw it with a solid line, or throw an escalation instead");
  switch (e.kind) {
    case BpmnKind::start_event: return ElementKind::start_event;
    case BpmnKind::end_event: return ElementKind::end_event;
    case BpmnKind::intermediate_catch_event:
      if (e.events.empty()) return no(refusal, "waits for nothing", "say which timer or message it waits for, or use an intermediate throw event for a milestone");
      return ElementKind::catch_event;
    case BpmnKind::intermediate_throw_event: return ElementKind::throw_event;
    default:
      if (e.events.empty()) return no(refusal, "listens for nothing", "give it a timer, a message or another trigger");
      return ElementKind::boundary_event;
  }
}

/// Only the process itself begins by an event; nothing leads to what begins it (BPMN 2.0.2 §10.3.3, §10.6.6). A receive task behind such a
/// gateway need not say it again.
bool starts_cases(Compilation const& compilation, BpmnElement const& e, Refusal& refusal) {
  for (auto const& id : e.incoming) {
    auto const* flow = compilation.find(id);
    auto const* before = flow ? compilation.find(flow->source.value) : nullptr;
    if (before && before->kind == BpmnKind::event_based_gateway && before->instantiate) continue;
    no(refusal, "starts cases (instantiate=\"true\"), and a sequence flow leads into it", "remove the flow, or the instantiate attribute");
    return false;
  }
  if (compilation.is_top(e)) return true;
  no(refusal, "starts cases (instantiate=\"true\") inside a sub-process, which begins when the case reaches it", "remove the instantiate attribute");
  return false;
}

}  // namespace

std::optional<ElementKind> classify(Compilation const& compilation, BpmnElement const& e, bool event_sub_process, Refusal& refusal) {
  if (notation::is_event(e.kind)) return classify_event(e, event_sub_process, compilation.dialect(), refusal);
  switch (e.kind) {
    case BpmnKind::task:
    case BpmnKind::manual_task: return ElementKind::plain_task;
    case BpmnKind::user_task: return ElementKind::user_task;
    case BpmnKind::business_rule_task: return compilation.is_job(e) && !compilation.calls_decision(e) ? ElementKind::job_task : ElementKind::business_rule_task;
    case BpmnKind::service_task:
    case BpmnKind::send_task: return ElementKind::job_task;
    case BpmnKind::script_task: return compilation.is_job(e) ? ElementKind::job_task : ElementKind::script_task;
    case BpmnKind::receive_task:
      if (e.instantiate && !starts_cases(compilation, e, refusal)) return std::nullopt;
      return ElementKind::receive_task;
    case BpmnKind::call_activity: return ElementKind::call_activity;
    case BpmnKind::exclusive_gateway: return ElementKind::exclusive_gateway;
    case BpmnKind::parallel_gateway: return ElementKind::parallel_gateway;
    case BpmnKind::inclusive_gateway: return ElementKind::inclusive_gateway;
    case BpmnKind::complex_gateway: return ElementKind::complex_gateway;
    case BpmnKind::event_based_gateway:
      if (e.parallel_event_gateway && !e.instantiate)
        return no(refusal, "waits for all its events, which only a gateway with which cases begin can do (BPMN 2.0.2 §10.6.6)", "use a parallel gateway, or set instantiate=\"true\"");
      if (e.instantiate && !starts_cases(compilation, e, refusal)) return std::nullopt;
      return ElementKind::event_gateway;
    case BpmnKind::sub_process: return e.triggered_by_event ? ElementKind::event_sub_process : ElementKind::sub_process;
    case BpmnKind::transaction: return ElementKind::transaction;
    case BpmnKind::ad_hoc_sub_process: return ElementKind::ad_hoc_sub_process;
    default: return no(refusal, "is nothing that runs", "remove it");
  }
}

}  // namespace drivetrain::processes
