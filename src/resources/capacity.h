// Capacity against load, by week: how many hours a work centre is open, and how many hours of work arrive. Streams of work are taken to
// vary independently, so the load that is not exceeded in eight weeks of ten is  Σ mean + √ Σ (p80 − mean)²,  not the sum of the peaks.
#pragma once

#include <map>
#include <string>

#include "organisation/model.h"
#include "resources/model.h"

namespace drivetrain::resources {

/// Hours of work that fit into the week that begins on `monday`: open hours of its calendar (else of its shifts, else of the company),
/// times stations, times efficiency. Error when a calendar or shift cannot be read.
Result<double> capacity_hours(WorkCentre const& centre, organisation::Model const& form, Date monday);

/// Declared load of one work centre in one week.
struct WeekLoad {
  double mean = 0, spread_squared = 0;
  double p80() const;
  Span span;                           ///< of the largest part
  double largest = 0;
};
/// By work centre, then by the week's Monday. Weeks that cannot be read are left out; check_weeks() says so.
std::map<std::string, std::map<Date, WeekLoad>> loads_by_week(Model const& model);

}  // namespace drivetrain::resources
