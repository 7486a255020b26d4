// Forms, as programs made for Camunda 8 ask for them: those of form-js that lie in the model as files.
#pragma once

#include "app/task_faces.h"
#include "app/zeebe_rest/call.h"

namespace drivetrain::app::zeebe_rest {

/// Of the file and its version.
std::string form_key_of(FormFile const& file);
/// As FormResult; 204 when nothing is asked for; DT-X901 for a form that is no file of form-js. `form` null: there is none.
Result<platform::Response> form_answer(api::Reading const& reading, std::string const& revision, processes::Form const* form);

}  // namespace drivetrain::app::zeebe_rest
