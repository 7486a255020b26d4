// Naming the starter (see starter.h).
#include "app/own_data/starter.h"

#include "app/own_data/fold.h"
#include "app/own_data/lay_out.h"
#include "notation/yaml_edit.h"

namespace drivetrain::app::own_data {

namespace {

void replace_once(std::string& text, std::string_view what, std::string const& with) {
  if (auto at = text.find(what); at != std::string::npos) text.replace(at, what.size(), with);
}

}  // namespace

std::map<std::string, std::string> starter_model(std::string const& name, std::string const& timezone) {
  auto files = starter_files();
  auto& company = files["model.yaml"];
  if (!name.empty()) {
    replace_once(company, "id: my-company, title: My company", "id: " + id_from(name) + ", title: " + notation::yaml_text(name));
    replace_once(files["org/units.yaml"], "title: My company", "title: " + notation::yaml_text(name));
  }
  if (!timezone.empty()) replace_once(company, "timezone: Europe/London ", "timezone: " + timezone + " ");
  lay_out(files);
  return files;
}

}  // namespace drivetrain::app::own_data
