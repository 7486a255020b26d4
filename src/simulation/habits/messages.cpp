// Customers answer: a case waits for a message, and it comes when the customer is ready.
#include <algorithm>

#include "processes/commands.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Messages final : public Habit {
 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    if (scene.profile.messages.empty()) return;
    for (auto const& [number, open] : scene.sight.processes.open_cases())
      for (auto const& [activity, waiting] : open.activities) {
        if (waiting.message.empty()) continue;
        auto const* habit = habit_of(scene.profile, waiting.message.text());
        if (!habit) continue;
        // Who was refused writes again an hour later.
        agenda.once(later(when(scene, *habit, open, activity, waiting), agenda.after(), hours(1)), open.id(), static_cast<int>(activity));
      }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto const* open = scene.sight.processes.open(intention.subject);
    auto const* waiting = open ? open->find(static_cast<processes::ActivityNumber>(intention.step)) : nullptr;
    if (!waiting || waiting->message.empty()) return std::nullopt;
    auto const* habit = habit_of(scene.profile, waiting->message.text());
    if (!habit) return std::nullopt;
    return by_feed(habit->feed, processes::CorrelateMessage{habit->message.value, waiting->key, feel::Value(feel::Context())});
  }

 private:
  static MessageHabit const* habit_of(Profile const& profile, std::string const& message) {
    for (auto const& habit : profile.messages)
      if (habit.message.value == message) return &habit;
    return nullptr;
  }

  static Instant when(Scene const& scene, MessageHabit const& habit, processes::Case const& open, processes::ActivityNumber activity, processes::Activity const& waiting) {
    auto random = scene.chance.of({"message", habit.message.value, open.business_key.empty() ? open.id() : open.business_key, std::to_string(activity)});
    auto tier = habit.tiers.find(open.tier.text());
    auto at = waiting.since + draw(tier == habit.tiers.end() ? habit.after : tier->second, random);
    // Into the customer's hours, on a working day, at some minute of them.
    auto const& zone = scene.sight.zone;
    for (int days_on = 0; days_on < 4; ++days_on) {
      auto day = zone.to_local(at).date;
      auto hours = stretch_of(habit.between, zone, day);
      if (weekday(day) <= 5 && at < hours.to) return at >= hours.from ? at : hours.from + Duration{static_cast<std::int64_t>(random.uniform() * 5.4e9)};
      at = local_instant(zone, date_from_days(days_from_epoch(day) + 1), 0);
    }
    return at;
  }
};

}  // namespace

std::unique_ptr<Habit> message_habit() { return std::make_unique<Messages>(); }

}  // namespace drivetrain::simulation
