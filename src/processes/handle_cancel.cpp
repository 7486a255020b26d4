// Cancelling a part at a time (see cancel.h). Called cases go before the activity that called them, and count alike.
#include "processes/cancel.h"

#include "processes/engine.h"
#include "processes/handle.h"
#include "processes/handle_refusals.h"

namespace drivetrain::processes {

namespace {

/// The case's activities and those of the cases that it called, counted up to a bound.
std::size_t size_of(State const& state, Case const& c, std::size_t most) {
  std::size_t size = 0;
  std::vector<Case const*> open{&c};
  while (!open.empty() && size <= most) {
    auto const* one = open.back();
    open.pop_back();
    size += one->activities.size();
    if (size > most) break;
    for (auto const& [number, activity] : one->activities)
      if (auto const* called = state.called_by(one->number, number)) open.push_back(called);
  }
  return size;
}

std::string cancel_key(std::string const& case_id) { return case_id + "/cancel"; }

void go_on(std::string const& case_id, std::string const& reason, Context& context) {
  auto const* c = context.state.open(case_id);
  auto const* program = context.programs.find(c->revision.text(), c->process.text());
  DT_ASSERT(program != nullptr && "the revisions of open cases stay");
  if (Engine(context, case_id, *program).cancel_some(cancelled_at_once, reason)) return;
  context.transition.set_timer(cancel_key(case_id), context.transition.now() + pause_for_others, CancelFurther{case_id});
}

}  // namespace

void cancel_in_parts(std::string const& case_id, std::string const& reason, Context& context) {
  auto const* c = context.state.open(case_id);
  if (size_of(context.state, *c, cancelled_at_once) > cancelled_at_once) {
    auto const& actor = context.transition.actor();
    context.transition.emit(CaseCancelling{case_id, c->process.text(), reason, actor.kind == journal::ActorKind::person ? actor.id : std::string()});
  }
  go_on(case_id, reason, context);
}

Status handle(CancelFurther const& command, Context& context) {
  context.transition.about(command.case_id);
  auto const* c = context.state.open(command.case_id);
  if (c && !c->cancelling && c->abandoned) {
    DT_TRY(auto running, find_running(context, command.case_id));
    if (Engine(context, command.case_id, *running.program).clear_some(cancelled_at_once)) return {};
    context.transition.set_timer(cancel_key(command.case_id), context.transition.now() + pause_for_others, command);
    return {};
  }
  if (!c || !c->cancelling) return Error{"DT-X903", command.case_id + " is not being cancelled", "cancel it with a reason"};
  go_on(command.case_id, c->cancelling->reason, context);
  return {};
}

}  // namespace drivetrain::processes
