// DT-R001: codes of rules that the model names (what enforces a constraint, what a waiver excuses, what a scenario expects) are codes
// that exist. Prevents operational drift: a waiver with a slip of the pen excuses nothing, and nobody sees why.
#include "base/diagnostic_codes.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

void require_code(std::string const& subject, notation::Text const& code, Diagnostics& diagnostics) {
  if (code.empty() || find_diagnostic_code(code.value)) return;
  Diagnostic d;
  d.code = "DT-R001";
  d.span = code.span;
  d.message = subject + " refers to unknown rule " + code.value;
  d.why = "no rule of that code will ever speak, so nothing is enforced, excused or tested";
  auto meant = explain(code.value);
  d.help = meant.ok() || meant.error().help.empty() ? "drivetrain explain lists what a code means; write it as DT-D203" : meant.error().help;
  d.subject = subject;
  diagnostics.add(std::move(d));
}

void require_codes(std::string const& subject, std::vector<strategy::Realiser> const& realisers, Diagnostics& diagnostics) {
  for (auto const& one : realisers) require_code(subject, one.rule, diagnostics);
}

}  // namespace

void check_named_codes(CheckInput const& input, Diagnostics& diagnostics) {
  auto const& model = input.model;
  for (auto const& waiver : model.organisation.company.waivers) require_code("the waiver", waiver.rule, diagnostics);
  for (auto const& one : model.organisation.company.severities) require_code("the severity", one.rule, diagnostics);
  for (auto const& [id, requirement] : model.strategy.requirements) require_codes(id, requirement.realised_by, diagnostics);
  for (auto const& [id, constraint] : model.strategy.constraints) require_codes(id, constraint.enforced_by, diagnostics);
  for (auto const& [id, principle] : model.strategy.principles) require_codes(id, principle.enforced_by, diagnostics);
  for (auto const& [id, scenario] : model.adaptation.scenarios)
    for (auto const& expected : scenario.expect) require_code(id, expected.finding, diagnostics);
}

}  // namespace drivetrain::model
