// The lines (see company_summary.h). A line that is here stays as it is written, or every golden journal would have to be told anew.
#include "app/company_summary.h"

#include "performance/views.h"

namespace drivetrain::app {

namespace {

using SummaryLines = std::vector<std::string>;

void summarise_cases(Company const& company, SummaryLines& lines) {
  auto tell = [&lines](processes::Case const& one) {
    std::string line = one.id() + " " + one.process.text() + " " + one.business_key + " " + std::string(to_string(one.status));
    for (auto const& [number, activity] : one.activities)
      if (activity.host == 0) line += " @" + activity.element.text();
    if (one.incidents) line += " incidents " + std::to_string(one.incidents);
    lines.push_back(std::move(line));
  };
  for (auto const& [number, one] : company.processes.open_cases()) tell(one);
  for (auto const& one : company.processes.finished_cases()) tell(one);
}

void summarise_work(Company const& company, SummaryLines& lines) {
  for (auto const& [id, item] : company.coordination.items)
    lines.push_back(id + " " + item.opened.element + " of " + item.opened.case_id + " for " + item.opened.role + (item.person.empty() ? " waits" : " with " + item.person));
  for (auto const& [live, one] : company.decisions.live)
    lines.push_back(live + " " + one.decision + " about " + one.subject + " asks " + one.person + " (" + one.role + ")");
  for (auto const& one : company.decisions.answered)
    lines.push_back(one.asked.live + " " + one.asked.decision + " about " + one.asked.subject + " = " + one.outcome + " by " + one.person + (one.late ? ", late" : ""));
}

void summarise_rhythm(Company const& company, SummaryLines& lines) {
  for (auto const& [id, one] : company.coordination.occurrences) lines.push_back(id + " of " + one.rhythm + " " + std::string(to_string(one.status)));
  for (auto const& [rhythm, past] : company.coordination.past) {
    std::size_t held = 0;
    for (auto const& one : past) held += one.status == coordination::OccurrenceStatus::held;
    lines.push_back(rhythm + " held " + std::to_string(held) + " of " + std::to_string(past.size()));
  }
  for (auto const& [id, action] : company.coordination.actions) lines.push_back(id + " open");
  for (auto const& [id, issue] : company.coordination.issues) lines.push_back(id + " open at tier " + std::to_string(issue.tier()));
  for (auto const& [id, idea] : company.ideas.all) lines.push_back(id + " " + std::string(to_string(idea.state)) + " " + std::to_string(idea.rounds));
  for (auto const& one : company.coordination.resolved) lines.push_back(one.issue.raised.issue + " resolved");
}

void summarise_figures(Company const& company, Instant now, SummaryLines& lines) {
  for (auto const& [id, kpi] : company.model().performance.kpis) {
    auto reading = performance::read_kpi(kpi, *company.model().kpis, company.performance, now);
    lines.push_back("kpi " + id + " = " + (reading.value ? reading.value->to_string() : "none") + " of " + std::to_string(reading.evidence));
  }
  for (auto const& [id, measured] : company.adaptation.gauges)
    if (!measured.empty()) lines.push_back("gauge " + id + " over " + std::to_string(measured.back().measured.over) + " of " + std::to_string(measured.back().measured.evidence));
}

void summarise_change(Company const& company, SummaryLines& lines) {
  for (auto const& [id, signal] : company.adaptation.signals) lines.push_back(id + " " + signal.gauge + " state " + std::to_string(static_cast<int>(signal.state)));
  for (auto const& [id, change] : company.adaptation.changes) lines.push_back(id + " state " + std::to_string(static_cast<int>(change.state)));
  for (auto const& version : company.adaptation.versions) lines.push_back("version " + version.revision);
  for (auto const& [key, reached] : company.execution.reached) lines.push_back("reached " + key);
  for (auto const& [person, absences] : company.organisation.absences) lines.push_back(person + " " + std::to_string(absences.size()) + " absences");
}

void summarise_accounts(Company const& company, SummaryLines& lines) {
  auto const& accounts = company.organisation.accounts;
  for (auto const& [name, account] : accounts.by_name)
    lines.push_back("account " + name + " " + std::string(to_string(account.state)) + (account.administrator ? " administers" : "") + (account.person.empty() ? "" : " as " + account.person));
  for (auto const& [id, token] : accounts.tokens) lines.push_back("token " + id + " of " + token.account + " may " + token.scope);
}

}  // namespace

std::vector<std::string> summary_of(Company const& company, journal::Fold const& fold) {
  SummaryLines lines;
  summarise_cases(company, lines);
  summarise_work(company, lines);
  summarise_rhythm(company, lines);
  summarise_figures(company, fold.last_at, lines);
  summarise_change(company, lines);
  summarise_accounts(company, lines);
  for (auto const* timer : fold.timers.in_order()) lines.push_back("timer " + timer->key + " due " + format_instant(timer->due));
  return lines;
}

}  // namespace drivetrain::app
