// DT-M306: an issue is called to somebody, and then to somebody else. Prevents slow execution: an andon cord that rings nowhere.
#include <set>

#include "coordination/check.h"

namespace drivetrain::coordination {

void check_tiers(CheckContext const& context) {
  for (auto const& [id, type] : context.model.issue_types) {
    Diagnostic d;
    d.code = "DT-M306";
    d.subject = id;
    d.span = type.header.id_span;
    if (type.tiers.empty()) {
      d.message = "issue type " + id + " is called to nobody";
      d.why = "a call that nobody must answer is heard once, and then not raised any more";
      d.help = "list at least one tier under spec.tiers: a role, and within what working time it answers";
      context.diagnostics.add(std::move(d));
      continue;
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < type.tiers.size(); ++i) {
      auto const& role = type.tiers[i].role;
      if (seen.insert(role.text()).second) continue;
      auto again = d;
      again.span = role.span;
      again.message = "tier " + std::to_string(i + 1) + " of issue type " + id + " calls " + role.text() + " a second time";
      again.why = "who did not answer the first time is not more authority the second time";
      again.help = "name a role of the next level, or end the tiers before";
      context.diagnostics.add(std::move(again));
    }
  }
}

}  // namespace drivetrain::coordination
