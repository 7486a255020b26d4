// Work in hand takes the time that such work takes, within the hours of whoever has it; then it is completed with what came
// out. Who falls ill with work in hand gives it back with a word on how far it is.
#include <algorithm>
#include <cmath>

#include "coordination/commands.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Finishing final : public Habit {
  enum Step { complete = 0, give_back = 1 };

 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    auto const& sight = scene.sight;
    for (auto const& [id, item] : sight.coordination.items) {
      if (item.ready()) continue;
      auto const* actor = scene.cast.find(item.person);
      if (!actor) continue;
      if (auto const* away = organisation::absence_at(sight.absences, actor->id, agenda.after())) {
        agenda.once(later(std::max(away->from, item.started) + minutes(1), agenda.after(), hours(1)), id, give_back);
        continue;
      }
      agenda.due(actor->hours.add(item.started, work_of(scene, item, *actor)), *actor, id, complete);
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto const& items = scene.sight.coordination.items;
    auto found = items.find(intention.subject);
    if (found == items.end() || found->second.ready()) return std::nullopt;
    auto const& item = found->second;
    auto const* actor = scene.cast.find(item.person);
    if (!actor) return std::nullopt;
    if (intention.step == give_back) {
      auto random = chance_of(scene, item, "returned");
      auto said = pick(scene.profile.wording.returns, random);
      return by(*actor, coordination::ReturnWork{intention.subject, fill(said.empty() ? "away; not finished" : said, item.opened.title, item.opened.business_key, "")});
    }
    return by(*actor, coordination::CompleteWork{intention.subject, feel::Value(result_of(scene, item)), work_of(scene, item, *actor)});
  }

 private:
  static Random chance_of(Scene const& scene, coordination::WorkItem const& item, char const* what) {
    return scene.chance.of({what, steady_name(scene.sight, item.opened.case_id), item.opened.element, item.opened.activity, std::to_string(item.returns)});
  }

  static Task const* task_of(Profile const& profile, coordination::WorkItem const& item) {
    for (auto const& task : profile.tasks)
      if (task.task.value == item.opened.element && task.process.text() == item.opened.process) return &task;
    return nullptr;
  }

  /// Whole minutes: that is how people write down what they worked.
  static Duration work_of(Scene const& scene, coordination::WorkItem const& item, Actor const& actor) {
    auto const* task = task_of(scene.profile, item);
    auto median = task && task->median ? *task->median : item.opened.expected;
    if (median.us <= 0) median = minutes(30);
    auto random = chance_of(scene, item, "work");
    auto sigma = task && task->sigma ? task->sigma->to_double() : 0.25;
    auto worked = random.log_normal(static_cast<double>(median.us) / 6e7, sigma) * actor.pace;
    return minutes(std::max<std::int64_t>(2, std::llround(std::min(worked, 60'000.0))));
  }

  static feel::Context result_of(Scene const& scene, coordination::WorkItem const& item) {
    feel::Context result;
    auto random = chance_of(scene, item, "result");
    if (auto const* task = task_of(scene.profile, item)) result = draw(task->yields, random);
    auto week = scene.cast.week(scene.sight, scene.sight.now);
    for (auto const& slip : scene.profile.drifts.slips) {
      if (slip.task.value != item.opened.element || slip.process.text() != item.opened.process) continue;
      if (!slip.customer.empty() && slip.customer.value != customer_of(scene.sight, item.opened.case_id)) continue;
      if (!happens(slip.share.to_double() * strength(slip.weeks, week), random)) continue;
      auto slipped = draw(slip.yields, random);
      for (auto const& [name, value] : slipped.entries()) result.set(name, value);
    }
    return result;
  }
};

}  // namespace

std::unique_ptr<Habit> finishing_habit() { return std::make_unique<Finishing>(); }

}  // namespace drivetrain::simulation
