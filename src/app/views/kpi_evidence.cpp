// Evidence of a figure (see kpi_evidence.h).
#include "app/views/kpi_evidence.h"

#include <algorithm>

#include "performance/event_catalogue.h"

namespace drivetrain::app::views {

std::string_view to_string(performance::Aggregate aggregate) {
  using performance::Aggregate;
  switch (aggregate) {
    case Aggregate::count: return "count";
    case Aggregate::sum: return "sum";
    case Aggregate::min: return "min";
    case Aggregate::max: return "max";
    case Aggregate::mean: return "mean";
    case Aggregate::quantile: return "quantile";
  }
  return "count";
}

std::vector<std::uint64_t> kpi_evidence(Company const& company, JournalIndex const& index, performance::Kpi const& kpi, Instant now) {
  std::vector<std::uint64_t> positions;
  auto program = company.model().kpis->kpis.find(kpi.header.id);
  if (program == company.model().kpis->kpis.end()) return positions;
  for (auto const& measure : program->second.measures) {
    auto const* declared = performance::find_event(measure.event);
    if (!declared) continue;
    for (auto position : index.events_of(measure.event, now - kpi.window + Duration{1})) {
      auto record = index.record(position);
      auto facts = !record ? std::nullopt : measure.fact.empty() ? declared->facts(*record) : performance::facts_of_type(measure.fact, *record);
      if (!facts || (measure.has_where && !measure.where.evaluate(feel::Environment::of(*facts, record->at)).value.is_true())) continue;
      positions.push_back(position);
    }
  }
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  return positions;
}

}  // namespace drivetrain::app::views
