// DT-P405: work that goes from hand to hand says what is accepted, and within what time it is taken. Prevents operational friction: half of
// it comes back, and the other half lies where each believes that the other has it.
#include "base/text.h"
#include "processes/check.h"

namespace drivetrain::processes {

void check_handoffs(CheckContext const& context) {
  for (auto const& [id, process] : context.model.processes)
    for (auto const& handoff : process.handoffs) {
      std::vector<std::string> lacking;
      if (handoff.acceptance.empty()) lacking.push_back("acceptance criteria");
      if (!handoff.acknowledge) lacking.push_back("acknowledgement time");
      if (lacking.empty()) continue;
      Diagnostic d;
      d.code = "DT-P405";
      d.span = handoff.span.known() ? handoff.span : process.header.id_span;
      d.message = "handoff " + handoff.from.value + " → " + handoff.to.value + " of " + id + " states no " + join(lacking, " and no ");
      d.why = "who passes the work on believes that it is done, who should take it does not know that it is theirs";
      d.help = "acceptance: [<what must be there>], acknowledge: PT1H";
      d.subject = id;
      context.diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::processes
