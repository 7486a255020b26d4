// Somebody looks over the work that waits, finds a promise in danger, and asks whoever may decide to let it overtake.
#include <algorithm>

#include "coordination/queue.h"
#include "decisions/commands.h"
#include "simulation/habits/calendar_days.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Asking final : public Habit {
 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    auto today = scene.sight.zone.to_local(agenda.after()).date;
    for (std::size_t i = 0; i < scene.profile.asks.size(); ++i) {
      auto const& habit = scene.profile.asks[i];
      for (int ahead = 0; ahead <= 1; ++ahead) {
        auto day = date_from_days(days_from_epoch(today) + ahead);
        int number = 0;
        for (auto moment : moments_of_day(scene, "ask/" + habit.decision.text() + std::to_string(i), day, habit.weekly.to_double(), share_of_day({}, day), habit.between))
          agenda.once(moment, std::to_string(i) + "/" + format_date(day), number++);
      }
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto slash = intention.subject.find('/');
    auto const& habit = scene.profile.asks[std::stoul(intention.subject.substr(0, slash))];
    auto const* actor = scene.cast.acting(habit.by.text(), scene.sight, scene.sight.now);
    if (!actor || !actor->hours.works_at(scene.sight.now)) return std::nullopt;
    auto const* item = most_pressing(scene, habit);
    if (!item) return std::nullopt;
    auto random = scene.chance.of({"ask", habit.decision.text(), intention.subject, std::to_string(intention.step)});
    decisions::OpenDecision command;
    command.decision = habit.decision.text();
    command.subject = item->opened.item;
    command.kind = "work";
    auto customer = customer_of(scene.sight, item->opened.case_id);
    command.title = "Let " + item->opened.title + " of " + item->opened.business_key + " overtake" + (customer.empty() ? "" : " · " + customer);
    command.facts = feel::Value(draw(habit.facts, random));
    command.recommended_by = actor->id;
    command.recommendation = habit.recommending.value;
    return by(*actor, command);
  }

 private:
  /// Of what waits behind others and nobody has asked about: the least slack to its promise.
  static coordination::WorkItem const* most_pressing(Scene const& scene, AskHabit const& habit) {
    auto const& sight = scene.sight;
    coordination::WorkItem const* pressing = nullptr;
    std::optional<Duration> least;
    for (auto const& [role, ready] : sight.coordination.ready)
      for (auto const& entry : coordination::queue_of(role, sight.coordination, sight.routines, sight.values, sight.now)) {
        auto const& item = *entry.item;
        if (entry.rank <= 1 || !entry.score.slack || !item.expedited_by.empty()) continue;
        if (!habit.tier.empty() && item.opened.tier != habit.tier.value) continue;
        auto asked = std::any_of(sight.decisions.live.begin(), sight.decisions.live.end(), [&](auto const& one) { return one.second.subject == item.opened.item; }) ||
                     std::any_of(sight.decisions.answered.begin(), sight.decisions.answered.end(), [&](auto const& one) { return one.asked.subject == item.opened.item; });
        if (asked || (least && *entry.score.slack >= *least)) continue;
        pressing = &item;
        least = *entry.score.slack;
      }
    return pressing;
  }
};

}  // namespace

std::unique_ptr<Habit> asking_habit() { return std::make_unique<Asking>(); }

}  // namespace drivetrain::simulation
