// The compiler's passes in order (see compile.h).
#include "model/compile.h"

#include "adaptation/check.h"
#include "coordination/check.h"
#include "decisions/check.h"
#include "decisions/compile.h"
#include "model/checks/checks.h"
#include "model/load.h"
#include "model/resolve.h"
#include "model/severities.h"
#include "model/values.h"
#include "model/waivers.h"
#include "organisation/check.h"
#include "performance/check.h"
#include "processes/check.h"
#include "processes/compile.h"
#include "resources/check.h"
#include "strategy/check.h"

namespace drivetrain::model {

namespace {

std::string beside(std::string const& file, std::string const& name) {
  auto slash = file.rfind('/');
  return slash == std::string::npos ? name : file.substr(0, slash + 1) + name;
}

void compile_processes(OperatingModel& model, decisions::CallableDecisions& callable, Diagnostics& diagnostics) {
  for (auto const& [id, process] : model.processes.processes) {
    auto path = beside(process.header.file, process.bpmn.value);
    auto source = model.sources.find(path);
    if (source == model.sources.end()) {
      Diagnostic d;
      d.code = "DT-R001";
      d.span = process.bpmn.span.known() ? process.bpmn.span : process.header.id_span;
      d.message = "process " + id + " names the diagram " + path + ", which is not there";
      d.why = "without its diagram the process cannot run";
      d.help = "put the BPMN file beside " + process.header.file + ", or correct its name";
      d.subject = id;
      diagnostics.add(std::move(d));
      continue;
    }
    auto definitions = notation::read_bpmn(source->second, diagnostics);
    if (!definitions) continue;
    if (auto program = processes::compile(*definitions, process, diagnostics, &callable, &model.sources)) model.programs.emplace(id, std::move(program));
  }
}

int threshold(OperatingModel const& model, char const* name, int otherwise) {
  auto found = model.organisation.company.thresholds.find(name);
  if (found == model.organisation.company.thresholds.end()) return otherwise;
  return static_cast<int>(found->second.to_int64().value_or(otherwise));
}

}  // namespace

Compilation compile(Files const& files, CompileOptions const& options, std::vector<ExcusedFinding>& excused) {
  auto model = std::make_shared<OperatingModel>();
  Diagnostics found;
  load(files, *model, found);
  found.change_severities(severity_changes(model->organisation.company));
  check_severities(model->organisation.company, found);
  resolve(*model, found);
  decisions::CallableDecisions callable(model->sources, found);
  compile_processes(*model, callable, found);
  model->called = callable.called();
  model->tables = decisions::compile_tables(model->decisions, model->sources, found, callable.files());
  model->kpis = performance::compile_kpis(model->performance, model->resources, found);

  organisation::check(model->organisation, found);
  strategy::check(model->strategy, threshold(*model, "max_objectives_per_level", 7), found);
  decisions::check({model->decisions, model->organisation, options.at, found});
  coordination::check({model->coordination, model->organisation, options.at, found});
  resources::check({model->resources, model->organisation, model->decisions, options.at, found});
  processes::check({model->processes, options.at, found});
  performance::check(model->performance, *model->kpis, found);
  adaptation::check({model->adaptation, threshold(*model, "risk_appetite", 9), options.at, found});
  check_joined({*model, options.at}, found);

  model->values = compute_values(model->strategy, model->processes);
  Compilation compilation;
  auto sifted = apply_waivers(*model, options.at, found);
  compilation.diagnostics = std::move(sifted.diagnostics);
  excused = std::move(sifted.excused);
  compilation.diagnostics.sort();
  compilation.model = std::move(model);
  return compilation;
}

Compilation compile(Files const& files, CompileOptions const& options) {
  std::vector<ExcusedFinding> unused;
  return compile(files, options, unused);
}

}  // namespace drivetrain::model
