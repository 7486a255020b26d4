// What reaches cases as a step of its own, after what caused it has come to rest: signals to those who wait and to the processes that start
// by them (BPMN 2.0.2 §10.5.4 signals are broadcast), messages that came before anybody asked for them, cases that begin.
#include <algorithm>

#include "processes/elements/element.h"
#include "processes/engine.h"
#include "processes/handle_refusals.h"
#include "processes/start.h"

namespace drivetrain::processes {

namespace {

std::string suspended_text(Halt const& halt) { return "the case is suspended since " + format_instant(halt.since) + (halt.by.empty() ? "" : " by " + halt.by) + ": " + halt.reason; }

}  // namespace

void Engine::hear(std::vector<State::Waiter> const& waiters, feel::Value const& variables) { hear(waiters, {}, variables); }

void Engine::hear(std::vector<State::Waiter> const& waiters, std::vector<Begun> const& starts, feel::Value const& variables) {
  for (auto const& waiter : waiters) deliveries_.push_back({processes::case_id(waiter.case_number), waiter.activity, variables});
  for (auto const& begun : starts) {
    Delivery delivery;
    delivery.variables = variables, delivery.begun = begun;
    deliveries_.push_back(std::move(delivery));
  }
  run();
}

void Engine::throw_signal(NodeIndex thrower, std::string const& signal, feel::Value const& variables) {
  auto waiters = context_.state.waiting_for_signal(signal);
  std::vector<Begun> starts;
  for (auto const& [process, _] : context_.model.processes) {
    auto const* program = context_.programs.find(context_.transition.model_revision(), process);
    if (auto start = program ? program->start_by(TriggerKind::signal, signal) : no_index; start != no_index) starts.push_back({process, start});
  }
  emit(SignalThrown{case_id(), program().id(thrower), signal, static_cast<std::int64_t>(waiters.size() + starts.size())});
  for (auto const& waiter : waiters) deliveries_.push_back({processes::case_id(waiter.case_number), waiter.activity, variables});
  for (auto const& begun : starts) {
    Delivery delivery;
    delivery.variables = variables, delivery.begun = begun, delivery.signal = signal;
    deliveries_.push_back(std::move(delivery));
  }
}

/// Receivers are steps of their own after the throw, in the order in which they began to wait.
bool Engine::settle_deliveries() {
  if (deliveries_.empty()) return false;
  auto delivery = std::move(deliveries_.front());
  deliveries_.pop_front();
  led_here_ = 0;
  if (delivery.begun.start != no_index) return begin_by_signal(delivery), true;
  auto const* c = context_.state.open(delivery.case_id);
  auto const* waiting = c ? c->find(delivery.activity) : nullptr;
  if (!waiting || context_.state.cancelling(*c)) return true;
  Selected selected(*this, run_of(delivery.case_id, c->revision.text(), c->process.text()));
  if (auto const* halt = context_.state.suspended(*c)) {
    // A buffered message stays where it is until the case is resumed; a signal is for those who hear it.
    if (!delivery.buffered)
      emit(EventMissed{"signal", waiting->signal.text(), program().process(), delivery.case_id, waiting->element.text(), suspended_text(*halt)});
    return true;
  }
  if (delivery.buffered) {
    auto taken = take_buffered(delivery.activity);
    if (!taken) return true;
    delivery.variables = std::move(*taken);
  }
  if (waiting->listens()) fired(delivery.activity, delivery.variables);
  else element(program().node(node_of(delivery.activity)).kind).complete(*this, delivery.activity, delivery.variables);
  return true;
}

std::optional<feel::Value> Engine::take_buffered(ActivityNumber number) {
  auto const& state = context_.state;
  auto message = current().find(number)->message.text();
  auto key = current().find(number)->key;
  while (auto oldest = state.oldest_buffered(message, key)) {
    auto const& kept = state.buffered().at(oldest);
    auto buffered = message_id(oldest);
    auto variables = typed_variables(program(), feel::Value(kept.variables));
    auto fits = variables.ok() ? not_decided_here(program(), *variables) : Status(variables.error());
    if (kept.message_id.empty() || !fits.ok()) context_.transition.cancel_timer(buffered);
    if (fits.ok()) {
      emit(MessageCorrelated{buffered, message, case_id(), activity_id(number)});
      return *variables;
    }
    emit(MessageDiscarded{buffered, message, key, case_id(), fits.error().message});
  }
  return std::nullopt;
}

void Engine::begin_by_signal(Delivery const& delivery) {
  auto const& process = delivery.begun.process;
  auto const* program = context_.programs.find(context_.transition.model_revision(), process);
  if (!program) return;
  StartCase wanted;
  wanted.process = process;
  auto variables = typed_variables(*program, delivery.variables);
  auto promised = promised_until(wanted, context_);
  if (!variables.ok() || !promised.ok()) {
    auto const& why = variables.ok() ? promised.error() : variables.error();
    return emit(EventMissed{"signal", delivery.signal, process, {}, program->id(delivery.begun.start), why.message});
  }
  CaseStarted event;
  event.process = process, event.variables = *variables, event.promised = *promised;
  begin_case(std::move(event), *program, {delivery.begun.start});
}

std::string Engine::begin_case(CaseStarted event, Program const& program, std::vector<NodeIndex> const& starts) {
  event.case_id = new_case_id(), event.revision = context_.transition.model_revision();
  emit(event);
  add_run(event.case_id, program);
  Selected selected(*this, runs_.size() - 1);
  begin_scope(0, 0, false);
  begin_at(starts);
  return event.case_id;
}

/// An event behind a gateway that starts cases, or a receive task that does: what it waits for has come (BPMN 2.0.2 §10.6.6, §13.2).
void Engine::begin_at(std::vector<NodeIndex> const& starts) {
  for (auto start : starts) {
    if (program().node(start).kind == ElementKind::start_event) {
      push({start, no_index, 0});
      continue;
    }
    NodeIndex gateway = no_index;
    for (auto flow : program().incoming(start))
      if (auto source = program().flow(flow).source; program().node(source).instantiates) gateway = source;
    if (gateway != no_index) {
      auto flows = program().outgoing(gateway);
      for (FlowIndex i = 0; i < flows.size(); ++i) {
        auto flow = program().node(gateway).first_outgoing + i;
        if (flows[i].target == start) pass(gateway, 0, flow);
        // The others of a parallel one are awaited too: the case is whole when all have come.
        else if (program().node(gateway).all_triggers) push({flows[i].target, flow, 0});
      }
    }
    pass(start, 0);
    push({start, no_index, 0, Stage::leaving});
  }
}

/// What was kept while it was suspended; what came due meanwhile is due at once.
void Engine::resume() {
  std::vector<std::string> cases{case_id()};
  while (!cases.empty()) {
    auto id = std::move(cases.back());
    cases.pop_back();
    auto const* c = context_.state.open(id);
    if (!c || c->suspended) continue;
    auto run = run_of(id, c->revision.text(), c->process.text());
    for (auto const& [scope, _] : c->scopes) touched_.push_back({run, scope});
    for (auto const& [number, activity] : c->activities) {
      if (activity.kind.text() == to_string(TriggerKind::conditional)) fresh_.insert({run, number});
      if (activity.due && *activity.due <= now()) context_.transition.set_timer(id + "/" + activity_id(number), *activity.due, FireTimer{id, activity_id(number)});
      if (!activity.message.empty()) {
        Delivery kept{id, number};
        kept.buffered = true;
        deliveries_.push_back(std::move(kept));
      }
      if (auto const* called = context_.state.called_by(c->number, number)) cases.push_back(called->id());
    }
  }
  run();
}

}  // namespace drivetrain::processes
