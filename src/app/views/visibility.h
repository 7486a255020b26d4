// What one person does is shown to that person, and to those whom the model names for it: who answers for the person's unit or for a
// unit above it. Everybody else sees roles. An administrator of accounts is nobody in this.
#pragma once

#include <string>

#include "app/company.h"

namespace drivetrain::app::views {

/// `viewer`, `person`: ids; an empty viewer is nobody.
bool sees_person(Company const& company, std::string const& viewer, std::string const& person, Instant now);

/// DT-X942 when `viewer` asks for what `person` does and may not see it; anything that is no person of the model may be asked for.
Status may_ask_about(Company const& company, std::string const& viewer, std::string const& person, Instant now);

/// `text` with the names of those whom `viewer` does not see replaced by their roles: "Ann Bell" → "somebody (Fitter)".
std::string with_roles_for_names(Company const& company, std::string text, std::string const& viewer, Instant now);

}  // namespace drivetrain::app::views
