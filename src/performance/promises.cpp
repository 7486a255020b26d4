// Reading an Slo (see promises.h).
#include "performance/promises.h"

#include <algorithm>

#include "organisation/working_time.h"
#include "performance/figure.h"

namespace drivetrain::performance {

namespace {

using organisation::WorkingHours;

Decimal const hundred = 100;

Decimal budget_of(Slo const& slo, Budgeting budgeting) {
  if (slo.error_budget) return *slo.error_budget;
  return budgeting == Budgeting::occurrences ? Decimal::subtract(hundred, slo.target.value).value_or(Decimal(0)) : Decimal(0);
}

struct Share {
  std::optional<Decimal> met;          ///< percent
  std::int64_t evidence = 0;
};

/// A stretch up to and with `now`, as a KPI's window is.
Share by_occurrence(KpiProgram const& program, State const& state, WorkingHours const& hours, Duration window, Instant now) {
  Moments counts;
  if (!hours.is_always()) counts = [&](Instant at) { return is_working(hours, at); };
  auto const measured = measure_between(program, state, now - window + Duration{1}, now + Duration{1}, counts);
  auto const result = program.formula.evaluate(feel::Environment::of(measured.values, now));
  if (result.value.kind() != feel::Kind::number) return {std::nullopt, measured.evidence};
  return {std::clamp(result.value.number(), Decimal(0), hundred), measured.evidence};
}

/// The figure is what was last recorded, until the next record.
Share by_time(Slo const& slo, Kpi const& indicator, State const& state, WorkingHours const& hours, Duration window, Instant now) {
  auto const recorded = state.history.find(indicator.header.id);
  if (recorded == state.history.end()) return {};
  auto const begin = now - window;
  Duration met, missed;
  for (auto one = recorded->second.begin(); one != recorded->second.end(); ++one) {
    auto const from = std::max(one->at, begin);
    auto const until = std::next(one) == recorded->second.end() ? now : std::min(std::next(one)->at, now);
    if (!one->value || until <= from) continue;
    auto const keeps = indicator.direction == Direction::up ? *one->value >= slo.target.value : *one->value <= slo.target.value;
    auto& sum = keeps ? met : missed;
    sum = sum + working_duration(hours, from, until);
  }
  auto const all = met + missed;
  if (all.us == 0) return {};
  return {Decimal::divide(Decimal::multiply(Decimal(met.us), hundred).value_or(Decimal(0)), Decimal(all.us)), 0};
}

/// How many budgets were missed: 1 when exactly as much missed the target as may. Nothing without data; a budget of nothing is used up by any miss.
std::optional<Decimal> budgets(Share const& share, Decimal budget) {
  if (!share.met) return std::nullopt;
  auto const missed = Decimal::subtract(hundred, *share.met).value_or(Decimal(0));
  if (budget == Decimal(0)) return missed == Decimal(0) ? Decimal(0) : missed;
  return Decimal::divide(missed, budget);
}

std::optional<Decimal> rounded(std::optional<Decimal> value, int digits) {
  return value ? value->rounded(digits, Decimal::Rounding::half_even) : std::nullopt;
}

}  // namespace

Budgeting budgeting_of(Slo const& slo, Kpi const& indicator) {
  if (slo.budgeting) return *slo.budgeting;
  return indicator.unit == "%" && indicator.direction == Direction::up ? Budgeting::occurrences : Budgeting::timeslices;
}

SloReading read_slo(Slo const& slo, Model const& model, Program const& program, State const& state, organisation::Model const& form, Instant now) {
  SloReading reading;
  auto const& indicator = model.kpis.at(slo.indicator.text());
  auto const compiled = program.kpis.find(indicator.header.id);
  auto const hours = organisation::hours_of_calendar(form, slo.calendar.text());
  auto const budgeting = budgeting_of(slo, indicator);
  reading.budget = budget_of(slo, budgeting);
  reading.burns.resize(slo.alerts.size());
  if (compiled == program.kpis.end() || !hours.ok()) {
    reading.note = hours.ok() ? "its indicator does not compile" : hours.error().message;
    return reading;
  }
  auto const share = [&](Duration window) {
    return budgeting == Budgeting::occurrences ? by_occurrence(compiled->second, state, *hours, window, now) : by_time(slo, indicator, state, *hours, window, now);
  };
  auto const whole = share(slo.window);
  reading.evidence = whole.evidence;
  reading.attained = rounded(whole.met, 2);
  auto const used = budgets(whole, reading.budget);
  if (!used) {
    reading.note = "nothing happened in the window";
    return reading;
  }
  reading.used = rounded(Decimal::multiply(*used, hundred), 1);
  std::optional<Decimal> fastest;
  for (std::size_t i = 0; i < slo.alerts.size(); ++i) {
    auto const rate = budgets(share(slo.alerts[i].window), reading.budget);
    reading.burns[i] = {rounded(rate, 2), rate && *rate > Decimal(0) && *rate >= slo.alerts[i].burn_rate};
    if (rate && (!fastest || *fastest < *rate)) fastest = rate;
  }
  bool const burns = std::any_of(reading.burns.begin(), reading.burns.end(), [](Burn const& burn) { return burn.too_fast; });
  reading.status = *used >= Decimal(1) && *used > Decimal(0) ? KpiStatus::alarm : burns ? KpiStatus::warn : KpiStatus::ok;
  if (reading.status != KpiStatus::alarm && fastest && *fastest > Decimal(1))
    reading.lasts = Duration{static_cast<std::int64_t>((1 - used->to_double()) * static_cast<double>(slo.window.us) / fastest->to_double())};
  return reading;
}

}  // namespace drivetrain::performance
