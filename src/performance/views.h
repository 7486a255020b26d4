// What pages, agendas and initiatives ask of performance.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "performance/program.h"
#include "performance/state.h"

namespace drivetrain::performance {

struct KpiReading {
  std::optional<Decimal> value;    ///< rounded to the KPI's decimals; nothing without evidence
  KpiStatus status = KpiStatus::no_data;
  std::int64_t evidence = 0;       ///< samples in the window, over all measures
  std::optional<Instant> data_at;  ///< of the newest sample
  std::string note;                ///< why there is no value
};

/// The figure at `now` over the KPI's window.
KpiReading read_kpi(Kpi const& kpi, Program const& program, State const& state, Instant now);

/// alarm and warn are inclusive on the bad side: a KPI at its alarm limit is in alarm.
KpiStatus status_of(Kpi const& kpi, Decimal value);
/// "82.4 % (target 95, alarm 85)" for agendas and sentences.
std::string describe(Kpi const& kpi, KpiReading const& reading);

}  // namespace drivetrain::performance
