// Loading (see load.h).
#include "model/load.h"

#include "adaptation/kinds.h"
#include "coordination/kinds.h"
#include "decisions/kinds.h"
#include "execution/kinds.h"
#include "model/openslo.h"
#include "notation/declaration.h"
#include "organisation/kinds.h"
#include "performance/kinds.h"
#include "processes/kinds.h"
#include "resources/kinds.h"
#include "strategy/kinds.h"

namespace drivetrain::model {

namespace {

/// In the order of the essay's cascade, which is the order of the docs.
void bind_all(notation::DocumentReader& reader, OperatingModel& model) {
  reader.bind(model.organisation.company);
  reader.bind(model.strategy.intents);
  reader.bind(model.strategy.choices);
  reader.bind(model.strategy.objectives);
  reader.bind(model.strategy.strategies);
  reader.bind(model.strategy.requirements);
  reader.bind(model.strategy.constraints);
  reader.bind(model.strategy.principles);
  reader.bind(model.strategy.assumptions);
  reader.bind(model.strategy.signals);
  reader.bind(model.decisions.decisions);
  reader.bind(model.coordination.rhythms);
  reader.bind(model.coordination.issue_types);
  reader.bind(model.coordination.improvements);
  reader.bind(model.coordination.experiments);
  reader.bind(model.processes.processes);
  reader.bind(model.processes.sops);
  reader.bind(model.processes.instructions);
  reader.bind(model.processes.check_plans);
  reader.bind(model.processes.services);
  reader.bind(model.processes.segments);
  reader.bind(model.processes.surveys);
  reader.bind(model.execution.initiatives);
  reader.bind(model.execution.milestones);
  reader.bind(model.performance.measures);
  reader.bind(model.performance.kpis);
  reader.bind(model.performance.slos);
  reader.bind(model.organisation.locations);
  reader.bind(model.organisation.units);
  reader.bind(model.organisation.charters);
  reader.bind(model.organisation.skills);
  reader.bind(model.organisation.roles);
  reader.bind(model.organisation.people);
  reader.bind(model.organisation.assignments);
  reader.bind(model.organisation.calendars);
  reader.bind(model.organisation.shifts);
  reader.bind(model.resources.work_centres);
  reader.bind(model.resources.assets);
  reader.bind(model.resources.meters);
  reader.bind(model.resources.maintenance_plans);
  reader.bind(model.resources.items);
  reader.bind(model.resources.suppliers);
  reader.bind(model.resources.stock_policies);
  reader.bind(model.resources.budgets);
  reader.bind(model.resources.demands);
  reader.bind(model.resources.interfaces);
  reader.bind(model.resources.data_contracts);
  reader.bind(model.resources.agents);
  reader.bind(model.adaptation.risks);
  reader.bind(model.adaptation.controls);
  reader.bind(model.adaptation.obligations);
  reader.bind(model.adaptation.contingencies);
  reader.bind(model.adaptation.incident_types);
  reader.bind(model.adaptation.scenarios);
}

std::string scalar(notation::YamlNode const& document, char const* group, char const* key) {
  auto const* found = document.find(group);
  if (found) found = found->find(key);
  return found && found->kind == notation::YamlKind::scalar ? found->text : "";
}

bool is_yaml(std::string const& path) { return path.ends_with(".yaml") || path.ends_with(".yml"); }
/// What moves a company in simulated time is about the model, not part of it (simulation/).
bool is_apart(std::string const& path) { return path.rfind("simulation/", 0) == 0; }

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
    for (auto& document : documents) {
      if (is_openslo(document)) {
        auto as_slo = from_openslo(document, diagnostics);
        if (!as_slo) continue;
        document = std::move(*as_slo);
      }
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
  organisation::index_assignments(model.organisation);
  execution::place_milestones(model.execution);
  performance::fill_in_measures(model.performance);
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
