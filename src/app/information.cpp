// What decisions rest on, for the system of decisions: figures of KPIs, and data from elsewhere by its contract, each with its source and
// the time of its newest data.
#include "app/company.h"
#include "performance/views.h"

namespace drivetrain::app {

decisions::BriefedInput Company::look_up(decisions::Information const& information, Instant now) const {
  decisions::BriefedInput input;
  auto const& kpis = model_->performance.kpis;
  if (auto kpi = kpis.find(information.kpi.text()); kpi != kpis.end()) {
    auto reading = performance::read_kpi(kpi->second, *model_->kpis, performance, now);
    if (reading.value) input.value = feel::Value(*reading.value);
    input.unit = kpi->second.unit;
    input.source = kpi->second.source.text();
    input.data_at = reading.data_at;
  }
  if (information.source.empty()) return input;
  // Data by a contract is as new as the newest figure that is made of it.
  input.source = information.source.text();
  for (auto const& [id, kpi] : kpis)
    if (kpi.source.text() == input.source)
      if (auto at = performance::read_kpi(kpi, *model_->kpis, performance, now).data_at; at && (!input.data_at || *input.data_at < *at)) input.data_at = at;
  return input;
}

}  // namespace drivetrain::app
