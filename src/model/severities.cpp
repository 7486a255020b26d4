// Rule severities (see severities.h).
#include "model/severities.h"

#include <set>

#include "base/diagnostic_codes.h"

namespace drivetrain::model {

namespace {

using organisation::RuleSeverity;
using organisation::StricterRule;

Severity meant_by(RuleSeverity severity) {
  switch (severity) {
    case RuleSeverity::note: return Severity::note;
    case RuleSeverity::warning: return Severity::warning;
    case RuleSeverity::error: break;
  }
  return Severity::error;
}

/// Why it may not be said; empty when it may.
std::string fault_of(StricterRule const& rule, DiagnosticCode const& known) {
  if (is_about_reading(known.code) || known.code.starts_with("DT-X")) return "is no rule of coherence, so its severity stands";
  if (known.severity == Severity::error && rule.severity != RuleSeverity::error) return "is an error and cannot be played down";
  return {};
}

}  // namespace

SeverityChanges severity_changes(organisation::Company const& company) {
  SeverityChanges changes;
  for (auto const& one : company.severities) {
    auto const* known = find_diagnostic_code(one.rule.value);
    if (known && fault_of(one, *known).empty()) changes.emplace(one.rule.value, SeverityChange{known->severity, meant_by(one.severity)});
  }
  return changes;
}

void check_severities(organisation::Company const& company, Diagnostics& diagnostics) {
  std::set<std::string> said;
  for (auto const& one : company.severities) {
    auto const* known = find_diagnostic_code(one.rule.value);
    if (!known) continue;
    auto wrong = fault_of(one, *known);
    if (wrong.empty() && !said.insert(one.rule.value).second) wrong = "has a severity twice; the first one counts";
    if (wrong.empty()) continue;
    auto d = finding("DT-G706", one.rule.span, "rule " + one.rule.value + " " + wrong,
                     known->severity == Severity::error ? "mend what it finds, or waive it (waivers: rule, subject, reason, owner, expires)" : "take it out of the severities");
    d.subject = company.header.id;
    diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::model
