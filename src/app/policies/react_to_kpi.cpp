// A figure reached its alarm limit, or a promise uses its error budget up too fast: what the model says follows, an issue or a decision.
#include "app/policies/policies.h"

namespace drivetrain::app::policies {

namespace {

/// What a figure told, and what is to be done.
struct Told {
  char const *policy, *kind;
  std::string const &subject, &text, &detail;
  Ref<coordination::IssueType> const& issue;
  Ref<decisions::Decision> const& decision;
};

void follow(Told const& told, Reaction& reaction) {
  if (!told.issue.empty()) {
    coordination::RaiseIssue command;
    command.issue_type = told.issue.text();
    command.title = told.text;
    command.detail = told.detail;
    command.source = told.kind;
    command.subject = told.subject;
    reaction.follow(told.policy, command);
  } else if (!told.decision.empty()) {
    decisions::OpenDecision command;
    command.decision = told.decision.text();
    command.subject = told.subject;
    command.kind = told.kind;
    command.title = told.text;
    command.facts = feel::Value(feel::Context());
    reaction.follow(told.policy, command);
  }
}

}  // namespace

void react_to_kpi(performance::KpiSignalled const& event, Reaction& reaction) {
  auto const& kpis = reaction.company.model().performance.kpis;
  auto kpi = kpis.find(event.kpi);
  if (kpi == kpis.end() || !kpi->second.reaction) return;
  auto const& wanted = *kpi->second.reaction;
  follow({"react-to-kpi", "kpi", event.kpi, event.text, kpi->second.definition, wanted.issue, wanted.decision}, reaction);
}

void react_to_slo(performance::SloBurning const& event, Reaction& reaction) {
  auto const& slos = reaction.company.model().performance.slos;
  auto slo = slos.find(event.slo);
  if (slo == slos.end()) return;
  for (auto const& alert : slo->second.alerts)
    if (alert.window == event.window) return follow({"react-to-slo", "slo", event.slo, event.text, slo->second.header.title, alert.issue, alert.decision}, reaction);
}

}  // namespace drivetrain::app::policies
