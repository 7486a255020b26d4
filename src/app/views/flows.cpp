// What flows between the engines, and their figures (see drive_train.h).
#include <algorithm>
#include <set>

#include "adaptation/views.h"
#include "app/views/drive_train.h"
#include "app/views/names.h"
#include "app/views/promises.h"
#include "base/text.h"
#include "coordination/events.h"
#include "model/diff.h"
#include "performance/views.h"

namespace drivetrain::app::views {

namespace {

using performance::KpiStatus;
constexpr int flow_days = 7;

/// The changes of the model that touch one of these, of the last seven days; the latest in words.
Flow flow_of_changes(DriveTrainInput const& input, char const* id, char const* label, char const* href, std::set<std::string> const& touches) {
  Flow flow{id, label, "Nothing of it has changed since the first version.", href, 0, std::nullopt};
  for (auto const& version : input.company.adaptation.versions) {
    if (version.previous.empty()) continue;
    auto change = input.company.adaptation.changes.find(version.change);
    if (change == input.company.adaptation.changes.end()) continue;
    auto const& touched = change->second.proposal.touches;
    if (std::none_of(touched.begin(), touched.end(), [&](auto const& one) { return touches.contains(one); })) continue;
    if (version.deployed > input.now - days(flow_days)) ++flow.count;
    flow.at = version.deployed;
    flow.text = version.summary.empty() ? version.reason : join(version.summary, "; ");
  }
  return flow;
}

Figure figure(char const* id, char const* label, double value, char const* unit, int decimals, KpiStatus status, std::string note, char const* href) {
  return {id, label, unit, std::move(note), href, value, decimals, status};
}

struct KpiCounts {
  int ok = 0, warn = 0, alarm = 0, no_data = 0;
  std::string worst;
};

KpiCounts count_kpis(DriveTrainInput const& input) {
  KpiCounts counts;
  for (auto const& [id, kpi] : input.company.model().performance.kpis) {
    auto status = performance::read_kpi(kpi, *input.company.model().kpis, input.company.performance, input.now).status;
    if (status == KpiStatus::alarm && counts.worst.empty()) counts.worst = kpi.header.title;
    ++(status == KpiStatus::ok ? counts.ok : status == KpiStatus::warn ? counts.warn : status == KpiStatus::alarm ? counts.alarm : counts.no_data);
  }
  return counts;
}

/// Alarms of the last seven days, and which figures stand at one now.
Flow real_time_data(DriveTrainInput const& input) {
  Flow flow{"real_time_data", "Real-time data", "No figure is at its alarm limit.", "/performance", 0, std::nullopt};
  auto signalled = input.index.events_of(performance::KpiSignalled::type.number, input.now - days(flow_days));
  flow.count = static_cast<std::int64_t>(signalled.size());
  if (!signalled.empty()) flow.at = input.index.entry(signalled.back()).at;
  auto counts = count_kpis(input);
  if (counts.alarm > 0) flow.text = counts.worst + (counts.alarm > 1 ? " and " + counted(static_cast<std::size_t>(counts.alarm - 1), "other figure") + " are" : " is") + " at the alarm limit.";
  else if (counts.ok + counts.warn == 0) flow.text = "No figure has data yet.";
  return flow;
}

/// Work that waits past its promise says that a queue is too small for its demand.
Flow capacity_constraints(DriveTrainInput const& input) {
  Flow flow{"capacity_constraints", "Capacity constraints", "No queue holds work past its promise.", "/today", 0, std::nullopt};
  std::map<std::string, int> late;
  for (auto const& [id, item] : input.company.coordination.items)
    if (item.ready() && item.opened.promised && *item.opened.promised < input.now) ++late[item.opened.role], ++flow.count;
  auto worst = std::max_element(late.begin(), late.end(), [](auto const& a, auto const& b) { return a.second < b.second; });
  if (worst != late.end()) {
    flow.text = counted(static_cast<std::size_t>(worst->second), "item") + " in the queue of " + title_of(input.company, "role", worst->first) + (worst->second == 1 ? " waits past its promise." : " wait past their promise.");
    flow.at = input.now;
  }
  return flow;
}

Flow emerging_risks(DriveTrainInput const& input) {
  Flow flow{"emerging_risks", "Emerging risks", "No issue is open, and no case is stuck.", "/issues", 0, std::nullopt};
  auto raised = input.index.events_of(coordination::IssueRaised::type.number, input.now - days(flow_days));
  flow.count = static_cast<std::int64_t>(raised.size());
  if (!raised.empty()) flow.at = input.index.entry(raised.back()).at;
  std::size_t stuck = 0;
  for (auto const& [number, c] : input.company.processes.open_cases()) stuck += c.incidents > 0;
  auto const& issues = input.company.coordination.issues;
  if (issues.empty() && stuck == 0) return flow;
  coordination::Issue const* latest = nullptr;
  for (auto const& [id, issue] : issues)
    if (!latest || issue.at > latest->at) latest = &issue;
  flow.text = latest ? counted(issues.size(), "open issue") + ", the latest: " + latest->raised.title + "." : counted(stuck, "case") + " stuck.";
  if (latest && stuck > 0) flow.text += " " + counted(stuck, "case") + " stuck.";
  return flow;
}

/// Signals: what operations tell strategy.
Flow improvement_insights(DriveTrainInput const& input) {
  Flow flow{"improvement_insights", "Improvement insights", "No signal was raised yet.", "/drift", 0, std::nullopt};
  for (auto const& [id, signal] : input.company.adaptation.signals) {
    if (signal.raised > input.now - days(flow_days)) ++flow.count;
    if (!flow.at || signal.raised >= *flow.at) flow.at = signal.raised, flow.text = signal.title;
  }
  return flow;
}

}  // namespace

std::vector<Flow> flows_down(DriveTrainInput const& input) {
  return {flow_of_changes(input, "operational_strategy", "Operational strategy", "/strategy", {"intent"}),
          flow_of_changes(input, "decision_rights", "Decision rights", "/decisions", {"rights", "form"}),
          flow_of_changes(input, "priorities", "Priorities", "/strategy", {"weights"}),
          flow_of_changes(input, "performance_standards", "Performance standards", "/performance", {"standards"})};
}

std::vector<Flow> flows_up(DriveTrainInput const& input) {
  return {real_time_data(input), capacity_constraints(input), emerging_risks(input), improvement_insights(input)};
}

std::vector<Figure> torque(DriveTrainInput const& input) {
  auto const& company = input.company;
  std::size_t roots = 0;
  for (auto const& [id, objective] : company.model().strategy.objectives) roots += objective.parent.empty();
  auto open = adaptation::open_signals(company.adaptation);
  std::size_t proposed = 0;
  for (auto const& [id, change] : company.adaptation.changes) proposed += change.state == adaptation::ChangeState::proposed;
  auto all = company.model().strategy.objectives.size();
  return {figure("objectives", "Objectives", static_cast<double>(all), "", 0, all > 0 ? KpiStatus::ok : KpiStatus::no_data, std::to_string(roots) + " at the top", "/strategy"),
          figure("versions", "Version in force", static_cast<double>(company.adaptation.versions.size()), "", 0, KpiStatus::ok, company.model().revision.substr(0, 8), "/changes/versions"),
          figure("signals", "Signals waiting", static_cast<double>(open), "", 0, open > 0 ? KpiStatus::warn : KpiStatus::ok, "", "/drift"),
          figure("proposals", "Proposals waiting", static_cast<double>(proposed), "", 0, proposed > 0 ? KpiStatus::warn : KpiStatus::ok, "", "/changes")};
}

std::vector<Figure> traction(DriveTrainInput const& input) {
  auto const& company = input.company;
  std::size_t promised = 0, kept = 0;
  for (auto const& c : company.processes.finished_cases())
    if (c.promised && c.status == processes::CaseStatus::completed && c.ended && *c.ended > input.now - days(28)) ++promised, kept += c.promise_kept;
  auto counts = count_kpis(input);
  auto running = company.processes.open_cases().size();
  auto at_risk = promises_that_will_break(company, input.now).size();
  Figure promises{"promises_kept", "Promises kept", "%", "in 28 days", "/cases", std::nullopt, 0, KpiStatus::no_data};
  if (promised > 0) {
    promises.value = 100.0 * static_cast<double>(kept) / static_cast<double>(promised);
    promises.note = "of " + std::to_string(promised) + " in 28 days";
    promises.status = kept == promised ? KpiStatus::ok : KpiStatus::warn;
  }
  auto kpis = counts.ok + counts.warn + counts.alarm;
  auto status = kpis == 0 ? KpiStatus::no_data : counts.alarm > 0 ? KpiStatus::alarm : counts.warn > 0 ? KpiStatus::warn : KpiStatus::ok;
  return {promises,
          figure("running", "Cases under way", static_cast<double>(running), "", 0, at_risk > 0 ? KpiStatus::warn : KpiStatus::ok, at_risk > 0 ? std::to_string(at_risk) + " short of time" : "", "/cases"),
          figure("alarms", "Figures in alarm", counts.alarm, "", 0, status, "of " + std::to_string(kpis) + " with data", "/performance"),
          figure("issues", "Open issues", static_cast<double>(company.coordination.issues.size()), "", 0, company.coordination.issues.empty() ? KpiStatus::ok : KpiStatus::warn, "", "/issues")};
}

}  // namespace drivetrain::app::views
