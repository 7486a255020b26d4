// DT-D213: a decision that a machine takes alone has bounds, an owner and somebody who can switch it off. Prevents brittle processes: a
// machine that goes on deciding after the world has changed.
#include "base/text.h"
#include "decisions/check.h"
#include "feel/expression.h"

namespace drivetrain::decisions {

void check_autonomy(CheckContext const& context) {
  for (auto const& [id, decision] : context.model.decisions) {
    if (!decision.autonomy || decision.autonomy->mode != AutonomyMode::automatic) continue;
    auto const& autonomy = *decision.autonomy;
    std::vector<std::string> lacking;
    feel::Scope facts;
    for (auto const& fact : decision.facts) facts.names.push_back(fact.name.value);
    bool readable = autonomy.bounds.empty() || std::holds_alternative<feel::Expression>(feel::compile(autonomy.bounds.text, facts));
    if (autonomy.bounds.empty()) lacking.push_back("bounds");
    if (!readable) lacking.push_back("bounds that can be read over its facts");
    if (decision.header.owner.empty()) lacking.push_back("an owner");
    if (autonomy.kill.empty()) lacking.push_back("a kill switch");
    if (lacking.empty()) continue;
    Diagnostic d;
    d.code = "DT-D213";
    d.span = !readable ? autonomy.bounds.span : autonomy.span.known() ? autonomy.span : decision.header.id_span;
    d.message = "automated decision " + id + " lacks " + join(lacking, ", ");
    d.why = "a machine that nobody bounds, answers for or can stop goes on deciding after the world has changed";
    d.help = "autonomy: {mode: automatic, bounds: <FEEL over the facts>, kill: <role>}, and an owner under metadata; or let a person confirm";
    d.subject = id;
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::decisions
