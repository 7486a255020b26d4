// Priority gauge: starts of a lower-scored item while a higher, ready one waited, in seven days. Essay: "conflicting
// priorities". A reason makes an inversion allowed, not invisible: it counts here, with its reason beside it.
#include <cstdio>
#include <map>

#include "adaptation/gauge.h"
#include "base/text.h"

namespace drivetrain::adaptation {

GaugeReading read_inversions(GaugeInput const& input) {
  GaugeReading reading;
  reading.limit = input.threshold("inversion_percent", 10);
  std::size_t starts = 0, inversions = 0;
  std::map<std::string, std::size_t> by_tier;
  for (auto start = input.state.starts.rbegin(); start != input.state.starts.rend(); ++start) {
    if (start->at + days(7) <= input.now || start->at > input.now) continue;
    ++starts;
    if (!start->inversion) continue;
    ++inversions;
    ++by_tier[start->tier.empty() ? "no tier" : start->tier];
    if (reading.rows.size() < 200)
      reading.rows.push_back({start->at, start->position, start->item,
                              start->person + " started " + start->item + " before " + start->passed_over +
                                  (start->reason.empty() ? "" : ": \"" + start->reason + "\"")});
  }
  reading.evidence = static_cast<std::int64_t>(starts);
  reading.value = starts ? 100.0 * static_cast<double>(inversions) / static_cast<double>(starts) : 0;
  reading.over = starts > 0 && reading.value > reading.limit;
  if (starts == 0) {
    reading.text = "No work was started in the last 7 days; this gauge has nothing to say.";
    return reading;
  }
  char share[32];
  std::snprintf(share, sizeof share, "%.0f %%", reading.value);
  reading.text = inversions == 0 ? "All " + counted(starts, "start") + " of the last 7 days followed the order of the queue."
                                 : counted(inversions, "queue jump") + " in " + counted(starts, "start") + " (" + share + ") in 7 days.";
  std::string most;
  std::size_t count = 0;
  for (auto const& [tier, n] : by_tier)
    if (n > count) most = tier, count = n;
  if (inversions > 1 && count * 2 > inversions)
    reading.text += " " + std::to_string(count) + " of them for " + most + " work.";
  return reading;
}

}  // namespace drivetrain::adaptation
