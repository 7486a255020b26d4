// A KPI's control chart: one point for each period that has ended, what is usual, and what is not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/zone.h"
#include "performance/charts/capability.h"
#include "performance/charts/signals.h"
#include "performance/program.h"
#include "performance/state.h"

namespace drivetrain::performance {

/// No chart has more points; older periods are left out.
inline constexpr std::size_t most_periods = 200;

struct ControlPeriod {
  Instant from, until;                          ///< until is the next one's from
  std::int64_t evidence = 0;
};

/// Will the target be met, while nothing special happens? (NHS, Making data count.)
enum class Assurance { unknown, keeps, misses, hit_or_miss };

struct Control {
  std::vector<ControlPeriod> periods;           ///< oldest first; as many as the chart has points
  charts::Chart chart;                          ///< in the KPI's unit; for cusum in sigmas
  std::vector<charts::Signal> signals;          ///< in phases of at least eight points: fewer tell nothing of what is usual
  std::vector<std::size_t> rebased;             ///< of each phase but the first: its place among State::charts' phases
  Assurance assurance = Assurance::unknown;
  std::optional<charts::Capability> capability; ///< beside the target, in the last phase; for single values and means
};

/// Nothing when the KPI declares no control chart. Periods begin with the first whole one in which there was evidence.
std::optional<Control> control_of(Kpi const& kpi, Program const& program, State const& state, Instant now, Zone const& zone);

/// The begin of the period that `at` lies in: whole weeks from Monday, whole days from midnight in `zone`, others from 1970-01-01T00:00Z on.
Instant period_begin(Duration period, Instant at, Zone const& zone);

/// Signals at the chart's last period that were not there at the period before; in a person's words, joined by commas. Empty: none.
std::string news_of(Control const& control, charts::RuleSet rules);

std::string_view to_string(Assurance assurance);

}  // namespace drivetrain::performance
