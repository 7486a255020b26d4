// Compensation (BPMN 2.0.2 §10.7, §13.5.5): what was done is undone in the reverse of the order in which it was done. A handler
// begins when the one before it in that order has begun; who asked for compensation goes on when all are done. What was done inside
// a sub-process is undone in a scope of its own, with the values that the sub-process left.
#include <algorithm>

#include "processes/engine.h"

namespace drivetrain::processes {

namespace {

/// The event sub-process that undoes a scope as a whole; no_index when it has none.
NodeIndex compensating_start(Program const& program, ScopeIndex scope) {
  for (auto sub_process : program.scopes()[scope].event_sub_processes)
    for (auto start : program.inner(sub_process).starts)
      if (program.trigger(start, TriggerKind::compensation)) return start;
  return no_index;
}

}  // namespace

/// Remembers a completed activity for compensation, when it has a handler or something in it can be compensated.
void Engine::keep(ActivityNumber number) {
  auto const& c = current();
  auto const& activity = *c.find(number);
  auto node = node_of(number);
  auto const& drawn = program().node(node);
  if (drawn.kind == ElementKind::event_sub_process || drawn.for_compensation) return;
  bool inside = std::any_of(c.compensable.begin(), c.compensable.end(), [&](Compensable const& one) { return one.scope == number; });
  bool body = activity.kind.text() == "multi_instance" || activity.kind.text() == "loop";
  bool by_event = !body && is_scope(drawn.kind) && compensating_start(program(), drawn.part) != no_index;
  bool handler = !body && drawn.handler != no_index;
  if (!inside && !by_event && !handler) return;
  CompensationKept event{case_id(), activity_id(number), activity.element.text(), activity_id(activity.scope), {}};
  if (c.scopes.contains(number)) event.variables = feel::Value(activity.variables.all());
  emit(event);
}

void Engine::compensate(ActivityNumber asker, ActivityNumber scope, NodeIndex only) {
  std::vector<Compensable> order;
  for (auto const& one : current().compensable)
    if (one.scope == scope && (only == no_index || one.element.text() == program().id(only))) order.push_back(one);
  std::reverse(order.begin(), order.end());
  askers_.insert({at_, asker});
  for (auto const& one : order) compensate_one(one, asker, scope);
}

bool Engine::compensate_one(Compensable const& one, ActivityNumber asker, ActivityNumber scope) {
  auto node = program().find(one.element.text());
  if (node == no_index) return false;
  auto const& drawn = program().node(node);
  auto const& c = current();
  // Of several instances first the frame around them, and in it each for itself.
  auto const* around = c.find(scope);
  bool several = drawn.loop != no_index && !(around && around->element == one.element);
  bool inside = std::any_of(c.compensable.begin(), c.compensable.end(), [&](Compensable const& inner) { return inner.scope == one.activity; });
  if (!several && (drawn.handler != no_index || (!is_scope(drawn.kind) && !inside))) {
    emit(CompensationBegun{case_id(), activity_id(one.activity), {}});
    if (drawn.handler != no_index) push({drawn.handler, no_index, scope, Stage::arriving, -1, asker});
    return true;
  }
  Opening opening;
  opening.kind = several ? "compensation_of_several" : "compensation";
  opening.opens = true;
  auto number = activate({node, no_index, scope, Stage::instance, -1, asker}, opening);
  emit(CompensationBegun{case_id(), activity_id(one.activity), activity_id(number)});
  if (!one.variables.empty()) set_local(one.variables, number);
  if (auto start = is_scope(drawn.kind) && !several ? compensating_start(program(), drawn.part) : no_index; start != no_index) {
    begin_event_sub_process(start, number, {}, {});
  } else {
    compensate(number, number, no_index);
  }
  touch(number);
  return true;
}

/// Who asked goes on when nothing that it asked for is under way any more.
bool Engine::settle_compensation() {
  while (!askers_.empty()) {
    auto asked = *askers_.begin();
    askers_.erase(askers_.begin());
    if (runs_[asked.run].ended) continue;
    Selected selected(*this, asked.run);
    auto const* asker = current().find(asked.scope);
    if (!asker || undoes(asker->kind.text())) continue;  // a scope of its own ends as scopes do
    bool busy = std::any_of(current().activities.begin(), current().activities.end(), [&](auto const& one) { return one.second.compensates == asked.scope && !current().is_abandoned(one.first); });
    if (busy) continue;
    auto node = node_of(asked.scope);
    if (program().trigger(node, TriggerKind::cancel)) {
      // The transaction is over: it goes on at the cancel event on its border (BPMN 2.0.2 §10.5.5).
      auto transaction = asker->scope;
      auto const* around = current().find(transaction);
      auto drawn = around ? node_of(transaction) : no_index;
      auto outer = around ? around->scope : 0;
      auto item = around ? around->item : -1;
      if (drawn == no_index) {
        done(asked.scope, {});
        return true;
      }
      auto boundary = no_index;
      for (auto event : program().boundaries(drawn))
        if (program().trigger(event, TriggerKind::cancel)) boundary = event;
      auto why = "'" + program().title(node) + "' cancelled it";
      if (boundary == no_index) {
        cancel(transaction, why);
        go_on(drawn, outer, item, 0);
        return true;
      }
      // The border of several instances is that of all of them.
      auto whole = item >= 0 ? outer : transaction;
      auto beside = current().find(whole)->scope;
      cancel(whole, why);
      pass(boundary, beside), leave(boundary, beside);
      return true;
    }
    done(asked.scope, {});
    return true;
  }
  return false;
}

}  // namespace drivetrain::processes
