// Ideas in the company (see ideas.h), and their commands and events.
#include "app/ideas.h"

#include <algorithm>

#include "base/text.h"
#include "organisation/views.h"
#include "performance/comparison.h"
#include "performance/views.h"

namespace drivetrain::app {

using namespace coordination;
using journal::Record;
using journal::Transition;

namespace {

performance::Kpi const* find_kpi(Company const& company, std::string const& id) {
  auto const& kpis = company.model().performance.kpis;
  auto found = kpis.find(id);
  return found == kpis.end() ? nullptr : &found->second;
}

/// Two digits more than people see.
std::optional<Decimal> rounded(double value, int decimals) {
  auto exact = Decimal::from_double(value);
  if (!exact) return std::nullopt;
  return exact->rounded(decimals + 2, Decimal::Rounding::half_even).value_or(*exact);
}

FigureLevel level_of(performance::Level const& level, int decimals) {
  if (level.periods == 0) return {};
  return {level.periods, rounded(level.mean, decimals), rounded(level.deviation, decimals)};
}

performance::Level level_from(FigureLevel const& level) {
  return {level.periods, level.mean ? level.mean->to_double() : 0, level.deviation ? level.deviation->to_double() : 0};
}

std::string word_of(performance::Verdict verdict) {
  switch (verdict) {
    case performance::Verdict::better: return "better";
    case performance::Verdict::worse: return "worse";
    case performance::Verdict::same: return "same";
    case performance::Verdict::unknown: break;
  }
  return "unknown";
}

std::string shown(std::optional<Decimal> const& value, int decimals) {
  return value ? value->rounded(decimals, Decimal::Rounding::half_even).value_or(*value).to_string() : "?";
}

std::string missing_of(Company const& company, std::string const& unit, std::string const& process, std::string const& kpi) {
  auto const& model = company.model();
  if (!unit.empty() && !model.organisation.units.contains(unit)) return "the model has no unit " + unit;
  if (!process.empty() && !model.processes.processes.contains(process)) return "the model has no process " + process;
  if (!kpi.empty() && !find_kpi(company, kpi)) return "the model has no KPI " + kpi;
  return {};
}

IdeaSurroundings around(Company const& company, Idea const* idea, std::string const& kpi) {
  IdeaSurroundings around;
  if (idea) around.deciders = deciders_of(company, idea->proposed, kpi);
  return around;
}

IdeaSurroundings around(Company const& company, Idea const*, ProposeIdea const& command, Instant) {
  IdeaSurroundings around;
  around.unknown = missing_of(company, command.unit, command.process, command.kpi);
  auto const& issues = company.coordination;
  if (around.unknown.empty() && !command.issue.empty() && !issues.issues.contains(command.issue) &&
      std::none_of(issues.resolved.begin(), issues.resolved.end(), [&](auto const& one) { return one.issue.raised.issue == command.issue; }))
    around.unknown = "there is no issue " + command.issue;
  return around;
}

IdeaSurroundings around(Company const& company, Idea const* idea, BeginTrial const& command, Instant now) {
  auto const& kpi = command.kpi.empty() && idea ? idea->proposed.kpi : command.kpi;
  auto surroundings = around(company, idea, kpi);
  surroundings.unknown = missing_of(company, {}, {}, kpi);
  surroundings.trial_ends = company.zone().to_instant({date_from_days(days_from_epoch(command.until) + 1), 0});
  if (auto const* figure = find_kpi(company, kpi))
    surroundings.before = level_of(performance::level_between(*figure, *company.model().kpis, company.performance, now - days(366), now, company.zone()), figure->decimals);
  return surroundings;
}

/// A trial is compared as a whole; a standard by what it did since the last time it was asked.
template <class Command>
IdeaSurroundings around(Company const& company, Idea const* idea, Command const&, Instant now) {
  auto surroundings = around(company, idea, idea && idea->trial ? idea->trial->kpi : std::string());
  constexpr bool trial = std::is_same_v<Command, JudgeTrial>, standard = std::is_same_v<Command, TestIdea>;
  if (!idea || !idea->trial || !(trial || standard)) return surroundings;
  auto from = trial ? idea->trial_at : std::max(idea->standard_at, now - test_every);
  surroundings.compared = compare_figure(company, *idea->trial, from, now);
  if (auto const* figure = find_kpi(company, idea->trial->kpi))
    surroundings.alarm = performance::read_kpi(*figure, *company.model().kpis, company.performance, now).status == performance::KpiStatus::alarm;
  return surroundings;
}

template <class Command>
std::string idea_of(Command const& command) {
  if constexpr (std::is_same_v<Command, ProposeIdea>) return {};
  else return command.idea;
}

}  // namespace

std::vector<std::string> deciders_of(Company const& company, IdeaProposed const& proposed, std::string const& kpi) {
  std::vector<std::string> roles;
  auto add = [&](std::string const& role) {
    if (!role.empty() && std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
  };
  auto const& model = company.model();
  if (auto process = model.processes.processes.find(proposed.process); process != model.processes.processes.end()) add(process->second.header.owner);
  for (auto const& id : {kpi, proposed.kpi})
    if (auto const* figure = find_kpi(company, id)) add(figure->header.owner);
  if (auto unit = model.organisation.units.find(proposed.unit); unit != model.organisation.units.end()) add(unit->second.header.owner);
  if (roles.empty())
    for (auto const& role : organisation::leads_of(model.organisation, proposed.person)) add(role);
  return roles;
}

FigureCompared compare_figure(Company const& company, TrialBegun const& trial, Instant from, Instant until) {
  FigureCompared compared;
  auto const* kpi = find_kpi(company, trial.kpi);
  if (!kpi) {
    compared.says = "the model has no KPI " + trial.kpi + " any more";
    return compared;
  }
  auto after = performance::level_between(*kpi, *company.model().kpis, company.performance, from, until, company.zone());
  compared.after = level_of(after, kpi->decimals);
  auto period = describe_duration(performance::period_of(*kpi));
  auto difference = performance::difference_of(level_from(trial.before), after, kpi->direction);
  compared.verdict = word_of(difference.verdict);
  auto periods = [&](std::int64_t n) { return std::to_string(n) + " × " + period; };
  if (difference.verdict == performance::Verdict::unknown) {
    compared.says = kpi->header.title + ": too few data: " + periods(trial.before.periods) + " before and " + periods(after.periods) + " since have figures; " +
                    std::to_string(performance::least_before) + " and " + std::to_string(performance::least_after) + " are needed";
    return compared;
  }
  compared.effect = rounded(difference.effect, kpi->decimals), compared.low = rounded(difference.low, kpi->decimals), compared.high = rounded(difference.high, kpi->decimals);
  auto unit = kpi->unit.empty() ? std::string() : " " + kpi->unit;
  auto told = difference.verdict == performance::Verdict::same ? "no more than chance does" : difference.verdict == performance::Verdict::better ? "better" : "worse";
  compared.says = kpi->header.title + ": " + shown(trial.before.mean, kpi->decimals) + unit + " before (" + periods(trial.before.periods) + "), " + shown(compared.after.mean, kpi->decimals) + unit + " since (" +
                  periods(after.periods) + "): " + (difference.effect > 0 ? "+" : "") + shown(compared.effect, kpi->decimals) + unit + ", 95 % interval " + shown(compared.low, kpi->decimals) + " to " +
                  shown(compared.high, kpi->decimals) + ": " + told;
  return compared;
}

Status may_become_standard(Company const& company, std::string const& idea) {
  auto found = company.ideas.all.find(idea);
  if (found == company.ideas.all.end()) return Error{"DT-X901", "there is no idea " + idea, ""};
  if (found->second.state == IdeaState::adopted || found->second.state == IdeaState::regressed) return {};
  return Error{"DT-X903", found->second.proposed.title + " is not adopted", "an idea becomes the standard after its trial: adopt it first"};
}

void Company::register_ideas() {
  auto handler = [](auto const& command, Company& c, Transition& transition) -> Status {
    auto found = c.ideas.all.find(idea_of(command));
    auto const* idea = found == c.ideas.all.end() ? nullptr : &found->second;
    IdeaContext context{transition, c.ideas, c.people(), around(c, idea, command, transition.now())};
    return coordination::handle(command, context);
  };
  registry_.command<ProposeIdea>(handler);
  registry_.command<BeginTrial>(handler);
  registry_.command<JudgeTrial>(handler);
  registry_.command<AdoptIdea>(handler);
  registry_.command<DropIdea>(handler);
  registry_.command<StandardiseIdea>(handler);
  registry_.command<TestIdea>(handler);
  auto applier = [](auto const& event, Record const& record, Company& c) { coordination::apply(event, record, c.ideas); };
  registry_.event<IdeaProposed>(applier);
  registry_.event<TrialBegun>(applier);
  registry_.event<TrialJudged>(applier);
  registry_.event<IdeaAdopted>(applier);
  registry_.event<IdeaDropped>(applier);
  registry_.event<IdeaStandardised>(applier);
  registry_.event<IdeaTested>(applier);
}

}  // namespace drivetrain::app
