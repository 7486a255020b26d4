// Agenda: what a meeting talks about, built from live state at the moment it is opened and then frozen. Nobody prepares it, and
// nobody can leave the awkward point off.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "coordination/model.h"
#include "coordination/queue.h"
#include "coordination/state.h"
#include "decisions/views.h"
#include "feel/value.h"

namespace drivetrain::coordination {

/// What the agenda must know of a KPI; performance is below this folder, so app/ passes its view in.
struct KpiLine {
  std::string title;
  std::string text;                  ///< "82.4 % (target 95, alarm 85)"
  bool over = false;                 ///< at or beyond warn or alarm
};
using KpiLineOf = std::function<std::optional<KpiLine>(std::string const& kpi)>;

struct AgendaSources {
  State const& state;
  Model const& model;
  strategy::ValueTable const& values;
  decisions::State const& decisions;
  decisions::DeclarationOf declaration;
  People people;
  KpiLineOf kpi;
  Instant now;
};

/// One point: what it is about and the facts. `kind`: stop, kpi, decision, issue, action, queue.
struct AgendaItem {
  std::string item;                  ///< "1", "2", …: minutes and actions answer it
  std::string kind;
  std::string ref;                   ///< id of what it is about
  std::string title;
  std::string text;
  bool pressing = false;             ///< over its limit, overdue, or stopping work
};
/// From the rhythm's inputs: KPIs over their limit (those within it share one line), overdue decisions, open issues, work at the
/// head of a queue, open actions of the last meetings. Pressing points first, each list bounded at 20.
std::vector<AgendaItem> agenda_of(Rhythm const& rhythm, AgendaSources const& sources);

/// As a list of contexts, for the event that freezes it; and back.
feel::Value to_value(std::vector<AgendaItem> const& agenda);
std::vector<AgendaItem> agenda_from(feel::Value const& value);

}  // namespace drivetrain::coordination
