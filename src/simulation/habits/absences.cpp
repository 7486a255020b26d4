// People fall ill and go on leave. They say so, and their deputies stand in.
#include <algorithm>

#include "organisation/commands.h"
#include "simulation/habits/habits.h"

namespace drivetrain::simulation {

namespace {

class Absences final : public Habit {
  static constexpr int leave = 1'000;  ///< steps from here on are leaves by their place in the profile

 public:
  void look(Scene const& scene, Agenda& agenda) const override {
    auto week = scene.cast.week(scene.sight, agenda.after());
    for (auto this_week = week; this_week <= week + 1; ++this_week) {
      auto monday = date_from_days(days_from_epoch(scene.cast.first_monday()) + 7 * (this_week - 1));
      for (auto const& [id, actor] : scene.cast.actors())
        if (auto ill = illness(scene, actor, monday)) agenda.once(ill->from, id, this_week);
      int number = 0;
      for (auto const& planned : scene.profile.leaves) {
        if (planned.week == this_week && scene.cast.find(planned.person.text()))
          agenda.once(local_instant(scene.sight.zone, monday, hours(5).us), planned.person.text(), leave + number);
        ++number;
      }
    }
  }

  std::optional<journal::Command> act(Scene const& scene, Intention const& intention) const override {
    auto const* actor = scene.cast.find(intention.subject);
    if (!actor) return std::nullopt;
    if (intention.step >= leave) {
      auto const& planned = scene.profile.leaves[static_cast<std::size_t>(intention.step - leave)];
      auto until = date_from_days(days_from_epoch(scene.sight.zone.to_local(intention.at).date) + planned.days);
      return by(*actor, organisation::ReportAbsence{actor->id, intention.at, local_instant(scene.sight.zone, until, 0), planned.reason});
    }
    auto monday = date_from_days(days_from_epoch(scene.cast.first_monday()) + 7 * (intention.step - 1));
    auto ill = illness(scene, *actor, monday);
    // Who is away already need not call in sick.
    if (!ill || away_between(scene, *actor, ill->from, ill->to)) return std::nullopt;
    return by(*actor, organisation::ReportAbsence{actor->id, intention.at, ill->to, ill->reason});
  }

 private:
  struct Illness {
    Instant from, to;
    std::string reason;
  };

  static bool away_between(Scene const& scene, Actor const& actor, Instant from, Instant to) {
    auto absences = scene.sight.absences.absences.find(actor.id);
    return absences != scene.sight.absences.absences.end() &&
           std::any_of(absences->second.begin(), absences->second.end(), [&](auto const& absence) { return absence.from < to && from < absence.to; });
  }

  /// From half an hour before a shift of that week.
  static std::optional<Illness> illness(Scene const& scene, Actor const& actor, Date monday) {
    auto const& sickness = scene.profile.sickness;
    auto random = scene.chance.of({"ill", actor.id, format_date(monday)});
    if (!happens(sickness.weekly, random)) return std::nullopt;
    auto day = days_from_epoch(monday) + static_cast<std::int64_t>(random.below(5));
    auto shift = actor.hours.next(local_instant(scene.sight.zone, date_from_days(day), hours(4).us));
    if (!shift) return std::nullopt;
    auto last = days_from_epoch(scene.sight.zone.to_local(*shift).date) + 1 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(std::max(1, sickness.longest_days))));
    return Illness{*shift - minutes(30), local_instant(scene.sight.zone, date_from_days(last), 0), pick(sickness.reasons, random)};
  }
};

}  // namespace

std::unique_ptr<Habit> absence_habit() { return std::make_unique<Absences>(); }

}  // namespace drivetrain::simulation
