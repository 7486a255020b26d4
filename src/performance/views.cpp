// Reading a KPI (see views.h).
#include "performance/views.h"

#include "performance/figure.h"

namespace drivetrain::performance {

namespace {

std::string text(Decimal value) { return value.to_string(); }

}  // namespace

KpiReading read_kpi(Kpi const& kpi, Program const& program, State const& state, Instant now) {
  KpiReading reading;
  auto found = program.kpis.find(kpi.header.id);
  if (found == program.kpis.end()) {
    reading.note = "its definition does not compile";
    return reading;
  }
  // Just after `now - window` up to and with `now`: what happened at this very moment counts.
  auto const measured = measure_between(found->second, state, now - kpi.window + Duration{1}, now + Duration{1});
  reading.evidence = measured.evidence, reading.data_at = measured.data_at;
  if (kpi.max_age && (!reading.data_at || *reading.data_at + *kpi.max_age < now)) {
    reading.note = reading.data_at ? "the newest data is older than " + describe_duration(*kpi.max_age)
                                   : "nothing happened in the window";
    return reading;
  }
  auto result = found->second.formula.evaluate(feel::Environment::of(measured.values, now));
  if (result.value.kind() != feel::Kind::number) {
    reading.note = reading.evidence == 0 ? "nothing happened in the window"
                   : result.warnings.empty() ? "the formula yields no number"
                                             : result.warnings.front().message;
    return reading;
  }
  reading.value = result.value.number().rounded(kpi.decimals, Decimal::Rounding::half_even).value_or(result.value.number());
  reading.status = status_of(kpi, *reading.value);
  return reading;
}

KpiStatus status_of(Kpi const& kpi, Decimal value) {
  auto bad = [&](std::optional<Decimal> const& limit) {
    return limit && (kpi.direction == Direction::up ? value <= *limit : *limit <= value);
  };
  return bad(kpi.alarm) ? KpiStatus::alarm : bad(kpi.warn) ? KpiStatus::warn : KpiStatus::ok;
}

std::string describe(Kpi const& kpi, KpiReading const& reading) {
  if (!reading.value) return "no data: " + reading.note;
  auto sentence = text(*reading.value) + (kpi.unit.empty() ? "" : " " + kpi.unit);
  std::string limits;
  if (kpi.target) limits += "target " + text(*kpi.target);
  if (kpi.alarm) limits += (limits.empty() ? "alarm " : ", alarm ") + text(*kpi.alarm);
  return limits.empty() ? sentence : sentence + " (" + limits + ")";
}

}  // namespace drivetrain::performance
