// Whoever holds a right uses it: after a while of working time, with an answer and a reason; some are left lying until the
// ladder moves them up.
#include <algorithm>

#include "decisions/commands.h"
#include "simulation/habits/facts.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Deciding final : public Habit {
 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    for (auto const& [id, live] : scene.sight.decisions.live) {
      auto const* habit = habit_of(scene.profile, live.decision);
      if (!habit || live.person.empty()) continue;
      auto const* actor = scene.cast.find(live.person);
      if (!actor) continue;
      auto random = chance_of(scene, live);
      auto left_lying = happens(habit->left_lying, random) && live.escalations == 0;
      if (left_lying && !live.overdue) continue;
      agenda.due(actor->hours.add(live.opened, draw(habit->takes, random)), *actor, id);
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto found = scene.sight.decisions.live.find(intention.subject);
    if (found == scene.sight.decisions.live.end()) return std::nullopt;
    auto const& live = found->second;
    auto const* habit = habit_of(scene.profile, live.decision);
    auto const* actor = scene.cast.find(live.person);
    if (!habit || !actor) return std::nullopt;
    std::vector<Answer const*> fitting;
    std::vector<double> shares;
    for (auto const& answer : habit->answers)
      if (holds(answer.when, live.facts, scene.sight.now)) fitting.push_back(&answer), shares.push_back(answer.share.to_double());
    if (fitting.empty()) return std::nullopt;
    auto random = scene.chance.of({"answer", live.decision, name_of_subject(scene.sight, live)});
    auto const& answer = *fitting[pick(shares, random)];
    return by(*actor, decisions::TakeDecision{live.live, answer.outcome.value, fill(pick(answer.reasons, random), live.title, "", "")});
  }

 private:
  static DecisionHabit const* habit_of(Profile const& profile, std::string const& decision) {
    for (auto const& habit : profile.decisions)
      if (habit.decision.text() == decision) return &habit;
    return nullptr;
  }

  static Random chance_of(Scene const& scene, decisions::LiveDecision const& live) {
    return scene.chance.of({"decide", live.decision, name_of_subject(scene.sight, live), live.person});
  }
};

}  // namespace

std::unique_ptr<Habit> deciding_habit() { return std::make_unique<Deciding>(); }

}  // namespace drivetrain::simulation
