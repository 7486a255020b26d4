// What the simulated see (see simulation_stage.h).
#include "app/simulation_stage.h"

namespace drivetrain::app {

Status SimulationStage::look(std::function<void(simulation::Sight const&)> const& eye) {
  return runtime_.journal().read([&] {
    auto const& company = runtime_.company();
    auto const& model = company.model();
    eye({runtime_.now(), model.revision, company.zone(), model.organisation, company.organisation, model.decisions, company.decisions,
         model.coordination, company.coordination, model.processes, company.processes, model.execution, company.execution,
         company.adaptation, model.values});
  });
}

}  // namespace drivetrain::app
