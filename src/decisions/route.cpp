// Roles, seats and the ladder (see route.h).
#include "decisions/route.h"

#include <algorithm>
#include <limits>

#include "decisions/bands.h"
#include "decisions/subjects.h"
#include "organisation/views.h"
#include "organisation/working_time.h"

namespace drivetrain::decisions {

namespace {

constexpr int no_authority = std::numeric_limits<int>::min();

int authority_of(std::string const& role, organisation::Model const& form) {
  auto found = form.roles.find(role);
  return found == form.roles.end() ? no_authority : found->second.authority;
}

struct Above {
  std::string role;
  int band = -1;
};

/// Nothing when no band has more authority than `from_role`, or when there is no role to climb from.
std::optional<Above> band_above(Decision const& decision, std::string const& from_role, organisation::Model const& form) {
  auto from = authority_of(from_role, form);
  if (from == no_authority) return std::nullopt;
  std::optional<Above> nearest_above;
  int nearest_authority = 0;
  for (std::size_t i = 0; i < decision.bands.size(); ++i) {
    auto const& role = decision.bands[i].role.text();
    auto authority = authority_of(role, form);
    if (authority <= from || (nearest_above && authority >= nearest_authority)) continue;
    nearest_above = Above{role, static_cast<int>(i)};
    nearest_authority = authority;
  }
  return nearest_above;
}

/// A right belongs to one person, also where its role is held by several: the first who is there.
Seat first_of_many(organisation::Acting const& acting, std::string const& role, std::string const& excluded, People const& people) {
  for (auto const& person : acting.candidates)
    if (person != excluded)
      return {person, "holder", organisation::name_of(people.form, person) + " is the first of those who hold " + role + " and are there"};
  return {"", "", "nobody else of those who hold " + role + " is there"};
}

/// Another deputy of the day who is there, in order of preference.
std::optional<std::string> next_deputy(std::string const& role, std::string const& excluded, People const& people, Instant now) {
  auto day = organisation::local_day(people.form, now);
  for (auto const* assignment : organisation::assignments_of(people.form, role))
    for (auto const& term : assignment->deputies) {
      bool covers = (!term.from || *term.from <= day) && (!term.to || day <= *term.to);
      if (covers && term.person.text() != excluded && !organisation::absence_at(people.state, term.person.text(), now))
        return term.person.text();
    }
  return std::nullopt;
}

Route seated(Route route, std::string const& excluded, People const& people, Instant now) {
  if (route.role.empty()) return route;
  auto seat = seat_of(route.role, excluded, people, now);
  route.person = seat.person;
  route.via = seat.via;
  route.seat_why = seat.why;
  return route;
}

}  // namespace

std::string Route::why() const { return seat_why.empty() ? because : because + "; " + seat_why; }

Seat seat_of(std::string const& role, std::string const& excluded, People const& people, Instant now) {
  auto acting = organisation::acting_person(people.form, people.state, role, now);
  if (acting.via == organisation::Via::many) return first_of_many(acting, role, excluded, people);
  if (acting.person.empty()) return {"", "", acting.why};
  if (excluded.empty() || acting.person != excluded) return {acting.person, std::string(organisation::to_string(acting.via)), acting.why};
  auto name = organisation::name_of(people.form, excluded);
  if (auto deputy = next_deputy(role, excluded, people, now))
    return {*deputy, "deputy",
            name + " recommended it and may not decide it too; " + organisation::name_of(people.form, *deputy) + " is the next deputy"};
  return {"", "", name + " recommended it and may not decide it too, and nobody else stands in for " + role + " today"};
}

std::string stands_aside(Decision const& decision, std::string const& recommended_by) {
  return separates(decision, "recommend") && separates(decision, "decide") ? recommended_by : std::string();
}

Route route_facts(Decision const& decision, feel::Value const& facts, std::string const& recommended_by, People const& people,
                  Instant now) {
  auto answer = answer_bands(decision, facts, now);
  Route route;
  route.role = answer.role;
  route.band = answer.band;
  route.because = answer.because;
  return seated(std::move(route), stands_aside(decision, recommended_by), people, now);
}

Route route_live(Decision const& decision, LiveDecision const& live, People const& people, Instant now) {
  if (live.escalated_because.empty()) return route_facts(decision, live.facts, live.recommended_by, people, now);
  Route route;
  route.role = live.role;
  route.band = live.band;
  route.because = live.escalated_because;
  return seated(std::move(route), stands_aside(decision, live.recommended_by), people, now);
}

std::optional<Rung> climb(Decision const& decision, std::string const& from_role, std::string const& from_person,
                          std::string const& excluded, int first_step, People const& people, Instant now) {
  auto from = authority_of(from_role, people.form);
  std::optional<Rung> highest_yet;
  for (auto step = first_step; step < static_cast<int>(decision.escalation.size()); ++step) {
    auto const& to = decision.escalation[static_cast<std::size_t>(step)].to.text();
    Rung rung{step, to, -1, {}};
    if (to == "next-band") {
      auto above = band_above(decision, from_role, people.form);
      if (!above) continue;
      rung.role = above->role;
      rung.band = above->band;
    }
    if (authority_of(rung.role, people.form) <= from) continue;
    rung.seat = seat_of(rung.role, excluded, people, now);
    if (!rung.seat.person.empty() && rung.seat.person != from_person) return rung;
    if (!highest_yet) highest_yet = std::move(rung);
  }
  return highest_yet;
}

std::optional<Rung> next_band(Decision const& decision, std::string const& from_role, std::string const& excluded, People const& people,
                              Instant now) {
  auto above = band_above(decision, from_role, people.form);
  if (!above) return std::nullopt;
  return Rung{-1, above->role, above->band, seat_of(above->role, excluded, people, now)};
}

Instant after_working(std::string const& role, Instant from, Duration work, organisation::Model const& form) {
  if (auto hours = organisation::hours_of_role(form, role))
    if (auto due = organisation::add_working(*hours, from, work)) return *due;
  return from + work;
}

Duration worked_between(std::string const& role, Instant from, Instant to, organisation::Model const& form) {
  auto hours = organisation::hours_of_role(form, role);
  return hours ? organisation::working_duration(*hours, from, to) : to - from;
}

std::string decider_in_words(Route const& route, organisation::Model const& form) {
  return organisation::name_of(form, route.person) + " (" + (route.via == "deputy" ? "deputy of " : "") + route.role + ")";
}

}  // namespace drivetrain::decisions
