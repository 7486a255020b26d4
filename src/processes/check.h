// Coherence of a single process: what can be said from its flow alone. Rules that need roles, people or rights of the model are
// in model/checks/.
#pragma once

#include "base/diagnostic.h"
#include "processes/program.h"

namespace drivetrain::processes {

/// DT-P401: an element that no case can reach, or from which none can end. False when it found one.
bool check_reachability(Program const& program, Diagnostics& diagnostics);
/// DT-P401: a join that waits for ever, or work that two branches do twice. Precondition: check_reachability found nothing.
void check_synchronisation(Program const& program, Diagnostics& diagnostics);
/// DT-L901: an exclusive gateway that decides by a number drawn into the diagram.
void check_literals(Program const& program, Diagnostics& diagnostics);

void check(Program const& program, Diagnostics& diagnostics);

}  // namespace drivetrain::processes
