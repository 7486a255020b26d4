// An activity from its beginning to its end: its own variables, what listens beside it, the ways on; and the same several times over
// (BPMN 2.0.2 §10.3.8 loops and multi-instance, §13.3.6, §13.3.7).
#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "processes/engine.h"

namespace drivetrain::processes {

std::optional<ActivityNumber> Engine::open(Token const& token, Opening const& opening) {
  auto const& node = program().node(token.node);
  auto number = activate(token, opening);
  auto give_up = [&](Error const& why) -> std::optional<ActivityNumber> {
    cancel_one(number, why.message);
    stuck(token, why);
    return std::nullopt;
  };
  if (token.item >= 0) {
    auto const& loop = program().loop(token.node);
    feel::Context own;
    own.set("loopCounter", feel::Value(token.item + (dialect() == Dialect::camunda ? 0 : 1)));
    if (auto const* body = current().find(token.scope); body && loop.element != 0)
      if (auto const* items = body->variables.find("$items"); items && items->kind() == feel::Kind::list && static_cast<std::size_t>(token.item) < items->list().size())
        own.set(program().word(loop.element), items->list()[static_cast<std::size_t>(token.item)]);
    // What an instance yields is its own from the beginning, so that no sibling's is collected for it (BPMN 2.0.2 §10.3.8, outputDataItem).
    if (loop.output_element != no_index && dialect() != Dialect::camunda)
      if (auto const& yields = program().expression(loop.output_element); yields.reads().size() == 1 && yields.reads()[0] == trim(yields.text())) own.set(yields.reads()[0], {});
    set_local(std::move(own), number);
  }
  if (node.mapping != no_index) {
    feel::Context own;
    for (auto const& one : program().mapping(token.node).in) {
      auto value = this->value(one.value, number);
      if (!value.ok()) return give_up(value.error());
      place(own, program().word(one.target), *value, current().find(number)->variables);
      set_local(own, number);  // a later one may read an earlier one
      own = {};
    }
  }
  if (token.item < 0) {
    std::vector<Listening> all;
    for (auto boundary : program().boundaries(token.node)) {
      auto listeners = listening(boundary, number);
      if (!listeners.ok()) return give_up(listeners.error());
      all.insert(all.end(), listeners->begin(), listeners->end());
    }
    listen(number, token.scope, all);
  }
  return number;
}

/// Camunda 8 maps into parts, too: "customer.name" becomes an entry of what `before` holds as customer, if that is a context.
void Engine::place(feel::Context& into, std::string const& target, feel::Value value, feel::Context const& before) const {
  auto dot = target.find('.');
  if (dialect() != Dialect::zeebe || dot == std::string::npos) return into.set(target, std::move(value));
  auto name = target.substr(0, dot);
  auto const* there = before.find(name);
  auto part = there && there->kind() == feel::Kind::context ? there->context() : feel::Context();
  feel::Context inner;
  place(inner, target.substr(dot + 1), std::move(value), part);
  for (auto const& [entry, placed] : inner.entries()) part.set(entry, placed);
  into.set(std::move(name), feel::Value(std::move(part)));
}

void Engine::go_through(Token const& token) {
  auto const& node = program().node(token.node);
  bool plain = node.mapping == no_index && token.item < 0 && token.compensates == 0 && node.handler == no_index && !node.async_after;
  if (plain) {
    pass(token.node, token.scope);
    return leave(token.node, token.scope);
  }
  if (auto number = open(token)) done(*number, {});
}

void Engine::done(ActivityNumber number, feel::Value const& variables) {
  auto const& activity = *current().find(number);
  auto kind = activity.kind.text();
  if (kind == "multi_instance" || kind == "loop") return body_done(number);
  auto node = node_of(number);
  auto scope = activity.scope;
  auto item = activity.item;
  auto compensates = activity.compensates;
  bool mapped = program().node(node).mapping != no_index && !program().mapping(node).out.empty();
  if (variables.kind() == feel::Kind::context) {
    // DEVIATION: Camunda 8 keeps what came with the completion local as soon as there is any output mapping; Camunda 7 does not.
    if (mapped && dialect() != Dialect::camunda) set_local(from_outside(variables.context()), number);
    else set_variables(variables.context(), number);
  }
  if (mapped)
    for (auto const& one : program().mapping(node).out) {
      auto value = this->value(one.value, number);
      if (!value.ok()) return stuck_at(number, value.error(), Stage::yielding);
      feel::Context out;
      place(out, program().word(one.target), *value, visible(scope));
      set_variables(std::move(out), scope);
    }
  if (item >= 0 && !collect(number)) return;
  if (!undoes(kind)) keep(number);
  if (current().scopes.contains(number)) cancel_scope(number, "what it listened for is over");  // the starts of its event sub-processes
  finish(number);
  bool after = item >= 0 ? program().loop(node).async_after : program().node(node).async_after;
  if (after && !undoes(kind)) return rest({node, no_index, scope, Stage::leaving, item, compensates}, "async_after", Stage::leaving);
  go_on(node, scope, item, compensates);
}

void Engine::go_on(NodeIndex node, ActivityNumber scope, std::int32_t item, ActivityNumber compensates, std::uint32_t listener) {
  bool of_several = program().node(node).loop != no_index && item < 0;  // each of them has been listened to
  if (program().node(node).listeners != no_index && !of_several) {
    Token token{node, no_index, scope, Stage::leaving, item, compensates};
    token.listener = listener;
    if (!listened(token, true)) return;
  }
  if (compensates != 0) {
    askers_.insert({at_, compensates});
    return touch(scope);
  }
  if (item >= 0) return instance_done(node, scope);
  if (program().node(node).for_compensation) return touch(scope);
  if (program().node(node).kind == ElementKind::event_sub_process) return touch(scope);
  leave(node, scope);
}

// ---------------------------------------------------------------------------------------------- several times

void Engine::begin_loop(Token const& token) {
  auto const& loop = program().loop(token.node);
  auto what = "the number of instances of '" + program().title(token.node) + "',";
  Opening opening;
  opening.opens = true;
  feel::Context own;
  if (loop.kind == LoopPart::Kind::standard) {
    opening.kind = "loop";
  } else {
    opening.kind = "multi_instance";
    if (loop.collection != no_index) {
      auto items = evaluate(loop.collection, token.scope, what);
      if (!items.ok()) return stuck(token, items.error());
      if (items->kind() != feel::Kind::list)
        return stuck(token, {"", what + " '" + program().expression(loop.collection).text() + "' is the " + std::string(to_string(items->kind())) + " " + feel::to_text(*items) + ", not a list",
                             "set the variable to a list, then resolve the incident"});
      opening.total = static_cast<std::int64_t>(items->list().size());
      own.set("$items", *items);
    } else if (loop.cardinality != no_index) {
      auto count = evaluate(loop.cardinality, token.scope, what);
      if (!count.ok()) return stuck(token, count.error());
      if (count->kind() == feel::Kind::string)
        if (auto number = Decimal::parse(count->string()); number) *count = feel::Value(*number);
      auto whole = count->kind() == feel::Kind::number ? count->number().to_int64() : std::nullopt;
      if (!whole || *whole < 0)
        return stuck(token, {"", what + " is " + feel::to_text(*count) + ", not a whole number from 0", "set the variables that it reads, then resolve the incident"});
      opening.total = *whole;
    }
    if (opening.total > static_cast<std::int64_t>(limits::max_instances))
      return stuck(token, {"", what + " is " + std::to_string(opening.total) + ", and no more than " + std::to_string(limits::max_instances) + " run at once",
                           "split the work into several cases"});
  }
  auto body = token;
  body.item = -1;
  auto number = activate(body, opening);
  if (!own.empty()) set_local(std::move(own), number);
  std::vector<Listening> all;
  for (auto boundary : program().boundaries(token.node)) {
    auto listeners = listening(boundary, token.scope);
    if (!listeners.ok()) {
      cancel_one(number, listeners.error().message);
      return stuck(token, listeners.error());
    }
    all.insert(all.end(), listeners->begin(), listeners->end());
  }
  listen(number, token.scope, all);
  if (loop.output != 0 && opening.total >= 0) emit(ItemCollected{case_id(), activity_id(number), program().word(loop.output), opening.total, {}, true});
  if (opening.total == 0) return body_done(number);
  if (loop.kind == LoopPart::Kind::standard && loop.test_before && loop.completion != no_index) {
    auto again = holds(loop.completion, number, "the loop condition of '" + program().title(token.node) + "',");
    if (!again.ok()) {
      cancel(number, again.error().message);
      return stuck(token, again.error());
    }
    if (!*again) return body_done(number);
  }
  auto first = loop.kind == LoopPart::Kind::parallel ? opening.total : 1;
  for (std::int64_t i = 0; i < first; ++i) begin_instance(token.node, number, i);
}

void Engine::begin_instance(NodeIndex node, ActivityNumber body, std::int64_t item) {
  push({node, no_index, body, Stage::instance_arriving, static_cast<std::int32_t>(item)});
}

/// Puts the instance's result into the collection, at its place. False when that could not be computed: then the instance is stuck.
bool Engine::collect(ActivityNumber instance) {
  auto const& activity = *current().find(instance);
  auto node = node_of(instance);
  auto const& loop = program().loop(node);
  if (loop.output == 0) return true;
  auto body = activity.scope;
  auto const& name = program().word(loop.output);
  auto value = loop.output_element == no_index ? Result<feel::Value>(feel::Value()) : this->value(loop.output_element, instance);
  if (!value.ok()) return stuck_at(instance, value.error(), Stage::yielding), false;
  emit(ItemCollected{case_id(), activity_id(body), name, activity.item, *value});
  if (runs_[at_].has_conditions) changed_.push_back({at_, body, name});
  return true;
}

void Engine::instance_done(NodeIndex node, ActivityNumber body) {
  if (!current().find(body)) return;
  auto const& loop = program().loop(node);
  auto const& scope = current().scopes.at(body);
  auto what = "the completion condition of '" + program().title(node) + "',";
  if (loop.kind == LoopPart::Kind::standard) {
    auto maximum = loop.maximum == no_index ? Result<feel::Value>(feel::Value()) : value(loop.maximum, body);
    bool over = maximum.ok() && maximum->kind() == feel::Kind::number && !(Decimal(scope.begun) < maximum->number());
    auto again = over || loop.completion == no_index ? Result<bool>(loop.completion == no_index && !over && loop.maximum != no_index) : holds(loop.completion, body, what);
    if (!again.ok()) return stuck({node, no_index, body, Stage::leaving, 0}, again.error());
    if (*again) return begin_instance(node, body, scope.begun);
    return body_done(body);
  }
  if (loop.completion != no_index) {
    auto enough = holds(loop.completion, body, what);
    if (!enough.ok()) return stuck({node, no_index, body, Stage::leaving, 0}, enough.error());
    if (*enough) {
      cancel_scope(body, "'" + program().title(node) + "' is complete without it");
      return body_done(body);
    }
  }
  // Those that were cancelled by hand are not waited for.
  if (scope.waiting == 0 && scope.begun >= scope.total && !pending_.contains({at_, body})) return body_done(body);
  if (loop.kind == LoopPart::Kind::sequential && scope.waiting == 0 && scope.begun < scope.total) begin_instance(node, body, scope.begun);
}

void Engine::body_done(ActivityNumber body) {
  auto const& activity = *current().find(body);
  auto node = node_of(body);
  auto scope = activity.scope;
  auto compensates = activity.compensates;
  auto const& loop = program().loop(node);
  if (loop.output != 0)
    if (auto collected = own_variable(activity, program().word(loop.output))) {
      feel::Context out;
      out.set(program().word(loop.output), *collected);
      set_variables(std::move(out), scope);
    }
  keep(body);
  finish(body);
  if (program().node(node).async_after) return rest({node, no_index, scope, Stage::leaving, -1, compensates}, "async_after", Stage::leaving);
  go_on(node, scope, -1, compensates);
}

}  // namespace drivetrain::processes
