// DT-R001: steps are named by their ids in the diagram, in a process's own file, in SOPs, checks, risks, services, and in what enforces a constraint. Each must be there.
// Prevents operational drift: a limit or skill on a step that was redrawn last year binds nobody.
#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

class StepNames {
 public:
  StepNames(OperatingModel const& model, Diagnostics& diagnostics) : model_(model), diagnostics_(diagnostics) {}

  void require(std::string const& kind, std::string const& id, std::string const& process, notation::Text const& step) {
    auto program = model_.programs.find(process);
    if (step.empty() || program == model_.programs.end()) return;
    std::vector<std::string> known;
    for (processes::NodeIndex node = 0; node < program->second->nodes().size(); ++node) known.push_back(program->second->id(node));
    if (std::find(known.begin(), known.end(), step.value) != known.end()) return;
    Diagnostic d;
    d.code = "DT-R001";
    d.span = step.span;
    d.message = kind + " " + id + " refers to unknown step " + step.value + " of process " + process;
    d.why = "what it says binds nobody, because the diagram has no such step";
    auto near = nearest(step.value, known);
    d.help = near ? "did you mean " + *near + "?" : "the diagram has: " + join(std::span(known).first(std::min<std::size_t>(known.size(), 12)), ", ");
    d.subject = id;
    diagnostics_.add(std::move(d));
  }
  void require(std::string const& kind, std::string const& id, std::vector<processes::StepOf> const& steps) {
    for (auto const& one : steps) require(kind, id, one.process.text(), one.step);
  }

 private:
  OperatingModel const& model_;
  Diagnostics& diagnostics_;
};

void require_own_steps(StepNames& names, std::string const& id, processes::Process const& process) {
  for (auto const& step : process.steps) {
    names.require("Process", id, id, step.step);
    if (step.late) names.require("Process", id, id, step.late->step);
  }
  for (auto const& handoff : process.handoffs) names.require("Process", id, id, handoff.from), names.require("Process", id, id, handoff.to);
  names.require("Process", id, id, process.feedback_point);
  if (process.migration)
    for (auto const& [old, now] : process.migration->steps) names.require("Process", id, id, now);
}

void require_steps_of_intent(StepNames& names, std::string const& kind, std::string const& id, std::vector<strategy::Realiser> const& realisers) {
  for (auto const& one : realisers) names.require(kind, id, one.process.text(), one.step);
}

}  // namespace

void check_named_steps(CheckInput const& input, Diagnostics& diagnostics) {
  StepNames names(input.model, diagnostics);
  auto const& model = input.model;
  for (auto const& [id, process] : model.processes.processes) require_own_steps(names, id, process);
  for (auto const& [id, sop] : model.processes.sops) names.require("Sop", id, sop.applies_to);
  for (auto const& [id, instruction] : model.processes.instructions) names.require("Instruction", id, instruction.applies_to);
  for (auto const& [id, plan] : model.processes.check_plans) names.require("CheckPlan", id, plan.applies_to);
  for (auto const& [id, requirement] : model.strategy.requirements) require_steps_of_intent(names, "Requirement", id, requirement.realised_by);
  for (auto const& [id, constraint] : model.strategy.constraints) require_steps_of_intent(names, "Constraint", id, constraint.enforced_by);
  for (auto const& [id, principle] : model.strategy.principles) require_steps_of_intent(names, "Principle", id, principle.enforced_by);
  for (auto const& [id, service] : model.processes.services)
    for (auto const& touchpoint : service.touchpoints) names.require("Service", id, service.process.text(), touchpoint.step);
  for (auto const& [id, agent] : model.resources.agents) names.require("Agent", id, agent.steps);
  for (auto const& [id, risk] : model.adaptation.risks) names.require("Risk", id, risk.applies_to);
  for (auto const& [id, control] : model.adaptation.controls) names.require("Control", id, control.applies_to);
  for (auto const& [id, obligation] : model.adaptation.obligations) names.require("Obligation", id, obligation.applies_to);
}

}  // namespace drivetrain::model
