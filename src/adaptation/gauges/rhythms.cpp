// Rhythm gauge: meetings held on time, of those that were due, in seven days. Essay: daily and weekly operating rhythms.
#include <cstdio>
#include <map>

#include "adaptation/gauge.h"
#include "base/text.h"

namespace drivetrain::adaptation {

GaugeReading read_rhythms(GaugeInput const& input) {
  GaugeReading reading;
  reading.limit = input.threshold("rhythms_held_percent", 90);
  std::size_t due = 0, on_time = 0, missed = 0;
  std::map<std::string, std::size_t> missed_by;
  for (auto one = input.state.occurrences.rbegin(); one != input.state.occurrences.rend(); ++one) {
    if (one->at + days(7) <= input.now || one->at > input.now) continue;
    ++due;
    if (one->held == Held::on_time) {
      ++on_time;
      continue;
    }
    if (one->held == Held::missed) ++missed, ++missed_by[one->rhythm];
    if (reading.rows.size() < 200)
      reading.rows.push_back({one->at, one->position, one->occurrence, one->rhythm + (one->held == Held::missed ? " was not held" : " started late")});
  }
  reading.evidence = static_cast<std::int64_t>(due);
  reading.value = due ? 100.0 * static_cast<double>(on_time) / static_cast<double>(due) : 0;
  reading.over = due > 0 && reading.value < reading.limit;
  if (due == 0) {
    reading.text = "No rhythm was due in the last 7 days; this gauge has nothing to say.";
    return reading;
  }
  reading.text = std::to_string(on_time) + " of " + counted(due, "meeting") + " held on time in 7 days";
  if (missed) {
    std::string most;
    std::size_t count = 0;
    for (auto const& [rhythm, n] : missed_by)
      if (n > count) most = rhythm, count = n;
    reading.text += "; " + std::to_string(missed) + " not held at all, most often " + most;
  }
  reading.text += ".";
  return reading;
}

}  // namespace drivetrain::adaptation
