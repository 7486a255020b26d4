// DT-P408: a check says how many are looked at, what passes, and what is done with what does not (ISO 9001 8.6, 8.7). Prevents inconsistent
// performance: each checker draws another line.
#include "base/text.h"
#include "processes/check.h"

namespace drivetrain::processes {

void check_check_plans(CheckContext const& context) {
  for (auto const& [id, plan] : context.model.check_plans) {
    std::vector<std::string> lacking;
    bool sampled = plan.sample && (plan.sample->size || plan.sample->every || !trim(plan.sample->rule).empty());
    bool bounded = (plan.limits && (plan.limits->lower || plan.limits->upper)) || !plan.accepted.empty();
    bool disposed = plan.disposition && (!plan.disposition->decision.empty() || !plan.disposition->issue.empty());
    if (!sampled) lacking.push_back("sample");
    if (!bounded) lacking.push_back("limits");
    if (!disposed) lacking.push_back("disposition");
    if (lacking.empty()) continue;
    Diagnostic d;
    d.code = "DT-P408";
    d.span = plan.header.id_span;
    d.message = "check " + id + " lacks " + join(lacking, ", ");
    d.why = "what one checker lets pass the next one stops, and what was stopped lies there";
    d.help = "sample: {size: 1, every: 1}, limits: {lower: …, upper: …} or accepted: [<findings that pass>], disposition: {decision: <right>} or {issue: <type>}";
    d.subject = id;
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::processes
