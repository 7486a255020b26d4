// Hours: when one person works, week by week in turns, as instants.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "organisation/working_time.h"

namespace drivetrain::simulation {

class Hours {
 public:
  /// `turns`: one week's hours each, taking turns from the Monday `first` on; at least one.
  Hours(std::vector<organisation::WorkingHours> turns, Date first, int ahead);

  /// `instant` itself when it is worked, else the beginning of the next stretch. Nothing when there is none within a year.
  std::optional<Instant> next(Instant instant) const;
  bool works_at(Instant instant) const { return next(instant) == instant; }
  /// The earliest instant by which `work` has been worked since `from`.
  std::optional<Instant> add(Instant from, Duration work) const;

 private:
  using Stretch = organisation::WorkingHours::Interval;
  void add_day() const;
  /// The first stretch that ends after `instant`; nothing when a year holds none.
  std::optional<std::size_t> stretch_after(Instant instant) const;

  std::vector<organisation::WorkingHours> turns_;
  Date first_;
  int ahead_;
  // What has been asked about so far; a company's time only moves forward.
  mutable std::vector<Stretch> stretches_;
  mutable std::int64_t next_day_ = 0;
};

}  // namespace drivetrain::simulation
