// What events wait for or throw: each event definition of the file as a Trigger (see program.h).
#include <algorithm>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnEventDefinition;
using notation::BpmnEventKind;
using notation::BpmnKind;

namespace {

TriggerKind kind_of(BpmnEventKind kind) {
  switch (kind) {
    case BpmnEventKind::message: return TriggerKind::message;
    case BpmnEventKind::timer: return TriggerKind::timer;
    case BpmnEventKind::signal: return TriggerKind::signal;
    case BpmnEventKind::error: return TriggerKind::error;
    case BpmnEventKind::escalation: return TriggerKind::escalation;
    case BpmnEventKind::conditional: return TriggerKind::conditional;
    case BpmnEventKind::compensate: return TriggerKind::compensation;
    case BpmnEventKind::cancel: return TriggerKind::cancel;
    case BpmnEventKind::terminate: return TriggerKind::terminate;
    case BpmnEventKind::link: return TriggerKind::link;
  }
  return TriggerKind::message;
}

notation::BpmnItem const* item(std::vector<notation::BpmnItem> const& items, std::string const& id) {
  auto found = std::find_if(items.begin(), items.end(), [&](auto const& one) { return one.id == id; });
  return found == items.end() ? nullptr : &*found;
}

bool throws(BpmnElement const& element) { return element.kind == BpmnKind::end_event || element.kind == BpmnKind::intermediate_throw_event; }

}  // namespace

void Compilation::triggers(BpmnElement const& element, NodeIndex node) {
  for (auto const& event : element.events)
    if (auto made = trigger(element, event, node)) builder_->trigger(node, std::move(*made));
  if (element.parallel_multiple && element.events.size() > 1) builder_->at(node).all_triggers = true;
}

/// A name that may be computed in a vendor's dialect.
void Compilation::name(Trigger& trigger, std::string const& text, Span const& span) {
  trigger.name = builder_->word(text);
  bool computed = dialect_ == Dialect::camunda ? text.find("${") != std::string::npos || text.find("#{") != std::string::npos
                                               : dialect_ == Dialect::zeebe && text.starts_with('=');
  if (!computed) return;
  auto made = compiled(notation::Formula{text, span});
  if (!made) return;
  // What reads nothing is the same for every case: before one begins, too.
  if (made->reads().empty() && text.find("now") == std::string::npos && text.find("today") == std::string::npos && text.find("execution") == std::string::npos) {
    auto known = made->evaluate(Surroundings{[](std::string_view) { return std::nullopt; }, Instant{}, {}});
    if (known.ok() && known->kind() == feel::Kind::string) {
      trigger.name = builder_->word(known->string());
      return;
    }
  }
  trigger.naming = builder_->expression(std::move(*made));
}

/// The name by which a message or signal comes; nothing after a finding. Our own files may leave it out, and mean the id.
std::optional<std::string> Compilation::known_by(BpmnElement const& element, notation::BpmnItem const& item, char const* what) {
  bool blank = trim(item.name).empty(), said = item.xml && item.xml->attribute("name");
  if (!blank) return item.name;
  if (dialect_ == Dialect::own && !said) return item.id;
  refuse(element.span, named(element) + " waits for the " + what + " '" + item.id + "', which has no name to come by", std::string("give the ") + what + " a name");
  return std::nullopt;
}

/// DT-R035 for an event that names what is not in the file. A name with a prefix is of another file, and not this one's to judge.
bool Compilation::dangles(BpmnElement const& element, notation::Text const& reference, char const* what, std::vector<notation::BpmnItem> const& items) {
  if (reference.empty() || reference.value.find(':') != std::string::npos || item(items, reference.value)) return false;
  std::vector<std::string> ids;
  for (auto const& one : items) ids.push_back(one.id);
  auto meant = nearest(reference.value, ids);
  Diagnostic d;
  d.code = "DT-R035";
  d.span = reference.span;
  d.message = std::string(to_string(element.kind)) + " " + element.id + (element.name.empty() ? "" : " (" + element.name + ")") + " names the " + what + " " + reference.value + ", which is not in this file";
  d.help = meant ? "did you mean " + *meant + "?" : std::string("define the ") + what + " in this file, or refer to another";
  d.subject = element.id;
  diagnostics_.add(std::move(d));
  return true;
}

