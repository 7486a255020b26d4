// DT-S108: a requirement is realised by something that runs. Prevents strategic drift: a requirement on paper only.
#include "strategy/check.h"

namespace drivetrain::strategy {

void check_requirements(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, requirement] : model.requirements) {
    if (!requirement.realised_by.empty()) continue;
    Diagnostic d;
    d.code = "DT-S108";
    d.span = requirement.header.id_span;
    d.message = "requirement " + id + " is realised by no process, rule, KPI or control";
    d.why = "a requirement that nothing carries stays on the slide, and operations never become what strategy needs";
    d.help = "add  realised_by: [{process: <process>}]  or a decision, rhythm or kpi that makes it true";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::strategy
