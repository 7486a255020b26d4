// Whoever has nothing in hand looks up every few minutes and takes the first item of the queue; or, where the profile says so,
// one that waits further back, and says why.
#include <algorithm>

#include "coordination/commands.h"
#include "coordination/queue.h"
#include "organisation/views.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Starting final : public Habit {
  static constexpr std::size_t seen_of_queue = 12;  ///< nobody reads further down

 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    auto const& sight = scene.sight;
    std::set<std::string_view> busy;
    for (auto const& [id, item] : sight.coordination.items)
      if (!item.ready()) busy.insert(item.person);
    for (auto const& [id, actor] : scene.cast.actors()) {
      if (busy.contains(id)) continue;
      auto waits = std::any_of(actor.roles.begin(), actor.roles.end(), [&](std::string const& role) {
        auto ready = sight.coordination.ready.find(role);
        return ready != sight.coordination.ready.end() && !ready->second.empty() && organisation::may_act(sight.form, sight.absences, id, role, agenda.after());
      });
      if (!waits) continue;
      if (auto at = next_look(actor, agenda.after(), sight.absences)) agenda.once(*at, id);
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto const* actor = scene.cast.find(intention.subject);
    if (!actor) return std::nullopt;
    auto const& sight = scene.sight;
    auto queue = coordination::queue_for(actor->id, sight.coordination, sight.routines, sight.values, {sight.form, sight.absences}, sight.now);
    std::erase_if(queue, [](auto const& entry) { return !entry.available(); });
    if (queue.empty()) return std::nullopt;
    for (std::size_t i = 1; i < std::min(queue.size(), seen_of_queue); ++i)
      if (queue[i].score.value < queue.front().score.value)
        if (auto reason = why_jump(scene, *queue[i].item)) return by(*actor, coordination::StartWork{queue[i].item->opened.item, *reason});
    return by(*actor, coordination::StartWork{queue.front().item->opened.item, ""});
  }

 private:
  /// Of one item the answer is the same however often one looks.
  static std::optional<std::string> why_jump(Scene const& scene, coordination::WorkItem const& item) {
    auto const& opened = item.opened;
    auto customer = customer_of(scene.sight, opened.case_id);
    auto week = scene.cast.week(scene.sight, scene.sight.now);
    std::size_t number = 0;
    for (auto const& jump : scene.profile.drifts.jumps) {
      auto name = std::to_string(number++);
      if (!jump.customer.empty() && jump.customer.value != customer) continue;
      auto random = scene.chance.of({"jump", name, steady_name(scene.sight, opened.case_id), opened.element, opened.activity});
      if (happens(jump.share.to_double() * strength(jump.weeks, week), random)) return fill(pick(jump.reasons, random), opened.title, opened.business_key, customer);
    }
    return std::nullopt;
  }
};

}  // namespace

std::unique_ptr<Habit> starting_habit() { return std::make_unique<Starting>(); }

}  // namespace drivetrain::simulation
