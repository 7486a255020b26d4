// See forms.h.
#include "app/zeebe_rest/forms.h"

#include "app/zeebe_rest/keys.h"
#include "base/hash.h"

namespace drivetrain::app::zeebe_rest {

std::string form_key_of(FormFile const& file) {
  auto digest = sha256("form\n" + file.path + '\n' + std::to_string(file.version));
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 7; ++i) number = number << 8 | digest[i];
  return std::to_string(variable_space | number);
}

Result<platform::Response> form_answer(api::Reading const& reading, std::string const& revision, processes::Form const* form) {
  if (!form) return no_content();
  auto file = form_file(reading.company, revision, *form);
  if (!file) return Error{"DT-X901", "its form is " + form->source() + ", which is no file of form-js", "/api/v1 says what is asked for, as a JSON Schema"};
  feel::Context row;
  row.append("tenantId", feel::Value(tenant)), row.append("formId", feel::Value(file->id)), row.append("schema", feel::Value(file->text)), row.append("version", feel::Value(file->version)), row.append("formKey", feel::Value(form_key_of(*file)));
  return answer_row(row);
}

}  // namespace drivetrain::app::zeebe_rest
