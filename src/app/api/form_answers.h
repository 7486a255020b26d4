// What answers about form share: the day that is asked for, a role by name, its load, findings.
#pragma once

#include "app/api/write.h"
#include "app/views/form.h"

namespace drivetrain::app::api {

/// Query parameter `on`; today when absent.
Result<views::FormDay> asked_day(Exchange const& exchange, Reading const& reading);
void write_role_ref(JsonWriter& json, Reading const& reading, std::string const& role);
void write_load(JsonWriter& json, views::RoleLoad const& load);
void write_form_finding(JsonWriter& json, Reading const& reading, views::FormFinding const& finding);

}  // namespace drivetrain::app::api
