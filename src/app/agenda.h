// A meeting's agenda, built from live state the moment it is opened: figures over their limits first, decisions that are late,
// open issues, the queue, and what was promised last time.
#pragma once

#include <optional>
#include <string>

#include "app/company.h"
#include "coordination/handle.h"
#include "coordination/model.h"

namespace drivetrain::app {

/// List of items {id, kind, title, says, state, href}: kind is kpi, decision, issue, idea, queue or action; state is ok, warn, alarm,
/// no_data, late or open. What needs the meeting stands first within its section.
/// The KPI that raised the issue, as it is now; nothing when none did, or the model has it no more.
std::optional<coordination::Figure> figure_behind(Company const& company, std::string const& issue, Instant now);
feel::Value build_agenda(Company const& company, coordination::Rhythm const& rhythm, Instant now);

}  // namespace drivetrain::app
