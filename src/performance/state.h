// What performance remembers: samples of each measure inside the longest window, and the last recorded figure of each KPI.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "base/decimal.h"
#include "base/time.h"
#include "performance/events.h"

namespace drivetrain::performance {

struct Sample {
  Instant at;
  Decimal value;                    ///< 1 for counts
};

struct Recorded {
  Instant at;
  std::optional<Decimal> value;
  KpiStatus status = KpiStatus::no_data;
  std::int64_t evidence = 0;
};

struct State {
  std::map<std::string, std::deque<Sample>> samples;         ///< by measure signature, ordered by time
  std::map<std::string, std::deque<Recorded>> history;       ///< by KPI, what MeasureKpis recorded
  std::map<std::string, std::string> failures;               ///< by measure signature: the last FEEL warning
};

}  // namespace drivetrain::performance
