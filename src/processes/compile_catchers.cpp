// Events that wait for the same thing at the same place: which of them takes it would be chance, so two of them are refused. A place is the
// border of an activity, the start of a process, the event sub-processes of a scope, what stands behind one event-based gateway, and, for
// links, a scope. The engines from which people come refuse most of this as well (Camunda 7: BpmnParse; Zeebe: its model validators).
#include <algorithm>
#include <map>

#include "base/text.h"
#include "processes/compilation.h"

namespace drivetrain::processes {

using notation::BpmnElement;
using notation::BpmnEventDefinition;
using notation::BpmnEventKind;
using notation::BpmnKind;

namespace {

bool awaits_compensation(BpmnElement const& event) {
  return std::any_of(event.events.begin(), event.events.end(), [](auto const& one) { return one.kind == BpmnEventKind::compensate; });
}

bool has_links(BpmnElement const& event) {
  return std::any_of(event.events.begin(), event.events.end(), [](auto const& one) { return one.kind == BpmnEventKind::link; });
}

notation::BpmnItem const* declared(std::vector<notation::BpmnItem> const& items, notation::Text const& reference) {
  auto found = std::find_if(items.begin(), items.end(), [&](auto const& item) { return item.id == reference.value; });
  return reference.empty() || found == items.end() ? nullptr : &*found;
}

std::string quoted_name(char const* what, notation::BpmnItem const& item) { return std::string(what) + " '" + (item.name.empty() ? item.id : item.name) + "'"; }

}  // namespace

/// What an event takes, in words: two with the same words at the same place take the same. Empty: any number may stand side by side, as
/// timers do; or the event is refused for another reason.
std::string Compilation::taken(BpmnElement const& element, BpmnEventDefinition const& event) const {
  switch (event.kind) {
    case BpmnEventKind::message: {
      auto const* message = declared(definitions_.messages, event.ref);
      if (!message) return {};
      auto key = element.dt("correlation");
      return quoted_name("the message", *message) + (key.empty() ? "" : " for " + key.value);
    }
    case BpmnEventKind::signal: {
      auto const* signal = declared(definitions_.signals, event.ref);
      return signal ? quoted_name("the signal", *signal) : std::string();
    }
    case BpmnEventKind::error:
    case BpmnEventKind::escalation: {
      bool error = event.kind == BpmnEventKind::error;
      auto const* item = declared(error ? definitions_.errors : definitions_.escalations, event.ref);
      if (!item && !event.ref.empty() && !(error && dialect_ == Dialect::camunda)) return {};
      auto code = item ? item->code : event.ref.value;
      return code.empty() ? (error ? "every error" : "every escalation") : (error ? "the error '" : "the escalation '") + code + "'";
    }
    case BpmnEventKind::conditional: {
      auto const* watched = event.xml && dialect_ != Dialect::own ? vendor(*event.xml, "variableName") : nullptr;
      auto text = trim(event.expression.text);
      return text.empty() ? std::string() : "the condition '" + std::string(text) + "'" + (watched ? " of " + watched->value : "");
    }
    case BpmnEventKind::compensate: return "compensation";
    case BpmnEventKind::cancel: return "the cancellation";
    case BpmnEventKind::link: return "the link '" + event.link + "'";
    default: return {};
  }
}

/// Finds those that take the same, in the file's order.
void Compilation::distinct(std::vector<Taker> const& takers) {
  std::map<std::string_view, BpmnElement const*> first;
  for (auto const& [element, what] : takers) {
    if (what.empty()) continue;
    auto [at, is_new] = first.emplace(what, element);
    if (is_new || at->second == element) continue;
    error("DT-P410", element->span, named(*element) + " catches " + what + ", which " + named(*at->second) + " catches already",
          "which of the two takes it would be chance", "keep one of them and split behind it, or let each wait for something of its own");
  }
}

void Compilation::catchers(BpmnElement const& container) {
  auto add = [this](std::vector<Taker>& takers, BpmnElement const& event) {
    for (auto const& definition : event.events) takers.emplace_back(&event, taken(event, definition));
  };
  std::map<std::string_view, std::vector<Taker>> borders;
  std::vector<Taker> starts, begins, links;
  for (auto const& child : container.children) {
    if (child.kind == BpmnKind::receive_task && !child.loop)
      if (auto const* message = declared(definitions_.messages, child.message)) borders[child.id].emplace_back(&child, quoted_name("the message", *message));
    if (child.kind == BpmnKind::start_event && container.kind == BpmnKind::process) add(starts, child);
    if (child.triggered_by_event)
      for (auto const& inner : child.children)
        if (inner.kind == BpmnKind::start_event) add(begins, inner);
    if (child.kind == BpmnKind::intermediate_catch_event && has_links(child)) add(links, child);
    if (child.kind == BpmnKind::event_based_gateway) race(child);
  }
  for (auto const& child : container.children) {
    if (child.kind != BpmnKind::boundary_event) continue;
    add(borders[child.attached_to.value], child);
    auto const* host = awaits_compensation(child) ? find(child.attached_to.value) : nullptr;
    if (!host) continue;
    for (auto const& inner : host->children)
      if (inner.triggered_by_event && std::any_of(inner.children.begin(), inner.children.end(), [](auto const& one) { return one.kind == BpmnKind::start_event && awaits_compensation(one); }))
        error("DT-P410", child.span, named(child) + " catches compensation of " + named(*host) + ", which its event sub-process '" + inner.id + "' catches already",
              "which of the two undoes it would be chance", "undo it in one of them");
  }
  for (auto const& [host, takers] : borders) distinct(takers);
  distinct(starts);
  distinct(begins);
  distinct(links);
  for (auto const& child : container.children) {
    if (child.kind != BpmnKind::intermediate_throw_event) continue;
    for (auto const& definition : child.events)
      if (auto link = taken(child, definition); definition.kind == BpmnEventKind::link && std::none_of(links.begin(), links.end(), [&](Taker const& one) { return one.second == link; }))
        refuse(child.span, named(child) + " throws the link '" + definition.link + "', which nothing beside it catches", "draw an intermediate catch event with that link in the same process or sub-process");
  }
}

/// What stands behind an event-based gateway.
void Compilation::race(BpmnElement const& gateway) {
  std::vector<Taker> takers;
  for (auto const& id : gateway.outgoing) {
    auto const* flow = find(id);
    auto const* event = flow ? find(flow->target.value) : nullptr;
    if (!event) continue;  // found where flows are connected
    if (event->kind == BpmnKind::receive_task)
      if (auto const* message = declared(definitions_.messages, event->message)) takers.emplace_back(event, quoted_name("the message", *message));
    if (event->kind != BpmnKind::intermediate_catch_event) continue;
    if (has_links(*event))
      refuse(event->span, named(*event) + " behind " + named(gateway) + " catches a link, which is thrown in the diagram and never comes by itself",
             "lead the gateway to a message, signal, timer or condition");
    else
      for (auto const& definition : event->events) takers.emplace_back(event, taken(*event, definition));
  }
  distinct(takers);
}

}  // namespace drivetrain::processes
