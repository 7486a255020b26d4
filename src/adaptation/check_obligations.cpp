// DT-G703: an obligation is kept by a control, and a control leaves evidence that can be asked for. Prevents operational drift: what the
// auditor asks for is written the night before.
#include "adaptation/check.h"

namespace drivetrain::adaptation {

namespace {

Diagnostic unproven(Obligation const& obligation, Span span, std::string message, std::string help) {
  Diagnostic d;
  d.code = "DT-G703";
  d.span = std::move(span);
  d.message = std::move(message);
  d.why = "what nobody sees to is kept by chance, and what leaves no evidence cannot be shown";
  d.help = std::move(help);
  d.subject = obligation.header.id;
  return d;
}

}  // namespace

void check_obligations(CheckContext const& context) {
  for (auto const& [id, obligation] : context.model.obligations) {
    if (obligation.controls.empty())
      context.diagnostics.add(unproven(obligation, obligation.header.id_span, "obligation " + id + " has no control", "name what sees to it: controls: [<control>]"));
    for (auto const& one : obligation.controls) {
      auto control = context.model.controls.find(one.text());
      if (control == context.model.controls.end() || control->second.evidence) continue;
      auto d = unproven(obligation, one.span, "control " + one.text() + " of obligation " + id + " has no evidence query",
                        "let the control say what in the journal shows it: evidence: {event: <event>, where: <FEEL>} or {kpi: <kpi>, when: <FEEL>}");
      d.notes.push_back({control->second.header.id_span, "the control is declared here"});
      context.diagnostics.add(std::move(d));
    }
  }
}

}  // namespace drivetrain::adaptation
