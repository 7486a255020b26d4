// Promises kept: what an Slo says of a service, measured. How much of what counts met the target, how much of what may miss it is used up,
// and how fast (burn rate: Google, Site Reliability Workbook, chapter 5; OpenSLO v1, budgetingMethod).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/zone.h"
#include "organisation/model.h"
#include "performance/program.h"
#include "performance/state.h"

namespace drivetrain::performance {

/// One alert of an Slo, now.
struct Burn {
  std::optional<Decimal> rate;          ///< 1 uses the budget up exactly at the end of the Slo's window; nothing without data
  bool too_fast = false;                ///< at the alert's rate or beyond
};

struct SloReading {
  std::optional<Decimal> attained;      ///< percent of what counts that met the target; nothing without data
  Decimal budget;                       ///< percent that may miss it
  std::optional<Decimal> used;          ///< percent of the budget; beyond 100 the promise is broken. Nothing without data
  std::vector<Burn> burns;              ///< as the Slo's alerts
  std::optional<Duration> lasts;        ///< at the fastest pace of its alerts, until the budget is used up; nothing when it is not, or is already
  KpiStatus status = KpiStatus::no_data;///< alarm: the budget is used up; warn: an alert burns
  std::int64_t evidence = 0;            ///< by occurrence: samples in the window, over all measures
  std::string note;                     ///< why there is no figure
};

/// Which method counts: what the Slo says, else occurrences for a share in percent of which more is better, time for every other figure.
Budgeting budgeting_of(Slo const& slo, Kpi const& indicator);

/// By occurrence the indicator itself is the share that met the target, over the Slo's window; by time it is the share of the window,
/// in hours of the Slo's calendar, in which the recorded figure met it. Hours without a figure count for nothing.
/// Precondition: the model has the indicator.
SloReading read_slo(Slo const& slo, Model const& model, Program const& program, State const& state, organisation::Model const& form, Instant now);

}  // namespace drivetrain::performance
