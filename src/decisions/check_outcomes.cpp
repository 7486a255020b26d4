// DT-D206: a decision has at least two answers. Prevents unclear decision rights: a question with one answer is a signature.
#include <set>

#include "decisions/check.h"

namespace drivetrain::decisions {

void check_outcomes(CheckContext const& context) {
  for (auto const& [id, decision] : context.model.decisions) {
    std::set<std::string> answers;
    for (auto const& outcome : decision.outcomes) answers.insert(outcome.value);
    if (answers.size() >= 2) continue;
    Diagnostic d;
    d.code = "DT-D206";
    d.span = decision.outcomes.empty() ? decision.header.id_span : decision.outcomes.back().span;
    d.subject = id;
    d.message = "decision " + id + " can be answered in " + (answers.empty() ? std::string("no way") : "one way only: " + *answers.begin());
    d.why = "where only one answer is possible nothing is decided, and the step is a queue for a signature";
    d.help = "list at least two different outcomes, for example [approve, refuse]";
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::decisions
