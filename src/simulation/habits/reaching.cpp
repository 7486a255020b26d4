// Somebody who does not hold a right reaches for it, because that is quicker. The system refuses and names the holder; whoever
// reached leaves it there. What remains is on record.
#include "decisions/commands.h"
#include "simulation/habits/facts.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Reaching final : public Habit {
 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    auto const& reaches = scene.profile.drifts.reaches;
    for (auto const& [id, live] : scene.sight.decisions.live)
      for (std::size_t i = 0; i < reaches.size(); ++i) {
        auto const& reach = reaches[i];
        if (reach.decision.text() != live.decision || reach.person.text() == live.person) continue;
        auto const* actor = scene.cast.find(reach.person.text());
        if (!actor) continue;
        auto random = scene.chance.of({"reach", std::to_string(i), name_of_subject(scene.sight, live)});
        if (!happens(reach.share.to_double() * strength(reach.weeks, scene.cast.week(scene.sight, live.opened)), random)) continue;
        if (!holds(reach.when, live.facts, agenda.after())) continue;
        auto at = actor->hours.add(live.opened, draw(reach.after, random));
        if (!at || organisation::absence_at(scene.sight.absences, actor->id, *at)) continue;
        agenda.once(*at, id, static_cast<int>(i));
      }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto const& reach = scene.profile.drifts.reaches[static_cast<std::size_t>(intention.step)];
    auto live = scene.sight.decisions.live.find(intention.subject);
    auto const* actor = scene.cast.find(reach.person.text());
    if (live == scene.sight.decisions.live.end() || !actor) return std::nullopt;
    auto random = scene.chance.of({"reason", intention.subject, actor->id});
    return by(*actor, decisions::TakeDecision{intention.subject, reach.outcome.value, pick(reach.reasons, random)});
  }
};

}  // namespace

std::unique_ptr<Habit> reaching_habit() { return std::make_unique<Reaching>(); }

}  // namespace drivetrain::simulation
