// DT-D211: a business-rule task whose decision has no right. Prevents unclear decision rights: a rule nobody answers for.
#include "base/text.h"
#include "model/checks/checks.h"

namespace drivetrain::model {

void check_bound_decisions(CheckInput const& input, Diagnostics& diagnostics) {
  auto const& decisions = input.model.decisions.decisions;
  std::vector<std::string> ids;
  for (auto const& [id, decision] : decisions) ids.push_back(id);
  for (auto const& [process, program] : input.model.programs)
    for (processes::NodeIndex node = 0; node < program->nodes().size(); ++node) {
      if (program->node(node).kind != processes::ElementKind::business_rule_task) continue;
      auto const& decision = program->word(program->task(node).decision);
      if (decision.empty() || decisions.contains(decision)) continue;   // unbound is refused where the diagram is compiled
      Diagnostic d;
      d.code = "DT-D211";
      d.span = program->span(node);
      d.message = "business rule task " + program->id(node) + " of " + process + " uses " + decision + ", bound to no decision right";
      d.why = "the case would stop here with nobody entitled to answer";
      auto near = nearest(decision, ids);
      d.help = near ? "did you mean dt:decision=\"" + *near + "\"?" : "declare the decision with its bands in decisions/";
      d.subject = process;
      diagnostics.add(std::move(d));
    }
}

}  // namespace drivetrain::model
