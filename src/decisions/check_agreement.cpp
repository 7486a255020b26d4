// DT-D214 (warning): every role that must agree can stop the decision. Prevents slow execution.
#include "base/text.h"
#include "decisions/check.h"

namespace drivetrain::decisions {

void check_agreement(CheckContext const& context) {
  std::int64_t most = 2;
  auto const& thresholds = context.organisation.company.thresholds;
  if (auto set = thresholds.find("max_agreeing_roles"); set != thresholds.end()) most = set->second.to_int64().value_or(most);
  for (auto const& [id, decision] : context.model.decisions) {
    auto const& agree = decision.rapid.agree;
    if (static_cast<std::int64_t>(agree.size()) <= most) continue;
    std::vector<std::string> names;
    for (auto const& role : agree) names.push_back(role.text());
    Diagnostic d;
    d.code = "DT-D214";
    d.severity = Severity::warning;
    d.span = agree.front().span;
    d.subject = id;
    d.message = std::to_string(agree.size()) + " roles must agree on " + id + " (" + join(names, ", ") + "); each can stop it";
    d.why = "each veto adds its own queue, and the decision is as late as the slowest of them";
    d.help = "ask for input where agreement is not needed by law (threshold max_agreeing_roles, " + std::to_string(most) + ")";
    context.diagnostics.add(std::move(d));
  }
}

}  // namespace drivetrain::decisions
