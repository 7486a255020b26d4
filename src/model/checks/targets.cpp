// DT-S107: two targets on one figure that cannot both hold in the same period. Targets stand in objectives and requirements, and in the
// KPI and its SLOs, where the direction says which side is meant. Prevents conflicting priorities.
#include <map>

#include "model/checks/checks.h"

namespace drivetrain::model {

namespace {

struct Aim {
  std::string whose;
  std::optional<Decimal> at_least, at_most;
  std::optional<Date> from, to;
  Span span;
};

std::map<std::string, std::vector<Aim>> aims_by_kpi(OperatingModel const& model) {
  std::map<std::string, std::vector<Aim>> aims;
  auto add = [&](std::string const& whose, std::vector<strategy::Target> const& targets) {
    for (auto const& target : targets) aims[target.kpi.text()].push_back({whose, target.at_least, target.at_most, target.from, target.to, target.span});
  };
  for (auto const& [id, objective] : model.strategy.objectives) add(id, objective.targets);
  for (auto const& [id, requirement] : model.strategy.requirements) add(id, requirement.targets);
  auto of_direction = [&](std::string const& kpi, std::string const& whose, Decimal const& value, Span const& span) {
    auto found = model.performance.kpis.find(kpi);
    if (found == model.performance.kpis.end()) return;
    bool up = found->second.direction == performance::Direction::up;
    aims[kpi].push_back({whose, up ? std::optional(value) : std::nullopt, up ? std::nullopt : std::optional(value), {}, {}, span});
  };
  for (auto const& [id, kpi] : model.performance.kpis)
    if (kpi.target) of_direction(id, "KPI " + id, *kpi.target, kpi.header.id_span);
  for (auto const& [id, slo] : model.performance.slos) of_direction(slo.indicator.text(), "SLO " + id, slo.target.value, slo.target.span);
  return aims;
}

/// The period in which both are meant; nothing when they never meet.
std::optional<std::string> common_period(Aim const& a, Aim const& b) {
  auto from = !a.from ? b.from : !b.from ? a.from : std::max(a.from, b.from);
  auto to = !a.to ? b.to : !b.to ? a.to : std::min(a.to, b.to);
  if (from && to && *to < *from) return std::nullopt;
  if (!from && !to) return "any period";
  return (from ? format_date(*from) : "ever") + "–" + (to ? format_date(*to) : "open");
}

bool contradict(Aim const& a, Aim const& b) {
  return (a.at_least && b.at_most && *b.at_most < *a.at_least) || (b.at_least && a.at_most && *a.at_most < *b.at_least);
}

std::string in_words(Aim const& aim) {
  std::string text;
  if (aim.at_least) text = "at least " + aim.at_least->to_string();
  if (aim.at_most) text += (text.empty() ? "" : " and ") + std::string("at most ") + aim.at_most->to_string();
  return text + " (" + aim.whose + ")";
}

}  // namespace

void check_targets(CheckInput const& input, Diagnostics& diagnostics) {
  for (auto const& [kpi, aims] : aims_by_kpi(input.model))
    for (std::size_t i = 0; i < aims.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) {
        auto const &a = aims[j], &b = aims[i];
        if (!contradict(a, b)) continue;
        auto period = common_period(a, b);
        if (!period) continue;
        Diagnostic d;
        d.code = "DT-S107";
        d.span = a.span;
        d.message = "targets " + in_words(a) + " and " + in_words(b) + " on measure " + kpi + " cannot both hold in " + *period;
        d.why = "whoever meets one misses the other, so each team is right and the company is wrong";
        d.help = "agree on one figure, or give them periods that do not meet";
        d.notes.push_back({b.span, "the other target is here"});
        d.subject = kpi;
        diagnostics.add(std::move(d));
      }
}

}  // namespace drivetrain::model
