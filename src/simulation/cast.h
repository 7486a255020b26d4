// Cast: who is there to act. Each person with the hours of the profile's shift (else of the person's role), the roles that the
// person may come to act in, and the moments at which the person looks up from work.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "simulation/chance.h"
#include "simulation/hours.h"
#include "simulation/profile.h"
#include "simulation/stage.h"

namespace drivetrain::simulation {

struct Actor {
  std::string id;
  Hours hours;
  double pace = 1;
  std::vector<std::string> roles;              ///< held or deputised on some day
  std::int64_t phase_us = 0;                   ///< looks up at this much past every look_every
};

class Cast {
 public:
  /// For the model in force. `apart`: people played by somebody else.
  Cast(Profile const& profile, Chance const& chance, Sight const& sight, std::set<std::string> const& apart);

  std::string const& revision() const { return revision_; }
  std::map<std::string, Actor, std::less<>> const& actors() const { return actors_; }
  /// Null for those who are not simulated.
  Actor const* find(std::string_view person) const;
  /// Who acts in the role today, when simulated; null when nobody does.
  Actor const* acting(std::string_view role, Sight const& sight, Instant at) const;
  /// One of those on shift who hold one of these roles; null when there is none.
  Actor const* on_shift(std::vector<Ref<organisation::Role>> const& roles, Sight const& sight, Instant at, Random& random) const;

  /// Week 1 begins on the Monday of the first deployment.
  int week(Sight const& sight, Instant at) const;
  Date first_monday() const { return first_; }

 private:
  std::string revision_;
  Date first_;
  std::map<std::string, Actor, std::less<>> actors_;
};

/// The first moment from `at` on at which the actor is on shift and not away; nothing within a year.
std::optional<Instant> there(Actor const& actor, Instant at, organisation::State const& absences);
/// When the actor next looks up from work, after `after`.
std::optional<Instant> next_look(Actor const& actor, Instant after, organisation::State const& absences);
/// When the actor next comes back to something that was due and could not be done.
std::optional<Instant> next_return(Actor const& actor, Instant after, organisation::State const& absences);

}  // namespace drivetrain::simulation
