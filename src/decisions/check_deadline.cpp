// DT-D215 (warning): a ladder that begins after the deadline. Prevents slow execution: the decision is late before anybody with more authority hears of it.
#include "decisions/check.h"

namespace drivetrain::decisions {

void check_deadline(CheckContext const& context) {
  for (auto const& [id, decision] : context.model.decisions) {
    if (!decision.sla || decision.escalation.empty()) continue;
    auto const& first = decision.escalation.front();
    if (first.after <= *decision.sla) continue;
    Diagnostic d;
    d.code = "DT-D215";
    d.severity = Severity::warning;
    d.span = first.span.known() ? first.span : first.to.span;
    d.subject = id;
    d.message = "escalation of " + id + " waits past its deadline: it is due in " + describe_duration(*decision.sla) + " and moves up after " + describe_duration(first.after);
    d.why = "whoever could still save the date hears of the decision when it is late already";
    d.help = "let the first step come before " + format_duration(*decision.sla) + ", or give the decision a longer sla";
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::decisions
