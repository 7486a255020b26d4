// DT-D209: a decision says by what it is decided. Prevents inconsistent performance: the same case, another answer.
#include "base/text.h"
#include "decisions/check.h"

namespace drivetrain::decisions {

void check_criteria(CheckContext const& context) {
  for (auto const& [id, decision] : context.model.decisions) {
    bool any = !decision.dmn.empty();
    for (auto const& criterion : decision.criteria) any = any || !trim(criterion).empty();
    if (any) continue;
    Diagnostic d;
    d.code = "DT-D209";
    d.span = decision.header.id_span;
    d.subject = id;
    d.message = "decision " + id + " has no criteria and no DMN table";
    d.why = "without criteria the same case gets another answer on another day, and nobody can learn from either";
    d.help = "write under spec.criteria, in a line each, what speaks for and against, or name a table under spec.dmn";
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::decisions
