// Reading a KPI (see views.h).
#include "performance/views.h"

#include <algorithm>

namespace drivetrain::performance {

namespace {

feel::Value aggregate(MeasureProgram const& measure, std::vector<Decimal>& values) {
  auto fold = [&](auto step) {
    auto total = values.front();
    for (std::size_t i = 1; i < values.size(); ++i) total = step(total, values[i]);
    return total;
  };
  if (measure.aggregate == Aggregate::count) return feel::Value(static_cast<std::int64_t>(values.size()));
  if (measure.aggregate == Aggregate::sum && values.empty()) return feel::Value(0);
  if (values.empty()) return {};
  auto sum = [](Decimal a, Decimal b) { return Decimal::add(a, b).value_or(a); };
  switch (measure.aggregate) {
    case Aggregate::sum: return feel::Value(fold(sum));
    case Aggregate::min: return feel::Value(fold([](Decimal a, Decimal b) { return b < a ? b : a; }));
    case Aggregate::max: return feel::Value(fold([](Decimal a, Decimal b) { return a < b ? b : a; }));
    case Aggregate::mean: {
      auto mean = Decimal::divide(fold(sum), Decimal(static_cast<std::int64_t>(values.size())));
      return mean ? feel::Value(*mean) : feel::Value();
    }
    case Aggregate::quantile: {
      // Nearest rank (ISO 16269-4): the smallest value with at least a share q of the sample at or below it.
      std::sort(values.begin(), values.end());
      auto rank = static_cast<std::ptrdiff_t>(measure.q.to_double() * static_cast<double>(values.size()) + 0.999999);
      rank = std::clamp<std::ptrdiff_t>(rank, 1, static_cast<std::ptrdiff_t>(values.size()));
      return feel::Value(values[static_cast<std::size_t>(rank - 1)]);
    }
    case Aggregate::count: break;
  }
  return {};
}

std::string text(Decimal value) { return value.to_string(); }

}  // namespace

KpiReading read_kpi(Kpi const& kpi, Program const& program, State const& state, Instant now) {
  KpiReading reading;
  auto found = program.kpis.find(kpi.header.id);
  if (found == program.kpis.end()) {
    reading.note = "its definition does not compile";
    return reading;
  }
  feel::Context measures;
  for (auto const& measure : found->second.measures) {
    std::vector<Decimal> values;
    if (auto samples = state.samples.find(measure.signature); samples != state.samples.end()) {
      auto const& all = samples->second;
      auto first = std::upper_bound(all.begin(), all.end(), now - kpi.window,
                                    [](Instant at, Sample const& sample) { return at < sample.at; });
      auto last = std::upper_bound(first, all.end(), now, [](Instant at, Sample const& sample) { return at < sample.at; });
      for (auto sample = first; sample != last; ++sample) values.push_back(sample->value);
      if (first != last && (!reading.data_at || *reading.data_at < (last - 1)->at)) reading.data_at = (last - 1)->at;
    }
    reading.evidence += static_cast<std::int64_t>(values.size());
    measures.set(measure.name, aggregate(measure, values));
  }
  if (kpi.max_age && (!reading.data_at || *reading.data_at + *kpi.max_age < now)) {
    reading.note = reading.data_at ? "the newest data is older than " + describe_duration(*kpi.max_age)
                                   : "nothing happened in the window";
    return reading;
  }
  auto result = found->second.formula.evaluate(feel::Environment::of(measures, now));
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
