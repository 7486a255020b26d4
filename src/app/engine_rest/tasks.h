// What tasks and starts of instances share: their forms, as programs made for Camunda 7 ask for them.
#pragma once

#include "app/engine_rest/call.h"
#include "app/task_forms.h"

namespace drivetrain::app::engine_rest {

/// By which a program finds its form; null when it is made from what it asks for.
feel::Value form_key(processes::Form const& form);
/// FormDto; `form` null: it asks for nothing in particular.
platform::Response form_reference(processes::Form const* form);
/// The file of form-js. DT-X901 when it is none.
Result<platform::Response> deployed_form(api::Reading const& reading, std::string const& revision, processes::Form const* form);
/// Those variables, and what the form begins with; of the call's variableNames when there are any.
Result<platform::Response> form_variables(Call const& call, AskedForm const& asked, feel::Context variables);

}  // namespace drivetrain::app::engine_rest
