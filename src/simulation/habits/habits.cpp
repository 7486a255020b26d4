// The list of habits (see habits.h).
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

std::vector<std::unique_ptr<Habit>> all_habits() {
  std::vector<std::unique_ptr<Habit>> all;
  for (auto make : {absence_habit, arrival_habit, message_habit, meeting_habit, reaching_habit, deciding_habit, asking_habit, calling_habit,
                    answering_habit, promise_habit, leading_habit, finishing_habit, starting_habit})
    all.push_back(make());
  return all;
}

}  // namespace drivetrain::simulation
