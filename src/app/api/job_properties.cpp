// See job_properties.h.
#include "app/api/job_properties.h"

namespace drivetrain::app::api {

std::vector<std::pair<std::string, std::string>> const& properties_of(Reading const& reading, TakenJob const& job) {
  static std::vector<std::pair<std::string, std::string>> const none;
  if (job.activity->kind.text() == "listener") return none;  // what stands at the element is for its own job
  auto const* program = reading.company.find(std::string_view(job.c->revision.text()), job.c->process.text());
  auto node = program ? program->find(job.activity->element.text()) : processes::no_index;
  return node == processes::no_index ? none : program->properties(node);
}

void write_properties(JsonWriter& json, Reading const& reading, TakenJob const& job) {
  json.begin_object();
  for (auto const& [name, value] : properties_of(reading, job)) json.field(name, value);
  json.end_object();
}

}  // namespace drivetrain::app::api
