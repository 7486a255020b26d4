// Coherence of rhythms: rules that read only this folder's kinds and the form above it. Rules that join rhythms with decisions
// or KPIs (DT-D207, DT-M305) are in model/checks/; timetable.h has what they need.
#pragma once

#include "base/diagnostic.h"
#include "base/time.h"
#include "coordination/model.h"
#include "organisation/model.h"

namespace drivetrain::coordination {

struct CheckContext {
  Model const& model;
  organisation::Model const& organisation;
  Date at;
  Diagnostics& diagnostics;
};

void check_contract(CheckContext const& context);   ///< DT-M301: without chair, input or output
void check_timetable(CheckContext const& context);  ///< DT-M301: never on a working day; DT-M302: rule or start unreadable
void check_feeding_order(CheckContext const& context);  ///< DT-M303: ends after the rhythm that it feeds has begun
void check_booked(CheckContext const& context);     ///< DT-M304 (warning): two meetings at once, or too many of them
void check_tiers(CheckContext const& context);      ///< DT-M306: an issue that is called to nobody, or twice to the same role
void check_experiments(CheckContext const& context);  ///< DT-I801: no hypothesis, metric, stop rule or decision date

inline void check(CheckContext const& context) {
  check_contract(context);
  check_timetable(context);
  check_feeding_order(context);
  check_booked(context);
  check_tiers(context);
  check_experiments(context);
}

}  // namespace drivetrain::coordination
