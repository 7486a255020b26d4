// DT-K501: a control chart lacks what its kind needs. Prevents inconsistent performance: limits that follow from nothing.
#include "performance/check.h"

namespace drivetrain::performance {

namespace {

constexpr Duration shortest = hours(1), longest = days(31);   // half a year of samples is kept: six periods at least

void report(Kpi const& kpi, std::string message, std::string why, std::string help, Diagnostics& diagnostics) {
  Diagnostic d;
  d.code = "DT-K501";
  d.span = kpi.header.id_span;
  d.message = "KPI " + kpi.header.id + std::move(message);
  d.why = std::move(why);
  d.help = std::move(help);
  d.subject = kpi.header.id;
  diagnostics.add(std::move(d));
}

bool needs_size(Chart kind) {
  return kind == Chart::proportion || kind == Chart::proportion_corrected || kind == Chart::rate || kind == Chart::rate_corrected;
}

void check_one(Kpi const& kpi, Diagnostics& diagnostics) {
  auto const& chart = *kpi.chart;
  if (chart.kind == Chart::line || chart.kind == Chart::bar) return;
  if (!chart.period)
    return report(kpi, " has a control chart without a period", "a figure over a sliding window follows itself: its points would look far calmer than the work is",
                  "add  period: P7D  to its chart", diagnostics);
  if (*chart.period < shortest || longest < *chart.period)
    report(kpi, " is charted by periods of " + describe_duration(*chart.period), "half a year of figures is kept, and limits need some points",
           "between PT1H and P31D", diagnostics);
  if (needs_size(chart.kind) && chart.size.value.empty())
    report(kpi, " has a chart of shares or rates without a size", "how far a share wanders by chance depends on how many pieces it was taken of",
           "add  size: <one of its measures>  to its chart", diagnostics);
  if (!chart.size.value.empty() && !kpi.measures.contains(chart.size.value))
    report(kpi, " takes the size of its chart from " + chart.size.value + ", which is none of its measures", "the chart would have no limits",
           "size names one of the KPI's measures", diagnostics);
  bool const samples = chart.kind == Chart::mean_and_range || chart.kind == Chart::mean_and_deviation;
  if (samples && (kpi.measures.size() != 1 || kpi.measures.begin()->second.aggregate != Aggregate::mean))
    report(kpi, " has a chart of samples, which needs one measure that is a mean", "the points of such a chart are the means of what was measured in a period",
           "one measure with  aggregate: mean;  or the chart  individuals", diagnostics);
}

}  // namespace

void check_chart(Model const& model, Diagnostics& diagnostics) {
  for (auto const& [id, kpi] : model.kpis)
    if (kpi.chart) check_one(kpi, diagnostics);
}

}  // namespace drivetrain::performance