std::optional<Trigger> Compilation::trigger(BpmnElement const& element, BpmnEventDefinition const& event, NodeIndex node) {
  Trigger made;
  made.kind = kind_of(event.kind);
  auto nothing = [&](std::string const& what, char const* reference) -> std::optional<Trigger> {
    auto article = what.starts_with('a') || what.starts_with('e') ? "an " : "a ";
    refuse(element.span, named(element) + " names no " + what, "define " + (article + what) + " in the file and refer to it (" + reference + ")");
    return std::nullopt;
  };
  switch (event.kind) {
    case BpmnEventKind::message: {
      auto const* message = item(definitions_.messages, event.ref.value);
      // Camunda 7 never looks at the message of an event that throws: what it calls is all.
      if (!(throws(element) && dialect_ == Dialect::camunda) && dangles(element, event.ref, "message", definitions_.messages)) return std::nullopt;
      if (throws(element)) {
        JobPart job = this->job(element, event.xml);
        if (job.topic == no_index && dialect_ == Dialect::camunda) {
          // As there: the token passes, and nothing is sent.
          warn(element.span, named(element) + " sends a message, and says not who sends it: nothing is sent", "give its messageEventDefinition type=\"external\" and a topic, or make it an event without a trigger");
          if (message) made.name = builder_->word(message->name);
          return made;
        }
        if (job.topic == no_index) {
          if (dialect_ == Dialect::own) {
            refuse(element.span, named(element) + " sends a message, and says not who sends it", "name the topic of the worker that does: dt:topic=\"mail\"");
            return std::nullopt;
          }
          job.topic = constant(message ? (message->name.empty() ? message->id : message->name) : element.id);
        }
        made.job = builder_->job(std::move(job));
      } else if (!message) {
        return nothing("message", "messageRef");
      }
      if (message && throws(element)) {
        name(made, message->name.empty() ? message->id : message->name, element.span);
      } else if (message) {
        auto known = known_by(element, *message, "message");
        if (!known) return std::nullopt;
        name(made, *known, element.span);
        bool begins = element.kind == BpmnKind::start_event && builder_->at(node).scope == 0;
        // DEVIATION: Camunda 7 refuses every expression there, Camunda 8 takes one that needs no variable.
        if (begins && (made.naming != no_index || (dialect_ == Dialect::camunda && known->find('{') != std::string::npos))) {
          refuse(element.span, named(element) + " waits for a message whose name '" + *known + "' is computed, and before a case begins there is nothing to compute it from",
                 "write the name plainly");
          return std::nullopt;
        }
      }
      made.role = builder_->word(element.dt("role").value);
      if (auto key = element.dt("correlation"); !key.empty()) made.expression = expression(key).value_or(no_index);
      if (dialect_ == Dialect::zeebe && message && message->xml)
        if (auto const* subscription = extension(*message->xml, "subscription"))
          if (auto const* key = vendor(*subscription, "correlationKey")) made.expression = value(key->value, key->span).value_or(no_index);
      return made;
    }
    case BpmnEventKind::timer:
      if (!timer(element, event, made)) return std::nullopt;
      return made;
    case BpmnEventKind::signal: {
      if (throws(element)) payload(element, event, made);
      auto const* signal = item(definitions_.signals, event.ref.value);
      if (dangles(element, event.ref, "signal", definitions_.signals)) return std::nullopt;
      if (!signal) return nothing("signal", "signalRef");
      auto known = known_by(element, *signal, "signal");
      if (!known) return std::nullopt;
      name(made, *known, element.span);
      if (made.naming != no_index && element.kind == BpmnKind::start_event && builder_->at(node).scope == 0) {
        refuse(element.span, named(element) + " waits for a signal whose name '" + *known + "' is computed, and before a case begins there is nothing to compute it from", "write the name plainly");
        return std::nullopt;
      }
      return made;
    }
    case BpmnEventKind::error: {
      auto const* error = item(definitions_.errors, event.ref.value);
      // Camunda 7 takes what is not declared for the code itself.
      if (dialect_ != Dialect::camunda && dangles(element, event.ref, "error", definitions_.errors)) return std::nullopt;
      if (throws(element) && (!error || error->code.empty())) {
        if (!error && !event.ref.value.empty() && dialect_ == Dialect::camunda) {
          made.name = builder_->word(event.ref.value);
          return made;
        }
        return nothing("error with a code", "errorRef, errorCode");
      }
      if (error) name(made, error->code.empty() && dialect_ == Dialect::camunda ? std::string() : error->code, element.span);
      else if (!event.ref.value.empty()) made.name = builder_->word(event.ref.value);
      if (throws(element) && error && error->xml)
        if (auto const* said = vendor(*error->xml, "errorMessage"); said && !said->value.empty()) made.message = value(said->value, said->span).value_or(no_index);
      if (event.xml) {
        if (auto const* variable = vendor(*event.xml, "errorCodeVariable")) made.code_variable = builder_->word(variable->value);
        if (auto const* variable = vendor(*event.xml, "errorMessageVariable")) made.text_variable = builder_->word(variable->value);
      }
      return made;
    }
    case BpmnEventKind::escalation: {
      auto const* escalation = item(definitions_.escalations, event.ref.value);
      if (dangles(element, event.ref, "escalation", definitions_.escalations)) return std::nullopt;
      if ((throws(element) && (!escalation || escalation->code.empty())) || (!escalation && !event.ref.value.empty())) return nothing("escalation with a code", "escalationRef, escalationCode");
      if (escalation) name(made, escalation->code, element.span);
      if (event.xml)
        if (auto const* variable = vendor(*event.xml, "escalationCodeVariable")) made.code_variable = builder_->word(variable->value);
      return made;
    }
    case BpmnEventKind::conditional:
      if (event.expression.empty()) {
        refuse(element.span, named(element) + " waits for a condition, and has none", "write the condition that must come to hold, such as amount > limit");
        return std::nullopt;
      }
      made.expression = expression(event.expression).value_or(no_index);
      if (event.xml)
        if (auto const* variable = vendor(*event.xml, "variableName")) made.watched = builder_->word(variable->value);
      if (auto const* filter = event.xml ? extension(*event.xml, "conditionalFilter") : nullptr)
        if (auto const* names = vendor(*filter, "variableNames")) {
          if (names->value.find(',') == std::string::npos) made.watched = builder_->word(trim(names->value));
          else warn(names->span, "variableNames of " + named(element) + " has no effect here: the condition is asked whenever a variable changes that it can see", "name one variable, or none");
        }
      return made.expression == no_index ? std::nullopt : std::optional(made);
    case BpmnEventKind::compensate:
      made.name = builder_->word(event.ref.value);
      made.wait = event.wait_for_completion;
      if (!event.ref.value.empty()) {
        auto const* activity = find(event.ref.value);
        if (!activity || !notation::is_activity(activity->kind)) return nothing("activity to compensate", "activityRef");
      }
      return made;
    case BpmnEventKind::link:
      made.name = builder_->word(event.link);
      return made;
    case BpmnEventKind::cancel: {
      auto owner = builder_->owner_of(builder_->at(node).scope);
      if (element.kind == BpmnKind::end_event && (owner == no_index || builder_->at(owner).kind != ElementKind::transaction)) {
        refuse(element.span, named(element) + " cancels, and lies in no transaction", "put it into a transaction");
        return std::nullopt;
      }
      return made;
    }
    case BpmnEventKind::terminate: return made;
  }
  return made;
}

