// Leaders say that a milestone is reached (its evidence must hold), and answer signals that the profile lets them answer; the
// others wait for whoever plays.
#include <algorithm>

#include "adaptation/commands.h"
#include "execution/commands.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Leading final : public Habit {
  static constexpr int signal_step = 1'000;

 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    int number = 0;
    for (auto const& habit : scene.profile.milestones) {
      auto thursday = date_from_days(days_from_epoch(scene.cast.first_monday()) + 7 * (habit.week - 1) + 3);
      if (!scene.sight.execution.reached.contains(execution::milestone_key(habit.initiative.text(), habit.milestone.value)))
        agenda.once(local_instant(scene.sight.zone, thursday, hours(15).us), habit.initiative.text(), number);
      ++number;
    }
    for (auto const& [id, signal] : scene.sight.adaptation.signals) {
      if (signal.state != adaptation::SignalState::open) continue;
      auto const* habit = habit_of(scene, signal);
      auto const* actor = habit ? scene.cast.acting(habit->by.text(), scene.sight, agenda.after()) : nullptr;
      if (!actor) continue;
      auto random = scene.chance.of({"signal", signal.gauge, format_instant(signal.raised)});
      agenda.due(actor->hours.add(signal.raised, draw(habit->takes, random)), *actor, id, signal_step);
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    if (intention.step < signal_step) {
      auto const& habit = scene.profile.milestones[static_cast<std::size_t>(intention.step)];
      auto const* actor = scene.cast.acting(habit.by.text(), scene.sight, scene.sight.now);
      if (!actor) return std::nullopt;
      return by(*actor, execution::ReachMilestone{habit.initiative.text(), habit.milestone.value, habit.note});
    }
    auto found = scene.sight.adaptation.signals.find(intention.subject);
    if (found == scene.sight.adaptation.signals.end()) return std::nullopt;
    auto const* habit = habit_of(scene, found->second);
    auto const* actor = habit ? scene.cast.acting(habit->by.text(), scene.sight, scene.sight.now) : nullptr;
    if (!actor) return std::nullopt;
    adaptation::DisposeSignal command;
    command.signal = intention.subject;
    command.disposition = habit->disposition.value;
    command.reason = habit->reason;
    return by(*actor, command);
  }

 private:
  static SignalHabit const* habit_of(Scene const& scene, adaptation::Signal const& signal) {
    for (auto const& habit : scene.profile.signals)
      if (habit.gauge.value == signal.gauge && strength(habit.weeks, scene.cast.week(scene.sight, signal.raised)) > 0) return &habit;
    return nullptr;
  }
};

}  // namespace

std::unique_ptr<Habit> leading_habit() { return std::make_unique<Leading>(); }

}  // namespace drivetrain::simulation
