// Vacancies: days on which nobody of today stands behind a role.
#pragma once

#include <optional>
#include <string_view>

#include "organisation/model.h"

namespace drivetrain::organisation {

/// The first of `days` days from `from` that no term of a holder or deputy covers; nothing when there is none. Terms count, absences
/// do not (as is_staffed in views.h).
std::optional<Date> first_vacancy(Model const& model, std::string_view role, Date from, int days);

}  // namespace drivetrain::organisation
