// Effort and order of objectives (see strategy.h); the map is in sight_map.cpp.
#include "app/views/strategy.h"

#include <algorithm>

#include "feel/expression.h"
#include "performance/views.h"

namespace drivetrain::app::views {

namespace {

constexpr int effort_window_days = 28;

std::map<std::string, double> hours_by_process(Company const& company, Instant now) {
  std::map<std::string, double> hours;
  for (auto const& effort : company.adaptation.effort)
    if (effort.at + days(effort_window_days) > now && effort.at <= now) hours[effort.process] += effort.hours;
  return hours;
}

/// Hours of each process to the objectives that it names and all above them, by strength. `total` receives the sum over processes.
std::map<std::string, double> hours_by_objective(Company const& company, std::map<std::string, double> const& by_process, double& total) {
  std::map<std::string, double> hours;
  total = 0;
  auto const& objectives = company.model().strategy.objectives;
  for (auto const& [process, spent] : by_process) {
    total += spent;
    auto value = company.model().values.processes.find(process);
    if (value == company.model().values.processes.end()) continue;
    double strengths = 0;
    for (auto const& one : value->second.contributes) strengths += one.strength;
    for (auto const& one : value->second.contributes) {
      auto objective = objectives.find(one.objective);
      for (int depth = 0; depth < 32 && objective != objectives.end(); ++depth) {
        hours[objective->first] += spent * one.strength / strengths;
        objective = objective->second.parent.empty() ? objectives.end() : objectives.find(objective->second.parent.text());
      }
    }
  }
  return hours;
}

int badness(KpiStatus status) {
  switch (status) {
    case KpiStatus::alarm: return 3;
    case KpiStatus::warn: return 2;
    case KpiStatus::ok: return 1;
    case KpiStatus::no_data: return 0;
  }
  return 0;
}

}  // namespace

std::map<std::string, ObjectiveEffort> objective_effort(Company const& company, JournalIndex const& index, Instant now) {
  double lived = 0, asked = 0;
  auto hours = hours_by_objective(company, hours_by_process(company, now), lived);
  auto expected = hours_by_objective(company, index.arrived_hours(now - days(effort_window_days)), asked);
  std::map<std::string, ObjectiveEffort> effort;
  for (auto const& [id, objective] : company.model().strategy.objectives) {
    auto& one = effort[id];
    one.hours = hours[id];
    if (lived > 0) one.revealed = 100 * hours[id] / lived;
    if (asked > 0) one.expected = 100 * expected[id] / asked;
  }
  return effort;
}

std::optional<double> unserved_hours(Company const& company, Instant now) {
  double total = 0, unserved = 0;
  for (auto const& [process, spent] : hours_by_process(company, now)) {
    total += spent;
    auto value = company.model().values.processes.find(process);
    if (value == company.model().values.processes.end() || value->second.contributes.empty()) unserved += spent;
  }
  return total > 0 ? std::optional(unserved) : std::nullopt;
}

KpiStatus status_of_objective(Company const& company, std::string const& objective, Instant now) {
  auto worst = KpiStatus::no_data;
  auto look = [&](std::string const& id) {
    auto kpi = company.model().performance.kpis.find(id);
    if (kpi == company.model().performance.kpis.end()) return;
    auto status = performance::read_kpi(kpi->second, *company.model().kpis, company.performance, now).status;
    if (badness(status) > badness(worst)) worst = status;
  };
  auto found = company.model().strategy.objectives.find(objective);
  if (found != company.model().strategy.objectives.end())
    for (auto const& kpi : found->second.kpis) look(kpi.text());
  for (auto const& [id, kpi] : company.model().performance.kpis)
    if (std::any_of(kpi.serves.begin(), kpi.serves.end(), [&](auto const& one) { return one.text() == objective; })) look(id);
  for (auto const& [id, child] : company.model().strategy.objectives)
    if (child.parent.text() == objective && id != objective) {
      auto status = status_of_objective(company, id, now);
      if (badness(status) > badness(worst)) worst = status;
    }
  return worst;
}

KpiStatus status_of_assumption(Company const& company, strategy::Assumption const& assumption, Instant now) {
  if (assumption.metric.empty() || assumption.limit.empty()) return KpiStatus::no_data;
  auto value = company.kpi_values(now)(assumption.metric.text());
  auto compiled = feel::compile(assumption.limit.text, {{"value"}, false});
  auto* broken = std::get_if<feel::Expression>(&compiled);
  if (!value || !broken) return KpiStatus::no_data;
  feel::Context context;
  context.set("value", feel::Value(*value));
  return broken->evaluate(feel::Environment::of(context, now)).value.is_true() ? KpiStatus::alarm : KpiStatus::ok;
}

}  // namespace drivetrain::app::views
