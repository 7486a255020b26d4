// Aggregating samples (see figure.h).
#include "performance/figure.h"

#include <algorithm>

namespace drivetrain::performance {

namespace {

struct Stretch {
  std::deque<Sample>::const_iterator first, last;
};
std::optional<Stretch> stretch_of(MeasureProgram const& measure, State const& state, Instant from, Instant until) {
  auto const samples = state.samples.find(measure.signature);
  if (samples == state.samples.end()) return std::nullopt;
  auto const before = [](Sample const& sample, Instant at) { return sample.at < at; };
  auto const first = std::lower_bound(samples->second.begin(), samples->second.end(), from, before);
  return Stretch{first, std::lower_bound(first, samples->second.end(), until, before)};
}

// `values` may be put into another order.
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

}  // namespace

std::vector<Decimal> samples_between(MeasureProgram const& measure, State const& state, Instant from, Instant until, Moments const& counts) {
  std::vector<Decimal> values;
  if (auto const stretch = stretch_of(measure, state, from, until))
    for (auto sample = stretch->first; sample != stretch->last; ++sample)
      if (!counts || counts(sample->at)) values.push_back(sample->value);
  return values;
}

MeasuredBetween measure_between(KpiProgram const& kpi, State const& state, Instant from, Instant until, Moments const& counts) {
  MeasuredBetween measured;
  for (auto const& measure : kpi.measures) {
    auto const stretch = stretch_of(measure, state, from, until);
    if (stretch && stretch->first != stretch->last) measured.data_at = std::max(measured.data_at.value_or(Instant{INT64_MIN}), (stretch->last - 1)->at);
    auto values = samples_between(measure, state, from, until, counts);
    measured.evidence += static_cast<std::int64_t>(values.size());
    measured.values.set(measure.name, aggregate(measure, values));
  }
  return measured;
}

}  // namespace drivetrain::performance