bool Compilation::timer(BpmnElement const& element, BpmnEventDefinition const& event, Trigger& trigger) {
  trigger.timer_kind = event.timer == notation::BpmnTimerKind::date ? TimerKind::date : event.timer == notation::BpmnTimerKind::cycle ? TimerKind::cycle : TimerKind::duration;
  auto working = element.dt("working");
  if (working.empty() && event.xml)
    if (auto const* attribute = event.xml->attribute("working", notation::bpmn::drivetrain)) working = {attribute->value, attribute->span};
  if (!working.empty() && working.value != "true" && working.value != "false")
    refuse(working.span, "dt:working of " + named(element) + " is '" + working.value + "'",
           "write dt:working=\"true\" to count working time, or leave it out");
  trigger.working = working.value == "true";
  if (trigger.working && trigger.timer_kind != TimerKind::duration)
    refuse(working.span, "dt:working of " + named(element) + " stands at a date or cycle", "only a timeDuration counts working time");
  auto text = std::string(trim(event.expression.text));
  if (dialect_ == Dialect::zeebe && text.starts_with('=')) return (trigger.expression = expression(event.expression).value_or(no_index)) != no_index;
  auto literal = trigger.timer_kind == TimerKind::date ? TimerDefinition::date(text) : trigger.timer_kind == TimerKind::cycle ? TimerDefinition::cycle(text) : TimerDefinition::duration(text);
  if (literal.ok()) {
    trigger.timer = *literal;
    if (trigger.timer_kind == TimerKind::duration && text.starts_with('-'))
      error("DT-R023", event.expression.span, named(element) + " waits a negative time", "it would fire at once",
            "write how long it waits, such as PT4H");
    return true;
  }
  bool looks_literal = text.size() > 1 && ((text[0] == 'P' && (text[1] == 'T' || (text[1] >= '0' && text[1] <= '9'))) || (text[0] == 'R' && (text[1] == '/' || (text[1] >= '0' && text[1] <= '9'))) || (text[0] >= '0' && text[0] <= '9'));
  if (looks_literal) {
    error("DT-R024", event.expression.span, named(element) + " waits '" + text + "': " + literal.error().message,
          "nobody could tell when it fires", trigger.timer_kind == TimerKind::duration ? "write an ISO 8601 duration such as PT4H or P5D" : literal.error().help);
    return true;
  }
  trigger.expression = expression(event.expression).value_or(no_index);
  return trigger.expression != no_index;
}

void Compilation::message_of(BpmnElement const& element, NodeIndex node) {
  Trigger made;
  made.kind = TriggerKind::message;
  auto const* message = item(definitions_.messages, element.message.value);
  if (!message) {
    // DEVIATION: Camunda 7 lets a receive task without a message wait until somebody triggers it by hand.
    if (dialect_ != Dialect::camunda) refuse(element.span, named(element) + " names no message", "define a message in the file and refer to it (messageRef)");
    return;
  }
  auto known = known_by(element, *message, "message");
  if (!known) return;
  name(made, *known, element.span);
  made.role = builder_->word(element.dt("role").value);
  if (auto key = element.dt("correlation"); !key.empty()) made.expression = expression(key).value_or(no_index);
  if (dialect_ == Dialect::zeebe && message->xml)
    if (auto const* subscription = extension(*message->xml, "subscription"))
      if (auto const* key = vendor(*subscription, "correlationKey")) made.expression = value(key->value, key->span).value_or(no_index);
  builder_->trigger(node, std::move(made));
}

}  // namespace drivetrain::processes
