// Working time: the hours in which work happens, and arithmetic in them. Hours are local: a shift over the spring gap is an
// hour shorter, one over the autumn overlap an hour longer. A shift that crosses midnight belongs to the day on which it
// starts, so a holiday drops it whole. Where shifts overlap (handover) time counts once.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/zone.h"
#include "organisation/model.h"

namespace drivetrain::organisation {

/// A stretch of a day's work in wall-clock time, from the day's local midnight; the end may lie on the next day.
struct DayShift {
  std::int64_t begin_us = 0, end_us = 0;
};
/// "06:00-14:00", "22:00-06:00", "00:00-24:00". Error for anything else.
Result<DayShift> read_shift(std::string_view text);
/// "mon" is 1 … "sun" is 7 (ISO 8601); nothing for other keys.
std::optional<int> weekday_of(std::string_view key);

/// A calendar of the model, read once, in the company's zone.
class WorkingHours {
 public:
  /// Error when a shift cannot be read or a key is none of mon..sun.
  static Result<WorkingHours> of(Calendar const& calendar, std::shared_ptr<Zone const> zone);
  /// 24 hours, 7 days.
  static WorkingHours always(std::shared_ptr<Zone const> zone);

  bool is_always() const { return always_; }
  /// No hour in any week.
  bool empty() const;
  Zone const& zone() const { return *zone_; }

  struct Interval {
    Instant begin, end;                 ///< half-open, never empty
  };
  /// The stretches of working time that begin on that local day, in order, without what lies before `covered`.
  std::vector<Interval> of_day(Date day, Instant covered) const;

 private:
  std::shared_ptr<Zone const> zone_;
  bool always_ = false;
  std::array<std::vector<DayShift>, 7> shifts_;  ///< monday first, by begin
  std::vector<Date> holidays_;                ///< ascending
};

/// The role's calendar, else the company's, else 24/7; in the company's zone. Error when one of them cannot be read.
Result<WorkingHours> hours_of_role(Model const& model, std::string_view role);
Result<WorkingHours> hours_of_company(Model const& model);
/// That calendar's; 24/7 when it is empty. Error when there is none of that name, or it cannot be read.
Result<WorkingHours> hours_of_calendar(Model const& model, std::string_view calendar);

/// Working time between two instants; negative when `to` is earlier. Only the first hundred years are counted.
Duration working_duration(WorkingHours const& hours, Instant from, Instant to);
/// The earliest instant by which `duration` of working time has passed since `from`: end of the shift rather than beginning of
/// the next; `from` itself for zero. Error for negative durations, or when it would take more than a hundred years.
Result<Instant> add_working(WorkingHours const& hours, Instant from, Duration duration);
/// `instant` itself when it is working time, else the beginning of the next. Error when there is none within ten years.
Result<Instant> next_working(WorkingHours const& hours, Instant instant);
bool is_working(WorkingHours const& hours, Instant instant);

}  // namespace drivetrain::organisation
