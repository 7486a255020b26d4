// What was agreed in a meeting is done: mostly by the day that was said, sometimes after it.
#include <algorithm>

#include "coordination/commands.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Promises final : public Habit {
 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    for (auto const& [id, action] : scene.sight.coordination.actions)
      if (auto const* owner = scene.cast.find(action.added.owner)) agenda.due(when(scene, action, *owner), *owner, id);
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto found = scene.sight.coordination.actions.find(intention.subject);
    if (found == scene.sight.coordination.actions.end()) return std::nullopt;
    auto const* owner = scene.cast.find(found->second.added.owner);
    if (!owner) return std::nullopt;
    auto random = chance_of(scene, found->second, "result");
    return by(*owner, coordination::CompleteAction{intention.subject, fill(pick(scene.profile.wording.results, random), found->second.added.title, "", "")});
  }

 private:
  static Random chance_of(Scene const& scene, coordination::Action const& action, char const* what) {
    return scene.chance.of({"action", what, action.rhythm, format_instant(action.at), action.added.title});
  }

  static std::optional<Instant> when(Scene const& scene, coordination::Action const& action, Actor const& owner) {
    auto random = chance_of(scene, action, "when");
    auto end_of_day = local_instant(scene.sight.zone, action.added.due, days(1).us);
    if (!happens(scene.profile.actions_on_time, random)) return owner.hours.next(end_of_day + Duration{static_cast<std::int64_t>(random.uniform() * 2.5 * 8.64e10)});
    auto from = action.at + minutes(20);
    auto at = owner.hours.next(from + Duration{static_cast<std::int64_t>((0.3 + 0.65 * random.uniform()) * static_cast<double>((end_of_day - from).us))});
    // Who is not there late that day does it before.
    return at && *at < end_of_day ? at : owner.hours.next(from + hours(1));
  }
};

}  // namespace

std::unique_ptr<Habit> promise_habit() { return std::make_unique<Promises>(); }

}  // namespace drivetrain::simulation
