// Decision gauge: hands that reached for a right they do not hold, in seven days; the same hand at the same decision counts once a day.
// Essay: "unclear decision rights".
#include <set>

#include "adaptation/gauge.h"
#include "adaptation/observe.h"
#include "base/text.h"

namespace drivetrain::adaptation {

GaugeReading read_wrong_hand(GaugeInput const& input) {
  GaugeReading reading;
  reading.limit = input.threshold("wrong_hand_per_week", 2);
  std::set<std::string> people;
  std::int64_t taken = 0;
  for (auto const& decision : input.state.taken) taken += decision.at + days(7) > input.now && decision.at <= input.now;
  for (auto const& [attempt, times] : reaches_between(input.state, input.organisation, input.now - days(7), input.now)) {
    reading.value += 1;
    people.insert(attempt->person);
    auto often = times > 1 ? " (" + std::to_string(times) + " times that day)" : std::string();
    if (reading.rows.size() < 200)
      reading.rows.push_back({attempt->at, attempt->position, attempt->live, attempt->person + ": " + attempt->message + often});
  }
  reading.evidence = static_cast<std::int64_t>(reading.value) + taken;
  reading.over = reading.value > reading.limit;
  if (reading.evidence == 0)
    reading.text = "No decision was asked for in the last 7 days; this gauge has nothing to say.";
  else if (reading.value == 0)
    reading.text = "All " + counted(static_cast<std::size_t>(taken), "decision") + " of the last 7 days were taken by the right hand.";
  else
    reading.text = counted(static_cast<std::size_t>(reading.value), "attempt") + " at a decision by " +
                   counted(people.size(), "person", "people") + " without the right, in 7 days.";
  return reading;
}

}  // namespace drivetrain::adaptation
