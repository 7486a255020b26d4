// Cutting time into periods and charting them (see control.h).
#include "performance/control.h"

#include <algorithm>
#include <cmath>

#include "performance/charts/cumulative.h"
#include "performance/figure.h"

namespace drivetrain::performance {

namespace {

constexpr std::int64_t first_monday = 4;            // 1970-01-05, in days from the epoch
constexpr std::ptrdiff_t enough_points = 8;        // fewer tell nothing of what is usual

std::optional<charts::Family> family_of(Chart kind) {
  switch (kind) {
    case Chart::line: case Chart::bar: return std::nullopt;
    case Chart::run: return charts::Family::run;
    case Chart::individuals: case Chart::ewma: case Chart::cusum: return charts::Family::individuals;
    case Chart::mean_and_range: return charts::Family::mean_range;
    case Chart::mean_and_deviation: return charts::Family::mean_deviation;
    case Chart::proportion: return charts::Family::p;
    case Chart::proportion_corrected: return charts::Family::p_laney;
    case Chart::count: return charts::Family::c;
    case Chart::rate: return charts::Family::u;
    case Chart::rate_corrected: return charts::Family::u_laney;
  }
  return std::nullopt;
}
bool is_share(Chart kind) { return kind == Chart::proportion || kind == Chart::proportion_corrected; }
bool of_samples(Chart kind) { return kind == Chart::mean_and_range || kind == Chart::mean_and_deviation; }

/// The begin of the period after the one that begins at `from`.
Instant next_begin(Duration period, Instant from, Zone const& zone) {
  if (period.us % days(1).us != 0) return from + period;
  auto const day = days_from_epoch(zone.to_local(from).date) + period.us / days(1).us;
  return zone.to_instant({date_from_days(day), 0});
}

std::optional<Instant> first_evidence(KpiProgram const& program, State const& state) {
  std::optional<Instant> first;
  for (auto const& measure : program.measures)
    if (auto const samples = state.samples.find(measure.signature); samples != state.samples.end() && !samples->second.empty())
      first = std::min(first.value_or(samples->second.front().at), samples->second.front().at);
  return first;
}

std::vector<ControlPeriod> periods_of(Duration period, Instant first, Instant now, Zone const& zone) {
  // Far back only a few at a time: the newest are wanted, and what was before the oldest of them is not looked at.
  Instant begin = std::max(first, now - period * static_cast<std::int64_t>(most_periods + 1));
  begin = period_begin(period, begin, zone);
  if (begin < first) begin = next_begin(period, begin, zone);
  std::vector<ControlPeriod> periods;
  for (Instant end = next_begin(period, begin, zone); end <= now; begin = end, end = next_begin(period, begin, zone)) periods.push_back({begin, end, 0});
  if (periods.size() > most_periods) periods.erase(periods.begin(), periods.end() - static_cast<std::ptrdiff_t>(most_periods));
  return periods;
}

charts::Point point_of(Kpi const& kpi, KpiProgram const& program, State const& state, ControlPeriod& period) {
  auto const& wanted = *kpi.chart;
  auto const measured = measure_between(program, state, period.from, period.until);
  period.evidence = measured.evidence;
  charts::Point point;
  // A source that is silent tells nothing, though a count of it would be 0.
  if (measured.evidence == 0 && kpi.max_age) return point;
  if (of_samples(wanted.kind)) {
    std::vector<double> sample;
    for (Decimal value : samples_between(program.measures.front(), state, period.from, period.until)) sample.push_back(value.to_double());
    return charts::point_of(sample, *family_of(wanted.kind));
  }
  auto const figure = program.formula.evaluate(feel::Environment::of(measured.values, period.until)).value;
  if (figure.kind() != feel::Kind::number) return point;
  point.value = figure.number().to_double() / (is_share(wanted.kind) && kpi.unit == "%" ? 100 : 1);
  if (!wanted.size.value.empty()) {
    auto const* size = measured.values.find(wanted.size.value);
    point.size = size && size->kind() == feel::Kind::number ? size->number().to_double() : 0;
    if (!(point.size > 0)) point.value.reset();
  }
  return point;
}

std::vector<charts::Phase> phases_of(Control& control, std::vector<Rebased> const& rebased, std::optional<std::int64_t> baseline) {
  auto const frozen = baseline ? std::optional(static_cast<std::size_t>(*baseline)) : std::nullopt;
  std::vector<charts::Phase> phases{{0, frozen}};
  for (std::size_t i = 0; i < rebased.size(); ++i) {
    auto const period = std::find_if(control.periods.begin(), control.periods.end(), [&](ControlPeriod const& one) { return one.from >= rebased[i].from; });
    auto const first = static_cast<std::size_t>(period - control.periods.begin());
    if (period == control.periods.end() || first == 0) continue;
    if (phases.back().first == first) {
      control.rebased.back() = i;
      continue;
    }
    phases.push_back({first, frozen});
    control.rebased.push_back(i);
  }
  return phases;
}

/// EWMA and CUSUM begin anew with each phase, around what is usual for single values there.
charts::Chart remember(Chart kind, charts::Chart const& singles) {
  charts::Chart chart;
  chart.phases = singles.phases;
  for (std::size_t k = 0; k < singles.phases.size(); ++k) {
    std::size_t const first = singles.phases[k].first, end = k + 1 < singles.phases.size() ? singles.phases[k + 1].first : singles.points.size();
    std::vector<std::optional<double>> figures;
    for (std::size_t i = first; i < end; ++i) figures.push_back(singles.points[i].value);
    auto const& line = singles.points[first];
    double const sigma = line.upper ? (*line.upper - line.centre) / 3 : 0;
    if (kind == Chart::ewma) {
      charts::Ewma ewma;
      ewma.centre = line.centre, ewma.sigma = sigma;
      auto const drawn = draw_ewma(ewma, figures).points;
      chart.points.insert(chart.points.end(), drawn.begin(), drawn.end());
      continue;
    }
    charts::Cusum cusum;
    cusum.centre = line.centre, cusum.sigma = sigma;
    for (auto const& sums : sigma > 0 ? draw_cusum(cusum, figures) : std::vector<charts::CusumPoint>(figures.size())) {
      charts::Drawn d;
      bool const up = sums.above >= sums.below;
      if (sigma > 0 && figures[chart.points.size() - first]) {
        d.value = up ? sums.above : -sums.below;
        d.lower = -cusum.decision, d.upper = cusum.decision;
        d.distance = *d.value / cusum.decision * 3, d.side = *d.value > 0 ? 1 : *d.value < 0 ? -1 : 0;
      }
      chart.points.push_back(d);
    }
  }
  return chart;
}

void in_unit(charts::Chart& chart, double factor) {
  auto const scale = [&](std::optional<double>& value) {
    if (value) *value *= factor;
  };
  for (auto& d : chart.points) scale(d.value), scale(d.lower), scale(d.upper), d.centre *= factor;
}

std::ptrdiff_t known_points(charts::Chart const& chart, std::size_t phase) {
  auto const begin = chart.points.begin();
  auto const first = static_cast<std::ptrdiff_t>(chart.phases[phase].first);
  auto const end = phase + 1 < chart.phases.size() ? begin + static_cast<std::ptrdiff_t>(chart.phases[phase + 1].first) : chart.points.end();
  return std::count_if(begin + first, end, [](charts::Drawn const& d) { return d.value.has_value(); });
}
std::size_t phase_of(charts::Chart const& chart, std::size_t point) {
  auto const after = std::upper_bound(chart.phases.begin(), chart.phases.end(), point, [](std::size_t at, charts::Phase const& phase) { return at < phase.first; });
  return static_cast<std::size_t>(after - chart.phases.begin()) - 1;
}

void judge(Control& control, Kpi const& kpi) {
  if (!kpi.target || control.chart.points.empty()) return;
  auto const& last = control.chart.points.back();
  auto const known = known_points(control.chart, control.chart.phases.size() - 1);
  if (!last.lower || !last.upper || known < enough_points) return;
  double const target = kpi.target->to_double();
  bool const up = kpi.direction == Direction::up;
  double const worst = up ? *last.lower : -*last.upper, best = up ? *last.upper : -*last.lower, asked = up ? target : -target;
  control.assurance = worst >= asked ? Assurance::keeps : best < asked ? Assurance::misses : Assurance::hit_or_miss;
  if (kpi.chart->kind == Chart::individuals || of_samples(kpi.chart->kind)) {
    charts::Specification standard;
    (up ? standard.lower : standard.upper) = target;
    control.capability = charts::capability_of(last.centre, (*last.upper - last.centre) / 3, static_cast<int>(known), standard);
  }
}

}  // namespace

Instant period_begin(Duration period, Instant at, Zone const& zone) {
  auto const floor = [](std::int64_t a, std::int64_t b) { return a / b - (a % b < 0); };
  if (period.us % days(1).us != 0) return {floor(at.us, period.us) * period.us};
  auto const n = period.us / days(1).us;
  auto const day = days_from_epoch(zone.to_local(at).date);
  return zone.to_instant({date_from_days(first_monday + floor(day - first_monday, n) * n), 0});
}

std::optional<Control> control_of(Kpi const& kpi, Program const& program, State const& state, Instant now, Zone const& zone) {
  if (!kpi.chart || !kpi.chart->period) return std::nullopt;
  auto const family = family_of(kpi.chart->kind);
  auto const compiled = program.kpis.find(kpi.header.id);
  if (!family || compiled == program.kpis.end() || compiled->second.measures.empty()) return std::nullopt;
  Control control;
  auto const first = first_evidence(compiled->second, state);
  if (!first) return control;
  control.periods = periods_of(*kpi.chart->period, *first, now, zone);
  std::vector<charts::Point> points;
  for (auto& period : control.periods) points.push_back(point_of(kpi, compiled->second, state, period));
  static std::vector<Rebased> const never;
  auto const charted = state.charts.find(kpi.header.id);
  auto const phases = phases_of(control, charted == state.charts.end() ? never : charted->second.phases, kpi.chart->baseline);
  control.chart = charts::draw(*family, points, phases);
  if (kpi.chart->kind == Chart::ewma || kpi.chart->kind == Chart::cusum) control.chart = remember(kpi.chart->kind, control.chart);
  if (is_share(kpi.chart->kind) && kpi.unit == "%") in_unit(control.chart, 100);
  bool const remembers = kpi.chart->kind == Chart::ewma || kpi.chart->kind == Chart::cusum;
  control.signals = charts::find_signals(control.chart, charts::rules_of(remembers ? charts::RuleSet::limits : kpi.chart->rules));
  std::erase_if(control.signals, [&](charts::Signal const& signal) { return known_points(control.chart, phase_of(control.chart, signal.first)) < enough_points; });
  if (!remembers) judge(control, kpi);
  return control;
}

std::string news_of(Control const& control, charts::RuleSet rules) {
  if (control.chart.points.empty()) return {};
  std::size_t const last = control.chart.points.size() - 1;
  // What the chart said one period ago, with the limits of today: a run that goes on is no news.
  charts::Chart before = control.chart;
  before.points.pop_back();
  std::erase_if(before.phases, [&](charts::Phase const& phase) { return phase.first >= last && phase.first != 0; });
  auto const told = charts::find_signals(before, charts::rules_of(rules));
  std::string text;
  for (auto const& signal : control.signals) {
    if (signal.last != last) continue;
    bool const goes_on = std::any_of(told.begin(), told.end(), [&](charts::Signal const& one) { return one.rule == signal.rule && one.last + 1 == last; });
    if (!goes_on) text += (text.empty() ? "" : ", ") + std::string(charts::describe(signal.rule));
  }
  return text;
}

std::string_view to_string(Assurance assurance) {
  switch (assurance) {
    case Assurance::unknown: return "unknown";
    case Assurance::keeps: return "keeps";
    case Assurance::misses: return "misses";
    case Assurance::hit_or_miss: return "hit_or_miss";
  }
  return "unknown";
}

}  // namespace drivetrain::performance
