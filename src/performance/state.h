// What performance remembers: samples of each measure inside the longest window, and the last recorded figure of each KPI.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

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

/// From when on a KPI's process is another one: who said so, when, and why.
struct Rebased {
  Instant from, at;
  std::string by;                   ///< person
  std::string reason;
};
/// Of a KPI with a control chart.
struct Charted {
  std::vector<Rebased> phases;      ///< in order of `from`
  std::optional<Instant> told{};    ///< end of the last period of which a signal was told
};

struct State {
  std::map<std::string, std::deque<Sample>> samples;         ///< by measure signature, ordered by time
  std::map<std::string, std::deque<Recorded>> history;       ///< by KPI, what MeasureKpis recorded
  std::map<std::string, Charted> charts;                     ///< by KPI
  std::map<std::string, std::set<std::int64_t>> burning;     ///< by Slo, the alerts that were told, by their window in microseconds
  std::map<std::string, std::string> failures;               ///< by measure signature: the last FEEL warning
};

}  // namespace drivetrain::performance
