// Who it is today. A role becomes exactly one person: its holder of that day who is there, else the first deputy in order
// who is valid and there, else nobody, with the reason. Days are those of the company's zone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "organisation/model.h"
#include "organisation/state.h"

namespace drivetrain::organisation {

/// many: a role held by several; any of the candidates may act. nobody: see `why`.
enum class Via { holder, deputy, many, nobody };
std::string_view to_string(Via via);

struct Acting {
  std::string person;                   ///< empty for many and nobody
  Via via = Via::nobody;
  std::string why;                      ///< "Ben Okafor is away until 2026-04-03; Ana Ruiz is the first deputy"
  std::optional<Date> until;            ///< last day of the term, or of the absence that a deputy covers; open when absent
  std::vector<std::string> candidates;  ///< of a role held by many: who is there, in order of the file
};

/// A role that the person has today, as holder (also one of many) or by standing in.
struct RoleToday {
  std::string role;
  Via via = Via::holder;                ///< holder or deputy
  std::string why;
  std::optional<Date> until;
};

/// The day in the company's zone.
Date local_day(Model const& model, Instant instant);
/// "Ben Okafor": the person's title, or the id when the model does not know the person.
std::string name_of(Model const& model, std::string_view person);

/// Whose term as holder covers that day, in order of the file, whether there or away.
std::vector<std::string> holders_today(Model const& model, std::string_view role, Instant instant);
/// Whether a holder's or deputy's term covers that day at all, absences aside (DT-D202).
bool is_staffed(Model const& model, std::string_view role, Date day);

/// The roles that lead the person's unit or one above it: whoever runs the place, the nearest first. Units without an owner are passed by.
std::vector<std::string> leads_of(Model const& model, std::string_view person);

Acting acting_person(Model const& model, State const& state, std::string_view role, Instant instant);
/// Highest authority first, then by id.
std::vector<RoleToday> roles_of(Model const& model, State const& state, std::string_view person, Instant instant);
/// The one person of today, or one of the candidates of a role held by many.
bool may_act(Model const& model, State const& state, std::string_view person, std::string_view role, Instant instant);

}  // namespace drivetrain::organisation
