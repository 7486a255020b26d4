// What people do, one file each. A habit joins by one file, one line here, and one in habits.cpp; its place in that list decides who comes
// first at the same moment.
#pragma once

#include <memory>
#include <vector>

#include "simulation/habit.h"

namespace drivetrain::simulation {

std::unique_ptr<Habit> absence_habit();      ///< calls in sick, goes on leave
std::unique_ptr<Habit> arrival_habit();      ///< customers ask for work
std::unique_ptr<Habit> message_habit();      ///< customers answer
std::unique_ptr<Habit> meeting_habit();      ///< opens, notes, agrees, closes
std::unique_ptr<Habit> reaching_habit();     ///< reaches for a right that is somebody else's
std::unique_ptr<Habit> deciding_habit();     ///< uses a right
std::unique_ptr<Habit> asking_habit();       ///< asks for a decision about late work
std::unique_ptr<Habit> calling_habit();      ///< raises an issue
std::unique_ptr<Habit> answering_habit();    ///< answers, contains and resolves issues
std::unique_ptr<Habit> promise_habit();      ///< does what was agreed in meetings
std::unique_ptr<Habit> leading_habit();      ///< reaches milestones, answers signals
std::unique_ptr<Habit> finishing_habit();    ///< completes work, or gives it back
std::unique_ptr<Habit> starting_habit();     ///< takes work from the queue

std::vector<std::unique_ptr<Habit>> all_habits();

}  // namespace drivetrain::simulation
