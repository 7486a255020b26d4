// DT-F102: conditions on a figure ("value > 24") that cannot be read. They are looked at by machines, weeks later; one that cannot be
// read would never hold, and nobody would notice. Prevents slow adaptation.
#include "feel/expression.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

class ValueFormulas {
 public:
  explicit ValueFormulas(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void require(std::string const& subject, notation::Formula const& formula) {
    if (formula.empty()) return;
    auto compiled = feel::compile(formula.text, {{"value"}, false});
    auto const* error = std::get_if<feel::CompileError>(&compiled);
    if (!error) return;
    auto d = feel::to_diagnostic(*error, formula.text, formula.span, "DT-F102");
    d.why = "what cannot be read never holds, and nobody notices";
    d.subject = subject;
    diagnostics_.add(std::move(d));
  }

 private:
  Diagnostics& diagnostics_;
};

}  // namespace

void check_value_formulas(CheckInput const& input, Diagnostics& diagnostics) {
  ValueFormulas formulas(diagnostics);
  auto const& model = input.model;
  for (auto const& [id, assumption] : model.strategy.assumptions) formulas.require(id, assumption.limit);
  for (auto const& [id, signal] : model.strategy.signals) formulas.require(id, signal.limit);
  for (auto const& [id, initiative] : model.execution.initiatives)
    for (auto const& milestone : initiative.milestones)
      if (milestone.evidence) formulas.require(id, milestone.evidence->when);
  for (auto const& [id, improvement] : model.coordination.improvements)
    if (improvement.effect) formulas.require(id, improvement.effect->when);
  for (auto const& [id, experiment] : model.coordination.experiments) formulas.require(id, experiment.stop_rule);
  for (auto const& [id, plan] : model.resources.maintenance_plans)
    if (plan.condition) formulas.require(id, plan.condition->when);
  for (auto const& [id, control] : model.adaptation.controls)
    if (control.evidence) formulas.require(id, control.evidence->when);
  for (auto const& [id, contingency] : model.adaptation.contingencies)
    if (contingency.trigger && !contingency.trigger->kpi.empty()) formulas.require(id, contingency.trigger->when);
}

}  // namespace drivetrain::model
