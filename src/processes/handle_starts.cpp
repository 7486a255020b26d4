// Cases that begin by themselves, or because of what concerns many: signals from outside, conditions, the clock (BPMN 2.0.2 §10.5.2,
// table 10.84). A timer start event is planned when its version comes into force; what the new version no longer has is forgotten, and what
// it says in the same words keeps its phase.
#include <set>

#include "processes/cancel.h"
#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"
#include "processes/rehearsal.h"
#include "processes/start.h"

namespace drivetrain::processes {

namespace {

bool hears(Program const& program, std::string const& signal) {
  for (NodeIndex node = 0; node < program.nodes().size(); ++node) {
    auto kind = program.node(node).kind;
    if (kind == ElementKind::end_event || kind == ElementKind::throw_event) continue;
    for (auto const& trigger : program.triggers(node))
      if (trigger.kind == TriggerKind::signal && program.word(trigger.name) == signal) return true;
  }
  return false;
}

Status by_clock(char const* what, Context const& context) {
  auto hand = hand_of(context);
  if (!hand.is_person()) return {};
  return Error{"DT-X904", std::string(what) + "; " + hand.you_are(), "the timer stands in the process; propose a change there"};
}

/// Everything that a start of its own needs, checked; nothing has been emitted yet.
Result<CaseStarted> prepared(Program const& program, feel::Value const& variables, std::string const& business_key, Context const& context) {
  StartCase wanted;
  wanted.process = program.process(), wanted.business_key = business_key;
  CaseStarted event;
  event.process = wanted.process, event.business_key = business_key;
  DT_ASSIGN(event.variables, typed_variables(program, variables));
  DT_CHECK(not_decided_here(program, event.variables));
  DT_ASSIGN(event.promised, promised_until(wanted, context));
  DT_CHECK(refuse_second(wanted.process, business_key, context));
  return event;
}

/// The timer of a start event, as its text says it, or as it computes without a case.
Result<TimerDefinition> definition_of(Program const& program, Trigger const& trigger, Context const& context) {
  if (trigger.timer) return *trigger.timer;
  Surroundings asked;
  asked.now = context.transition.now();
  asked.lookup = [](std::string_view) -> std::optional<feel::Value> { return std::nullopt; };
  DT_TRY(auto value, program.expression(trigger.expression).evaluate(asked));
  auto text = feel::to_plain_text(value);
  return trigger.timer_kind == TimerKind::date ? TimerDefinition::date(text) : trigger.timer_kind == TimerKind::cycle ? TimerDefinition::cycle(text) : TimerDefinition::duration(text);
}

std::string definition_text(Program const& program, Trigger const& trigger) {
  constexpr char const* kinds[] = {"date ", "duration ", "cycle "};
  auto text = trigger.timer ? trigger.timer->text() : program.expression(trigger.expression).text();
  return kinds[static_cast<std::size_t>(trigger.timer_kind)] + text + (trigger.working ? " working" : "");
}

std::string start_key(std::string const& process, std::string const& element) { return "start/" + process + "/" + element; }

void plan_start(Program const& program, NodeIndex start, Trigger const& trigger, Context& context) {
  auto const& process = program.process();
  auto const& element = program.id(start);
  auto text = definition_text(program, trigger);
  auto known = context.state.planned_starts().find(joined_key(process, element));
  if (known != context.state.planned_starts().end() && known->second.definition.text() == text) return;  // it keeps its phase
  auto now = context.transition.now();
  auto definition = definition_of(program, trigger, context);
  std::optional<Instant> first;
  std::string why = "it never comes";
  if (definition.ok()) first = definition->first(now, context.zone());
  else why = definition.error().message;
  if (first && trigger.working && trigger.timer_kind == TimerKind::duration) {
    auto worked = context.after_working(now, *first - now);
    if (worked.ok()) first = *worked;
    else first.reset(), why = worked.error().message;
  }
  StartPlanned event{process, element, text, first, 0, 0};
  if (first && definition->repeats()) {
    auto repetitions = definition->repetitions();
    event.left = repetitions ? static_cast<std::int64_t>(*repetitions) : -1;
  }
  context.transition.emit(event);
  if (first) return context.transition.set_timer(start_key(process, element), *first, FireStart{process, element, *first});
  context.transition.cancel_timer(start_key(process, element));
  context.transition.emit(EventMissed{"timer", {}, process, {}, element, why});
}

}  // namespace

Status handle(BroadcastSignal const& command, Context& context) {
  context.transition.about(command.signal);
  if (command.signal.empty()) return Error{"DT-X902", "the signal has no name", "give the name that the processes wait for"};
  DT_CHECK(check_size(command.variables));
  auto const& waiters = context.state.waiting_for_signal(command.signal);
  auto hand = hand_of(context);
  if (hand.is_person()) {
    auto roles = owners_where(context, [&](Program const& program) { return hears(program, command.signal); });
    // Of a million cases those that have waited longest speak for all: whoever owns a process in force need not look further.
    constexpr std::size_t asked = 1'000;
    std::size_t looked = 0;
    for (auto waiter = waiters.begin(); waiter != waiters.end() && looked < asked; ++waiter, ++looked) {
      auto const& c = *context.state.open(case_id(waiter->case_number));
      for (auto& owner : owners_of(c, context.programs, context.model))
        if (std::find(roles.begin(), roles.end(), owner) == roles.end()) roles.push_back(owner);
    }
    DT_CHECK(hand.check(roles, "the signal " + command.signal + " is given by hand", "no process waits for the signal " + command.signal));
  }
  std::vector<Engine::Begun> starts;
  for (auto const& [process, _] : context.model.processes) {
    auto const* program = context.programs.find(context.transition.model_revision(), process);
    auto start = program ? program->start_by(TriggerKind::signal, command.signal) : no_index;
    if (start == no_index) continue;
    DT_TRY(auto fits, prepared(*program, command.variables, {}, context));
    starts.push_back({process, start});
  }
  if (!command.variables.is_null() && command.variables.kind() != feel::Kind::context)
    return Error{"DT-X902", "variables are given as a " + std::string(to_string(command.variables.kind())), "give them by name"};
  context.transition.emit(SignalThrown{{}, {}, command.signal, static_cast<std::int64_t>(waiters.size() + starts.size())});
  Engine(context).hear(waiters, starts, command.variables);
  return {};
}

Status handle(SpreadSignal const& command, Context& context) {
  context.transition.about(command.broadcast);
  DT_CHECK(by_clock("a signal spreads by itself", context));
  if (!context.state.broadcasts().contains(broadcast_number(command.broadcast))) return {};
  if (!Engine(context).hear_further(command.broadcast)) context.transition.set_timer(command.broadcast, context.transition.now() + pause_for_others, SpreadSignal{command.broadcast});
  return {};
}

Status handle(EvaluateConditions const& command, Context& context) {
  if (!command.variables.is_null() && command.variables.kind() != feel::Kind::context)
    return Error{"DT-X902", "variables are given as a " + std::string(to_string(command.variables.kind())), "give them by name"};
  auto given = command.variables.is_null() ? feel::Context() : command.variables.context();
  struct Wanted {
    Program const* program;
    std::vector<NodeIndex> starts;
    CaseStarted event;
  };
  std::vector<Wanted> wanted;
  auto hand = hand_of(context);
  for (auto const& [process, _] : context.model.processes) {
    auto const* program = context.programs.find(context.transition.model_revision(), process);
    if (!program) continue;
    std::vector<NodeIndex> starts;
    for (auto start : program->scopes()[0].starts)
      if (Rehearsal::holds(*program, start, given, context.transition.now())) starts.push_back(start);
    if (starts.empty()) continue;
    if (hand.is_person())
      DT_CHECK(hand.check({context.programs.owner(context.transition.model_revision(), process)}, process + " is started by its conditions", "the process " + process + " has no owner"));
    DT_TRY(auto event, prepared(*program, command.variables, command.business_key, context));
    wanted.push_back({program, std::move(starts), std::move(event)});
  }
  if (wanted.empty()) return Error{"DT-X903", "no process has a start event whose condition holds over these variables", "look at the conditions on the Processes page"};
  Engine engine(context);
  std::string started;
  for (auto& one : wanted) started += (started.empty() ? "" : ", ") + engine.begin_case(std::move(one.event), *one.program, one.starts);
  engine.run();
  context.transition.reply(started);
  return {};
}

Status handle(PlanStarts const&, Context& context) {
  DT_CHECK(by_clock("starts by the clock are planned by the model", context));
  std::set<std::string> there;
  for (auto const& [process, _] : context.model.processes) {
    auto const* program = context.programs.find(context.transition.model_revision(), process);
    if (!program) continue;
    for (auto start : program->scopes()[0].starts) {
      auto const* trigger = program->trigger(start, TriggerKind::timer);
      if (!trigger) continue;
      there.insert(joined_key(process, program->id(start)));
      plan_start(*program, start, *trigger, context);
    }
  }
  std::vector<std::string> gone;
  for (auto const& [key, _] : context.state.planned_starts())
    if (!there.contains(key)) gone.push_back(key);
  for (auto const& key : gone) {
    auto process = key.substr(0, key.find('\0')), element = key.substr(key.find('\0') + 1);
    context.transition.emit(StartPlanned{process, element, {}, {}, 0, 0});
    context.transition.cancel_timer(start_key(process, element));
  }
  return {};
}

Status handle(FireStart const& command, Context& context) {
  context.transition.about(command.process);
  DT_CHECK(by_clock("cases are started by the clock", context));
  auto known = context.state.planned_starts().find(joined_key(command.process, command.element));
  if (known == context.state.planned_starts().end() || known->second.due != command.due) return {};  // another version has planned it anew
  auto planned = known->second;
  auto const* program = context.programs.find(context.transition.model_revision(), command.process);
  auto start = program ? program->find(command.element) : no_index;
  auto const* trigger = start == no_index ? nullptr : program->trigger(start, TriggerKind::timer);
  if (!trigger) return {};
  auto now = context.transition.now();
  if (now < command.due) return Error{"DT-X903", command.process + " starts by the clock at " + format_instant(command.due) + ", not yet", "timers fire by themselves"};
  StartPlanned next{command.process, command.element, planned.definition.text(), {}, 0, 0};
  auto definition = definition_of(*program, *trigger, context);
  if (definition.ok() && definition->repeats() && planned.left != 0) {
    auto left = planned.left < 0 ? std::nullopt : std::optional(static_cast<std::uint64_t>(planned.left));
    if (auto coming = definition->next(command.due, now, left, context.zone())) {
      next.due = coming->due, next.missed = static_cast<std::int64_t>(coming->missed);
      next.left = coming->left ? static_cast<std::int64_t>(*coming->left) : -1;
    }
  }
  auto event = prepared(*program, {}, {}, context);
  context.transition.emit(next);
  if (next.due) context.transition.set_timer(start_key(command.process, command.element), *next.due, FireStart{command.process, command.element, *next.due});
  if (!event.ok()) {
    context.transition.emit(EventMissed{"timer", {}, command.process, {}, command.element, event.error().message});
    return {};
  }
  Engine engine(context);
  context.transition.reply(engine.begin_case(std::move(*event), *program, {start}));
  engine.run();
  return {};
}

}  // namespace drivetrain::processes
