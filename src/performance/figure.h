// The measures of a KPI over a stretch of time: what its formula is evaluated on, now or for a period that has ended.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "performance/program.h"
#include "performance/state.h"

namespace drivetrain::performance {

struct MeasuredBetween {
  feel::Context values;               ///< by the measures' names; null where nothing happened and the aggregate needs something
  std::int64_t evidence = 0;          ///< samples, over all measures
  std::optional<Instant> data_at;     ///< of the newest sample
};

/// Which moments count.
using Moments = std::function<bool(Instant)>;
/// What lies in [from, until); of it only what happened when it counts, if that is said.
MeasuredBetween measure_between(KpiProgram const& kpi, State const& state, Instant from, Instant until, Moments const& counts = {});
/// The samples of one measure in [from, until), in their order.
std::vector<Decimal> samples_between(MeasureProgram const& measure, State const& state, Instant from, Instant until, Moments const& counts = {});

}  // namespace drivetrain::performance
