// Holders: a role and who answers for it today, with the reason. What every page shows where it says whose something is.
#pragma once

#include <string>
#include <vector>

#include "app/views/names.h"
#include "decisions/views.h"

namespace drivetrain::app::views {

/// `via`: holder, deputy, many (any of several), nobody. Person is empty for the last two.
struct Holder {
  std::string role, role_title, person, name, via, why;
};
void write_json(JsonWriter& json, Holder const& holder);

Holder holder_of(Company const& company, std::string const& role, Instant now);
/// Of a decision: its route says who and why.
Holder holder_of(Company const& company, decisions::Route const& route);
/// Who a live decision waits for today; its version's bands apply.
Holder holder_of(Company const& company, decisions::LiveDecision const& live, Instant now);
decisions::Route route_of(Company const& company, decisions::LiveDecision const& live, Instant now);

/// Whether the person acts in one of the roles today; nobody, an empty person, does not.
bool may_one_of(Company const& company, std::string const& person, std::vector<std::string> const& roles, Instant now);

/// Writes the owner of an entity of the model under "owner"; nothing when it has none.
void write_owner(JsonWriter& json, Company const& company, notation::Header const& header, Instant now);

}  // namespace drivetrain::app::views
