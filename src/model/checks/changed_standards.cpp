// DT-I802 (warning): an improvement that was accepted some time ago, and the standard still says the old way. Prevents slow adaptation:
// the better way is lived by its finder alone. How long is long: threshold improvement_days, 30 when absent.
#include <algorithm>

#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

bool is_changed(OperatingModel const& model, coordination::ChangedStandard const& change, Date accepted) {
  auto since = [&](std::optional<Date> const& revised) { return revised && !(*revised < accepted); };
  if (auto sop = model.processes.sops.find(change.sop.text()); sop != model.processes.sops.end()) return since(sop->second.revised);
  if (auto process = model.processes.processes.find(change.process.text()); process != model.processes.processes.end()) return since(process->second.revised);
  return false;
}

}  // namespace

void check_changed_standards(CheckInput const& input, Diagnostics& diagnostics) {
  auto const& thresholds = input.model.organisation.company.thresholds;
  auto limit = thresholds.find("improvement_days");
  auto patience = limit == thresholds.end() ? 30 : limit->second.to_int64().value_or(30);
  for (auto const& [id, improvement] : input.model.coordination.improvements) {
    if (improvement.status != coordination::ImprovementStatus::accepted || !improvement.accepted || improvement.standard_changed) continue;
    auto age = days_from_epoch(input.at) - days_from_epoch(*improvement.accepted);
    if (age <= patience) continue;
    auto const& changes = improvement.changes;
    if (!changes.empty() && std::all_of(changes.begin(), changes.end(), [&](auto const& one) { return is_changed(input.model, one, *improvement.accepted); }))
      continue;
    Diagnostic d;
    d.code = "DT-I802";
    d.severity = Severity::warning;
    d.span = improvement.header.id_span;
    d.message = "improvement " + id + " accepted " + std::to_string(age) + " days ago, standard not changed";
    d.why = "the better way is known, and the next person is still taught the old one";
    d.help = "change the standard and raise its revision with its day (revised), or write the day under standard_changed";
    d.subject = id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
