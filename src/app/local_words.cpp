// Times in words (see local_words.h).
#include "app/local_words.h"

#include "notation/written.h"

namespace drivetrain::app {

std::string day_and_time(Company const& company, Instant instant) {
  static constexpr char const* day_words[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr char const* month_words[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
  auto local = company.zone().to_local(instant);
  auto minute = local.us_of_day / minutes(1).us * minutes(1).us;
  return std::string(day_words[weekday(local.date) - 1]) + " " + std::to_string(local.date.day) + " " + month_words[local.date.month - 1] + " at " +
         notation::format_time_of_day({minute});
}

}  // namespace drivetrain::app
