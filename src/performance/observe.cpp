// Folding events into samples (see observe.h).
#include "performance/observe.h"

#include <algorithm>

namespace drivetrain::performance {

namespace {
constexpr Duration kept = days(190);             // half a year, the longest window that a model may ask for
constexpr std::size_t kept_records = 5'000;      // about seven months of hourly changes
}  // namespace

namespace {

/// When it happened: of a reported fact, when it occurred elsewhere.
Instant time_of(journal::Record const& event) {
  FactReported reported;
  return event.type == FactReported::type.number && decode_fields(event.payload, reported) ? reported.occurred_at : event.at;
}

/// Samples stay ordered by time, though what others report may come late.
void keep(std::deque<Sample>& samples, Sample sample, Instant now) {
  auto place = std::upper_bound(samples.begin(), samples.end(), sample.at, [](Instant at, Sample const& one) { return at < one.at; });
  samples.insert(place, sample);
  while (!samples.empty() && samples.front().at + kept < now) samples.pop_front();
}

void take(MeasureProgram const& measure, feel::Context const& facts, Instant at, Instant now, State& state) {
  auto environment = feel::Environment::of(facts, at);
  if (measure.has_where && !measure.where.evaluate(environment).value.is_true()) return;
  Decimal value = 1;
  if (measure.has_of) {
    auto evaluated = measure.of.evaluate(environment);
    if (evaluated.value.kind() != feel::Kind::number) {
      state.failures[measure.signature] = evaluated.warnings.empty() ? "of: yields no number" : evaluated.warnings.front().message;
      return;
    }
    value = evaluated.value.number();
  }
  keep(state.samples[measure.signature], {at, value}, now);
}

}  // namespace

void observe(journal::Record const& event, Program const& program, State& state) {
  if (!program.wants_event(event.type)) return;
  auto facts = find_event(event.type)->facts(event);
  if (!facts) return;
  auto at = time_of(event);
  auto first = std::lower_bound(program.wants.begin(), program.wants.end(), event.type,
                                [](Program::Want const& want, journal::TypeNumber type) { return want.event < type; });
  for (auto want = first; want != program.wants.end() && want->event == event.type; ++want) {
    auto const& measure = *want->measure;
    if (measure.fact.empty()) take(measure, *facts, event.at, event.at, state);
    else if (auto reported = facts_of_type(measure.fact, event)) take(measure, *reported, at, event.at, state);
  }
}

void apply(KpiMeasured const& event, journal::Record const& record, State& state) {
  auto& history = state.history[event.kpi];
  history.push_back({record.at, event.value, event.status, event.evidence});
  if (history.size() > kept_records) history.pop_front();
}

void apply(KpiSignalled const& event, journal::Record const&, State& state) {
  if (event.until) state.charts[event.kpi].told = event.until;
}

void apply(SloBurning const& event, journal::Record const&, State& state) { state.burning[event.slo].insert(event.window.us); }

void apply(SloCalmed const& event, journal::Record const&, State& state) {
  auto const slo = state.burning.find(event.slo);
  if (slo == state.burning.end()) return;
  slo->second.erase(event.window.us);
  if (slo->second.empty()) state.burning.erase(slo);
}

void apply(KpiRebased const& event, journal::Record const& record, State& state) {
  auto& phases = state.charts[event.kpi].phases;
  auto const place = std::upper_bound(phases.begin(), phases.end(), event.from, [](Instant from, Rebased const& one) { return from < one.from; });
  phases.insert(place, {event.from, record.at, record.actor.id, event.reason});
}

void apply(KpiRebaseUndone const& event, journal::Record const&, State& state) {
  std::erase_if(state.charts[event.kpi].phases, [&](Rebased const& one) { return one.from == event.from; });
}

void apply(FactReported const&, journal::Record const&, State&) {}

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
