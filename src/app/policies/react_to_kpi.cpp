// A KPI reached its alarm limit: what its definition says follows, an issue or a decision.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

void react_to_kpi(performance::KpiSignalled const& event, Reaction& reaction) {
  auto const& kpis = reaction.company.model().performance.kpis;
  auto kpi = kpis.find(event.kpi);
  if (kpi == kpis.end() || !kpi->second.reaction) return;
  auto const& wanted = *kpi->second.reaction;
  if (!wanted.issue.empty()) {
    coordination::RaiseIssue command;
    command.issue_type = wanted.issue.text();
    command.title = event.text;
    command.detail = kpi->second.definition;
    command.source = "kpi";
    command.subject = event.kpi;
    reaction.follow("react-to-kpi", command);
  } else if (!wanted.decision.empty()) {
    decisions::OpenDecision command;
    command.decision = wanted.decision.text();
    command.subject = event.kpi;
    command.kind = "kpi";
    command.title = event.text;
    command.facts = feel::Value(feel::Context());
    reaction.follow("react-to-kpi", command);
  }
}

}  // namespace drivetrain::app::policies
