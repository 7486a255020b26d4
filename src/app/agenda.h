// A meeting's agenda, built from live state the moment it is opened: figures over their limits first, decisions that are late,
// open issues, the queue, and what was promised last time.
#pragma once

#include "app/company.h"
#include "coordination/model.h"

namespace drivetrain::app {

/// List of items {id, kind, title, says, state, href}: kind is kpi, decision, issue, queue or action; state is ok, warn, alarm,
/// no_data, late or open. What needs the meeting stands first within its section.
feel::Value build_agenda(Company const& company, coordination::Rhythm const& rhythm, Instant now);

}  // namespace drivetrain::app
