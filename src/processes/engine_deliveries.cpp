// What reaches cases as a step of its own, after what caused it has come to rest: signals to those who wait and to the processes that start
// by them (BPMN 2.0.2 §10.5.4 signals are broadcast), messages that came before anybody asked for them, cases that begin.
#include <algorithm>

#include "processes/cancel.h"
#include "processes/case_commands.h"
#include "processes/elements/element.h"
#include "processes/engine.h"
#include "processes/handle_refusals.h"
#include "processes/start.h"

namespace drivetrain::processes {

namespace {

std::string suspended_text(Halt const& halt) { return "the case is suspended since " + format_instant(halt.since) + (halt.by.empty() ? "" : " by " + halt.by) + ": " + halt.reason; }

}  // namespace

void Engine::hear(State::Waiters const& waiters, feel::Value const& variables) { hear(waiters, {}, variables); }

void Engine::hear(State::Waiters const& waiters, std::vector<Begun> const& starts, feel::Value const& variables) {
  if (!waiters.empty()) spread(waiters, variables);
  for (auto const& begun : starts) {
    Delivery delivery;
    delivery.variables = variables, delivery.begun = begun;
    deliveries_.push_back(std::move(delivery));
  }
  run();
}

/// To few at once; to many a part at a time: nobody else would be served meanwhile. Whoever waits by now hears it, in the order of waiting.
void Engine::spread(State::Waiters const& waiters, feel::Value const& variables) {
  if (waiters.size() <= heard_at_once) {
    for (auto const& waiter : waiters) deliveries_.push_back({processes::case_id(waiter.case_number), waiter.activity, variables});
    return;
  }
  auto first = waiters.begin();
  auto const& signal = context_.state.open(processes::case_id(first->case_number))->find(first->activity)->signal.text();
  auto id = broadcast_id(context_.transition.command_position() + ++context_.cases_begun);
  emit(SignalSpread{id, signal, variables.kind() == feel::Kind::context ? variables : feel::Value(feel::Context()), static_cast<std::int64_t>(waiters.rbegin()->position)});
  context_.transition.set_timer(id, now() + pause_for_others, SpreadSignal{id});
}

bool Engine::hear_further(std::string const& broadcast) {
  auto const& one = context_.state.broadcasts().at(broadcast_number(broadcast));
  auto const& waiters = context_.state.waiting_for_signal(one.signal);
  feel::Value variables(one.variables);
  SignalHeard event;
  event.broadcast = broadcast;
  auto heard = one.heard, until = one.until;
  std::vector<State::Waiter> next;
  for (auto waiter = waiters.lower_bound({heard + 1, 0, 0}); waiter != waiters.end() && waiter->position <= until && next.size() < heard_at_once; ++waiter) next.push_back(*waiter);
  bool last = next.size() < heard_at_once;
  for (auto const& waiter : next) {
    if (steps_ > steps_while_hearing) {
      last = false;
      break;
    }
    deliveries_.push_back({processes::case_id(waiter.case_number), waiter.activity, variables});
    run();
    ++event.heard, heard = waiter.position;
  }
  event.heard_position = static_cast<std::int64_t>(heard), event.all = last;
  emit(event);
  return last;
}

void Engine::throw_signal(NodeIndex thrower, std::string const& signal, feel::Value const& variables) {
  auto const& waiters = context_.state.waiting_for_signal(signal);
  std::vector<Begun> starts;
  for (auto const& [process, _] : context_.model.processes) {
    auto const* program = context_.programs.find(context_.transition.model_revision(), process);
    if (auto start = program ? program->start_by(TriggerKind::signal, signal) : no_index; start != no_index) starts.push_back({process, start});
  }
  emit(SignalThrown{case_id(), program().id(thrower), signal, static_cast<std::int64_t>(waiters.size() + starts.size())});
  if (!waiters.empty()) spread(waiters, variables);
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
  if (delivery.begun.start != no_index) return delivery.buffered ? begin_by_kept(delivery) : begin_by_signal(delivery), true;
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
  } else {
    // What does not fit one is missed by that one, and heard by all others.
    auto variables = typed_variables(program(), delivery.variables);
    auto fits = variables.ok() ? not_decided_here(program(), *variables) : Status(variables.error());
    if (!fits.ok()) {
      emit(EventMissed{"signal", waiting->signal.text(), program().process(), delivery.case_id, waiting->element.text(), fits.error().message});
      return true;
    }
    if (!delivery.variables.is_null()) delivery.variables = std::move(*variables);
  }
  if (waiting->listens()) fired(delivery.activity, delivery.variables);
  else element(program().node(node_of(delivery.activity)).kind).complete(*this, delivery.activity, delivery.variables);
  return true;
}

