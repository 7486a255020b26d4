// Somebody on shift sees that something is wrong and calls.
#include <algorithm>

#include "coordination/commands.h"
#include "simulation/habits/calendar_days.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Calling final : public Habit {
 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    auto today = scene.sight.zone.to_local(agenda.after()).date;
    for (std::size_t i = 0; i < scene.profile.issues.size(); ++i) {
      auto const& habit = scene.profile.issues[i];
      if (habit.weekly.to_double() <= 0 || habit.titles.empty()) continue;
      for (int ahead = 0; ahead <= 1; ++ahead) {
        auto day = date_from_days(days_from_epoch(today) + ahead);
        int number = 0;
        for (auto moment : moments_of_day(scene, "call/" + habit.type.text(), day, habit.weekly.to_double(), share_of_day({}, day), habit.between))
          agenda.once(moment, std::to_string(i) + "/" + format_date(day), number++);
      }
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto slash = intention.subject.find('/');
    auto const& habit = scene.profile.issues[std::stoul(intention.subject.substr(0, slash))];
    auto random = scene.chance.of({"call", habit.type.text(), intention.subject, std::to_string(intention.step)});
    auto const* actor = scene.cast.on_shift(habit.by, scene.sight, scene.sight.now, random);
    if (!actor) return std::nullopt;
    coordination::RaiseIssue command;
    command.issue_type = habit.type.text();
    command.source = "andon";
    auto person = scene.sight.form.people.find(actor->id);
    if (person != scene.sight.form.people.end()) command.unit = person->second.unit.text();
    auto title = pick(habit.titles, random);
    std::string key, customer, what;
    if (happens(habit.on_case, random))
      for (auto const& [id, item] : scene.sight.coordination.items)
        if (item.person == actor->id) command.case_id = item.opened.case_id, key = item.opened.business_key, what = item.opened.title, customer = customer_of(scene.sight, item.opened.case_id);
    command.title = fill(title, what, key, customer);
    if (!key.empty()) command.detail = what + " · " + key + (customer.empty() ? "" : " · " + customer);
    return by(*actor, command);
  }
};

}  // namespace

std::unique_ptr<Habit> calling_habit() { return std::make_unique<Calling>(); }

}  // namespace drivetrain::simulation
