// Loading (see load.h).
#include "model/load.h"

#include "coordination/kinds.h"
#include "decisions/kinds.h"
#include "execution/kinds.h"
#include "notation/declaration.h"
#include "organisation/kinds.h"
#include "performance/kinds.h"
#include "processes/kinds.h"
#include "strategy/kinds.h"

namespace drivetrain::model {

namespace {

/// In the order of the essay's cascade, which is the order of the docs.
void bind_all(notation::DocumentReader& reader, OperatingModel& model) {
  reader.bind(model.organisation.company);
  reader.bind(model.strategy.choices);
  reader.bind(model.strategy.objectives);
  reader.bind(model.strategy.requirements);
  reader.bind(model.strategy.constraints);
  reader.bind(model.strategy.principles);
  reader.bind(model.strategy.assumptions);
  reader.bind(model.decisions.decisions);
  reader.bind(model.coordination.rhythms);
  reader.bind(model.coordination.issue_types);
  reader.bind(model.processes.processes);
  reader.bind(model.processes.services);
  reader.bind(model.execution.initiatives);
  reader.bind(model.performance.kpis);
  reader.bind(model.organisation.units);
  reader.bind(model.organisation.roles);
  reader.bind(model.organisation.people);
  reader.bind(model.organisation.assignments);
  reader.bind(model.organisation.calendars);
}

std::string scalar(notation::YamlNode const& document, char const* group, char const* key) {
  auto const* found = document.find(group);
  if (found) found = found->find(key);
  return found && found->kind == notation::YamlKind::scalar ? found->text : "";
}

bool is_yaml(std::string const& path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }
/// What moves a company in simulated time is about the model, not part of it (simulation/).
bool is_apart(std::string const& path) { return path.rfind("simulation/", 0) == 0 || path.rfind("tests/", 0) == 0; }

}  // namespace

void load(Files const& files, OperatingModel& model, Diagnostics& diagnostics) {
  model.files = files;
  model.revision = revision_of(files);
  notation::DocumentReader reader(diagnostics);
  bind_all(reader, model);
  for (auto const& [path, content] : files) {
    if (is_apart(path)) continue;
    auto& source = model.sources.emplace(path, SourceText(path, content)).first->second;
    if (!is_yaml(path)) continue;
    auto& documents = model.documents[path] = notation::read_yaml(source, diagnostics);
    for (auto const& document : documents) {
      reader.read(document);
      auto const* kind = document.find("kind");
      auto const* metadata = document.find("metadata");
      auto const* id = metadata ? metadata->find("id") : nullptr;
      if (!kind || !id) continue;
      auto title = scalar(document, "metadata", "title");
      model.entities.push_back({kind->text, id->text, title.empty() ? notation::in_words(id->text) : title, path, id->span, &document});
    }
  }
  model.references = reader.references();
}

notation::Catalogue const& catalogue() {
  static notation::Catalogue const all = [] {
    Diagnostics unused;
    OperatingModel empty;
    notation::DocumentReader reader(unused);
    bind_all(reader, empty);
    return reader.catalogue();
  }();
  return all;
}

Entity const* OperatingModel::find(std::string_view kind, std::string_view id) const {
  for (auto const& entity : entities)
    if (entity.kind == kind && entity.id == id) return &entity;
  return nullptr;
}

}  // namespace drivetrain::model
