// Coherence of a single process, as far as its flow alone says it, and of the standards and checks by which it is done. Rules that need roles, people or rights of the model are
// in model/checks/.
#pragma once

#include "base/diagnostic.h"
#include "processes/model.h"
#include "processes/program.h"

namespace drivetrain::processes {

/// DT-P401: an element that no case can reach, or from which none can end. False when it found one.
bool check_reachability(Program const& program, Diagnostics& diagnostics);
/// DT-P401: a join that waits for ever, or work that two branches do twice. Precondition: check_reachability found nothing.
void check_synchronisation(Program const& program, Diagnostics& diagnostics);
/// DT-L901: an exclusive gateway that decides by a number drawn into the diagram.
void check_literals(Program const& program, Diagnostics& diagnostics);

void check(Program const& program, Diagnostics& diagnostics);

/// Rules over this folder's kinds: processes with their sidecars, standards, check plans.
struct CheckContext {
  Model const& model;
  Date at;
  Diagnostics& diagnostics;
};
void check_handoffs(CheckContext const& context);     ///< DT-P405: no acceptance criteria, or no time to acknowledge
void check_reviews(CheckContext const& context);      ///< DT-P407: past review, or older than the process; due within 30 days is a note
void check_check_plans(CheckContext const& context);  ///< DT-P408: no sample, limits or disposition

inline void check(CheckContext const& context) {
  check_handoffs(context);
  check_reviews(context);
  check_check_plans(context);
}

}  // namespace drivetrain::processes
