// Folding events into samples (see observe.h).
#include "performance/observe.h"

#include <algorithm>

namespace drivetrain::performance {

namespace {
constexpr Duration kept = days(190);             // half a year, the longest window that a model may ask for
constexpr std::size_t kept_records = 5'000;      // about seven months of hourly changes
}  // namespace

void observe(journal::Record const& event, Program const& program, State& state) {
  if (!program.wants_event(event.type)) return;
  auto facts = find_event(event.type)->facts(event);
  if (!facts) return;
  auto environment = feel::Environment::of(*facts, event.at);
  auto first = std::lower_bound(program.wants.begin(), program.wants.end(), event.type,
                                [](Program::Want const& want, journal::TypeNumber type) { return want.event < type; });
  for (auto want = first; want != program.wants.end() && want->event == event.type; ++want) {
    auto const& measure = *want->measure;
    if (measure.has_where && !measure.where.evaluate(environment).value.is_true()) continue;
    Decimal value = 1;
    if (measure.has_of) {
      auto evaluated = measure.of.evaluate(environment);
      if (evaluated.value.kind() != feel::Kind::number) {
        state.failures[measure.signature] =
            evaluated.warnings.empty() ? "of: yields no number" : evaluated.warnings.front().message;
        continue;
      }
      value = evaluated.value.number();
    }
    auto& samples = state.samples[measure.signature];
    samples.push_back({event.at, value});
    while (!samples.empty() && samples.front().at + kept < event.at) samples.pop_front();
  }
}

void apply(KpiMeasured const& event, journal::Record const& record, State& state) {
  auto& history = state.history[event.kpi];
  history.push_back({record.at, event.value, event.status, event.evidence});
  if (history.size() > kept_records) history.pop_front();
}

void apply(KpiSignalled const&, journal::Record const&, State&) {}

std::string_view to_string(KpiStatus status) {
  switch (status) {
    case KpiStatus::ok: return "ok";
    case KpiStatus::warn: return "warn";
    case KpiStatus::alarm: return "alarm";
    case KpiStatus::no_data: return "no_data";
  }
  return "no_data";
}

}  // namespace drivetrain::performance
