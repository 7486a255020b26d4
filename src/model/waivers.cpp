// Waivers (see waivers.h).
#include "model/waivers.h"

namespace drivetrain::model {

Diagnostics apply_waivers(OperatingModel const& model, Date at, Diagnostics const& diagnostics) {
  Diagnostics kept;
  for (auto const& diagnostic : diagnostics.all()) {
    organisation::Waiver const* waiver = nullptr;
    for (auto const& candidate : model.organisation.company.waivers)
      if (candidate.rule.value == diagnostic.code && (candidate.subject.empty() || candidate.subject.value == diagnostic.subject))
        waiver = &candidate;
    if (!waiver) {
      kept.add(diagnostic);
      continue;
    }
    bool expired = waiver->expires && *waiver->expires < at;
    if (!expired && !waiver->owner.empty()) continue;
    Diagnostic d = diagnostic;
    d.code = "DT-G705";
    d.severity = Severity::error;
    d.notes.push_back({diagnostic.span, diagnostic.code + ": " + diagnostic.message});
    d.span = waiver->rule.span;
    d.message = "waiver of " + diagnostic.code + (diagnostic.subject.empty() ? "" : " for " + diagnostic.subject) +
                (expired ? " expired on " + format_date(*waiver->expires) : " has no owner");
    d.why = "a waiver nobody answers for is a rule quietly dropped";
    d.help = "mend the finding below, or renew the waiver with an owner, a reason and a day";
    kept.add(std::move(d));
  }
  return kept;
}

}  // namespace drivetrain::model
