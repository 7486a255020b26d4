// Gauges and signals: what is measured, what is worth an answer, and how it was answered.
#include "adaptation/handle.h"

#include <algorithm>

namespace drivetrain::adaptation {

std::vector<std::string> answering_roles(std::string const& gauge, decisions::Model const& rights) {
  auto const* read = find_gauge(gauge);
  std::vector<std::string> roles;
  auto add = [&](std::string const& role) {
    if (!role.empty() && std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  };
  auto gather = [&](std::string_view governed) {
    for (auto const& [id, right] : rights.decisions) {
      // What is erased of the journal is no change of the model.
      auto fits = [&](auto const& word) { return governed.empty() ? word.value != "personal-data" : word.value == governed; };
      if (std::none_of(right.governs.begin(), right.governs.end(), fits)) continue;
      add(right.header.owner);
      for (auto const& role : right.rapid.decide) add(role.text());
      for (auto const& band : right.bands) add(band.role.text());
    }
  };
  if (read) gather(read->governed_by);
  if (roles.empty()) gather("");
  return roles;
}

Status handle(MeasureGauges const&, Context& context) {
  GaugeInput input{context.state, context.organisation, context.strategy, context.values, context.transition.now()};
  auto on_demand = context.transition.actor().kind == journal::ActorKind::person;
  for (auto const& gauge : all_gauges()) {
    auto reading = gauge.read(input);
    auto from = date_from_days(days_from_epoch(context.today) - gauge.window_days);
    context.transition.emit(GaugeMeasured{gauge.id, reading.value, reading.limit, reading.over, reading.evidence, from, context.today,
                                          reading.text, reading.detail, on_demand});
  }
  return {};
}

Status handle(RaiseSignal const& command, Context& context) {
  if (!command.gauge.empty() && !find_gauge(command.gauge))
    return Error{"DT-X901", "there is no gauge " + command.gauge, "the gauges are on the Drift page"};
  if (command.title.empty()) return Error{"DT-X905", "a signal needs a title: what was seen", ""};
  for (auto const& [id, signal] : context.state.signals)
    if (!command.gauge.empty() && signal.gauge == command.gauge && signal.state == SignalState::open)
      return Error{"DT-X903", "signal " + id + " about this gauge is open already", "answer that one: fix, change or waive"};
  auto id = "signal-" + std::to_string(context.transition.command_position());
  context.transition.emit(SignalRaised{id, command.gauge, command.title, command.evidence, context.transition.actor().id});
  context.transition.reply(id);
  return {};
}

Status handle(DisposeSignal const& command, Context& context) {
  context.transition.about(command.signal);
  auto found = context.state.signals.find(command.signal);
  if (found == context.state.signals.end()) return Error{"DT-X901", "there is no signal " + command.signal, ""};
  organisation::Hand hand(context.organisation, context.absences, context.transition.actor(), context.transition.now());
  DT_CHECK(hand.check(answering_roles(found->second.gauge, context.rights), "signal " + command.signal + " is answered", "no right governs a change of the model"));
  if (found->second.state != SignalState::open)
    return Error{"DT-X903", "signal " + command.signal + " was answered already: " + found->second.reason, ""};
  if (command.disposition != "fix" && command.disposition != "change" && command.disposition != "waive")
    return Error{"DT-X902", "a signal ends as fix, change or waive, not as \"" + command.disposition + "\"", ""};
  if (command.reason.empty()) return Error{"DT-X905", "say why: the next reader of this signal will ask", ""};
  if (command.disposition == "waive" && !command.until)
    return Error{"DT-X902", "a waiver needs a day on which it ends", "give until: a date within the next half year"};
  if (command.until && (*command.until < context.today || days_from_epoch(*command.until) > days_from_epoch(context.today) + 183))
    return Error{"DT-X902", "a waiver ends between today and half a year from now, not on " + format_date(*command.until), ""};
  context.transition.emit(SignalDisposed{command.signal, command.disposition, command.reason, command.until, context.transition.actor().id});
  return {};
}

}  // namespace drivetrain::adaptation