std::optional<feel::Value> Engine::take_buffered(ActivityNumber number) {
  auto const& state = context_.state;
  auto message = current().find(number)->message.text();
  auto key = current().find(number)->key.text();
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

/// The oldest message that was kept for it is delivered to it as a step of its own.
void Engine::queue_kept(ActivityNumber number) {
  auto const& activity = *current().find(number);
  if (context_.state.oldest_buffered(activity.message.text(), activity.key.text()) == 0) return;
  if (++kept_taken_ > heard_at_once) {
    context_.transition.set_timer(timer_key(number) + "/kept", now() + pause_for_others, TakeKept{case_id(), activity_id(number)});
    return;
  }
  Delivery kept{case_id(), number};
  kept.buffered = true;
  deliveries_.push_back(std::move(kept));
}

void Engine::take_kept(ActivityNumber listener) {
  queue_kept(listener);
  run();
}

/// A case has ended: messages that start the next one with its key were kept until then.
void Engine::key_is_free(std::string const& process, std::string const& business_key) {
  if (business_key.empty() || context_.state.buffered().empty()) return;
  auto const* program = context_.programs.find(context_.transition.model_revision(), process);
  if (!program) return;
  for (auto start : program->scopes()[0].starts) {
    auto const* trigger = program->trigger(start, TriggerKind::message);
    if (!trigger || context_.state.oldest_buffered(program->word(trigger->name), business_key) == 0) continue;
    Delivery delivery;
    delivery.buffered = true, delivery.begun = {process, start}, delivery.signal = program->word(trigger->name), delivery.key = business_key;
    deliveries_.push_back(std::move(delivery));
  }
}

void Engine::begin_by_kept(Delivery const& delivery) {
  auto const& process = delivery.begun.process;
  auto const& state = context_.state;
  auto const& program = *context_.programs.find(context_.transition.model_revision(), process);
  StartCase wanted;
  wanted.process = process, wanted.business_key = delivery.key;
  while (auto oldest = state.oldest_buffered(delivery.signal, delivery.key)) {
    if (state.running(process, delivery.key)) return;  // another one was faster
    auto const& kept = state.buffered().at(oldest);
    auto buffered = message_id(oldest);
    auto variables = typed_variables(program, feel::Value(kept.variables));
    auto fits = variables.ok() ? not_decided_here(program, *variables) : Status(variables.error());
    auto promised = promised_until(wanted, context_);
    if (fits.ok() && !promised.ok()) fits = promised.error();
    if (kept.message_id.empty() || !fits.ok()) context_.transition.cancel_timer(buffered);
    if (!fits.ok()) {
      emit(MessageDiscarded{buffered, delivery.signal, delivery.key, {}, fits.error().message});
      continue;
    }
    CaseStarted event;
    event.process = process, event.business_key = delivery.key, event.variables = *variables, event.promised = *promised;
    auto begun = begin_case(std::move(event), program, {delivery.begun.start});
    return emit(MessageCorrelated{buffered, delivery.signal, begun, {}});
  }
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
    c->scopes.each([&](ActivityNumber scope, Scope const&) { touched_.push_back({run, scope}); });
    for (auto const& [number, activity] : c->activities) {
      if (c->is_abandoned(number)) continue;
      if (activity.kind.text() == to_string(TriggerKind::conditional)) fresh_.insert({run, number});
      if (activity.due && *activity.due <= now()) context_.transition.set_timer(id + "/" + activity_id(number), *activity.due, FireTimer{id, activity_id(number)});
      if (!activity.message.empty()) {
        Selected selected(*this, run);
        queue_kept(number);
      }
      if (auto const* called = context_.state.called_by(c->number, number)) cases.push_back(called->id());
    }
  }
  run();
}

}  // namespace drivetrain::processes
