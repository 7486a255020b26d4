// Building the cast, and when its members are there (see cast.h).
#include "simulation/cast.h"

#include <algorithm>

#include "organisation/views.h"

namespace drivetrain::simulation {

namespace {

constexpr std::int64_t look_every_us = minutes(5).us;
constexpr std::int64_t return_every_us = hours(1).us;

Date monday_of(Date date) { return date_from_days(days_from_epoch(date) - (weekday(date) - 1)); }

std::vector<Date> holidays_of(organisation::Model const& form) {
  auto calendar = form.calendars.find(form.company.calendar.text());
  return calendar == form.calendars.end() ? std::vector<Date>() : calendar->second.holidays;
}

std::vector<organisation::WorkingHours> hours_of_shift(Shift const& shift, organisation::Model const& form, std::shared_ptr<Zone const> const& zone) {
  std::vector<organisation::WorkingHours> turns;
  for (auto const& week : shift.weeks) {
    organisation::Calendar calendar;
    calendar.hours = week;
    // Who works at week-ends works on holidays: the pumps do, too.
    if (!week.contains("sun")) calendar.holidays = holidays_of(form);
    if (auto hours = organisation::WorkingHours::of(calendar, zone)) turns.push_back(hours.take());
  }
  return turns;
}

/// The next moment of a grid through `phase`, after `after`.
Instant on_grid(Instant after, std::int64_t every, std::int64_t phase) {
  auto steps = (after.us - phase) / every + 1;
  return {steps * every + phase};
}

std::optional<Instant> next_on_grid(Actor const& actor, Instant after, std::int64_t every, organisation::State const& absences) {
  auto phase = actor.phase_us % every;
  auto at = on_grid(after, every, phase);
  for (int tries = 0; tries < 400; ++tries) {
    auto present = there(actor, at, absences);
    if (!present) return std::nullopt;
    if (*present == at) return at;
    at = on_grid(*present - Duration{1}, every, phase);
  }
  return std::nullopt;
}

}  // namespace

Cast::Cast(Profile const& profile, Chance const& chance, Sight const& sight, std::set<std::string> const& apart) : revision_(sight.revision) {
  auto begun = sight.adaptation.versions.empty() ? sight.now : sight.adaptation.versions.front().deployed;
  first_ = monday_of(sight.zone.to_local(begun).date);
  std::map<std::string, std::vector<std::string>> roles;
  for (auto const& [id, assignment] : sight.form.assignments) {
    for (auto const& term : assignment.holders) roles[term.person.text()].push_back(assignment.role.text());
    for (auto const& term : assignment.deputies) roles[term.person.text()].push_back(assignment.role.text());
  }
  auto zone = Zone::find(sight.form.company.timezone.value);
  for (auto const& [id, person] : sight.form.people) {
    if (apart.contains(id)) continue;
    auto player = std::find_if(profile.people.begin(), profile.people.end(), [&](Player const& one) { return one.person.text() == id; });
    std::vector<organisation::WorkingHours> turns;
    if (player != profile.people.end() && zone) {
      auto shift = std::find_if(profile.shifts.begin(), profile.shifts.end(), [&](Shift const& one) { return one.id.value == player->shift.value; });
      if (shift != profile.shifts.end()) turns = hours_of_shift(*shift, sight.form, *zone);
    }
    if (turns.empty()) {
      auto const& held = roles[id];
      auto hours = organisation::hours_of_role(sight.form, held.empty() ? "" : held.front());
      if (!hours) continue;
      turns.push_back(hours.take());
    }
    auto random = chance.of({"look", id});
    Actor actor{id, Hours(std::move(turns), first_, player == profile.people.end() ? 0 : player->turn),
                player == profile.people.end() ? 1 : player->pace.to_double(), roles[id],
                static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(return_every_us / 1'000'000))) * 1'000'000};
    actors_.emplace(id, std::move(actor));
  }
}

Actor const* Cast::find(std::string_view person) const {
  auto found = actors_.find(person);
  return found == actors_.end() ? nullptr : &found->second;
}

Actor const* Cast::acting(std::string_view role, Sight const& sight, Instant at) const {
  auto acting = organisation::acting_person(sight.form, sight.absences, role, at);
  if (!acting.person.empty()) return find(acting.person);
  for (auto const& candidate : acting.candidates)
    if (auto const* actor = find(candidate)) return actor;
  return nullptr;
}

Actor const* Cast::on_shift(std::vector<Ref<organisation::Role>> const& roles, Sight const& sight, Instant at, Random& random) const {
  std::vector<Actor const*> present;
  for (auto const& role : roles)
    for (auto const& [id, actor] : actors_)
      if (actor.hours.works_at(at) && organisation::may_act(sight.form, sight.absences, id, role.text(), at)) present.push_back(&actor);
  return present.empty() ? nullptr : present[random.below(present.size())];
}

int Cast::week(Sight const& sight, Instant at) const {
  return static_cast<int>((days_from_epoch(sight.zone.to_local(at).date) - days_from_epoch(first_)) / 7) + 1;
}

std::optional<Instant> there(Actor const& actor, Instant at, organisation::State const& absences) {
  for (int tries = 0; tries < 400; ++tries) {
    auto next = actor.hours.next(at);
    if (!next) return std::nullopt;
    auto const* absence = organisation::absence_at(absences, actor.id, *next);
    if (!absence) return next;
    at = absence->to;
  }
  return std::nullopt;
}

std::optional<Instant> next_look(Actor const& actor, Instant after, organisation::State const& absences) {
  return next_on_grid(actor, after, look_every_us, absences);
}

std::optional<Instant> next_return(Actor const& actor, Instant after, organisation::State const& absences) {
  return next_on_grid(actor, after, return_every_us, absences);
}

}  // namespace drivetrain::simulation
