// Drift (see drift.h).
#include "app/views/drift.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "coordination/events.h"
#include "decisions/events.h"

namespace drivetrain::app::views {

using adaptation::Gauge;
using adaptation::GaugeReading;

namespace {

constexpr int share_window_days = 28;

/// What the contract's pages say beyond the gauge's own words.
struct GaugeWords {
  std::string_view gauge;
  bool more_is_better;
  int decimals;
  char const* meaning;
  char const* prevents;
};
constexpr std::array<GaugeWords, 4> gauge_words{{
    {"effort", false, 0,
     "Compares where the hours of the last four weeks went with the weights of the objectives. When it is over its limit, the company lives another strategy "
     "than the stated one: either behaviour is brought back, or the weights follow what is lived.",
     "strategic drift"},
    {"inversions", false, 0,
     "Counts how often work was started while work that is worth more was ready for the same person. A reason makes it allowed, not invisible: many reasons of one "
     "kind mean that the order is wrong, or that people do not know it.",
     "conflicting priorities"},
    {"wrong-hand", false, 0,
     "Counts attempts to take a decision by people who do not hold the right to it. Many mean that rights are unclear, or that they are drawn where the work is not.",
     "unclear decision rights"},
    {"rhythms-held", true, 0,
     "Compares meetings that were due with those that were held on time. When it falls below its limit, coordination goes back to whoever shouts loudest.",
     "operational drift"},
}};

double root_weight(Company const& company, std::string const& objective) {
  auto found = company.model().values.weights.find(objective);
  return found == company.model().values.weights.end() ? 0 : found->second;
}

std::string root_of_objective(Company const& company, std::string objective) {
  auto const& all = company.model().strategy.objectives;
  for (int depth = 0; depth < 32; ++depth) {
    auto found = all.find(objective);
    if (found == all.end() || found->second.parent.empty()) return objective;
    objective = found->second.parent.text();
  }
  return objective;
}

/// Hours by process shared out to top-level objectives by strength, in percent.
std::map<std::string, double> shared_out(Company const& company, std::map<std::string, double> const& hours) {
  std::map<std::string, double> result;
  double total = 0;
  for (auto const& [process, spent] : hours) {
    total += spent;
    auto value = company.model().values.processes.find(process);
    double strengths = 0;
    if (value != company.model().values.processes.end())
      for (auto const& one : value->second.contributes) strengths += one.strength;
    if (strengths == 0) {
      result["none"] += spent;
      continue;
    }
    for (auto const& one : value->second.contributes) result[root_of_objective(company, one.objective)] += spent * one.strength / strengths;
  }
  if (total > 0)
    for (auto& [objective, share] : result) share = 100 * share / total;
  else result.clear();
  return result;
}

double number_at(feel::Value const& value, char const* name, double otherwise) {
  auto found = value.at(name);
  return found.kind() == feel::Kind::number ? found.number().to_double() : otherwise;
}

}  // namespace

GaugeView view_gauge(Company const& company, Gauge const& gauge, Instant now) {
  GaugeView view;
  view.gauge = &gauge;
  view.reading = gauge.read(company.gauge_input(now));
  view.to = company.today(now);
  view.from = date_from_days(days_from_epoch(view.to) - gauge.window_days);
  for (auto const& words : gauge_words)
    if (words.gauge == gauge.id) {
      view.more_is_better = words.more_is_better;
      view.decimals = words.decimals;
      view.meaning = words.meaning;
      view.prevents = words.prevents;
    }
  if (view.meaning.empty()) view.meaning = std::string("Compares ") + gauge.measures + ".";
  for (auto const& [id, signal] : company.adaptation.signals)
    if (signal.gauge == gauge.id && signal.state == adaptation::SignalState::open) view.open_signal = id;
  return view;
}

std::vector<GaugeView> view_gauges(Company const& company, Instant now) {
  std::vector<GaugeView> views;
  for (auto const& gauge : adaptation::all_gauges()) views.push_back(view_gauge(company, gauge, now));
  auto beyond = [](GaugeView const& view) {
    auto const& reading = view.reading;
    auto distance = view.more_is_better ? reading.limit - reading.value : reading.value - reading.limit;
    return reading.over ? 1 + distance / std::max(std::abs(reading.limit), 1.0) : 0.0;
  };
  std::stable_sort(views.begin(), views.end(), [&](auto const& a, auto const& b) { return beyond(a) > beyond(b); });
  return views;
}

std::vector<SeriesPoint> gauge_series(Company const& company, std::string const& gauge, std::size_t most) {
  std::vector<SeriesPoint> series;
  auto history = company.adaptation.gauges.find(gauge);
  if (history == company.adaptation.gauges.end()) return series;
  for (auto i = history->second.size() > most ? history->second.size() - most : 0; i < history->second.size(); ++i) {
    auto const& record = history->second[i];
    series.push_back({record.at, record.measured.evidence > 0 ? std::optional(record.measured.value) : std::nullopt});
  }
  return series;
}

std::vector<std::uint64_t> gauge_evidence(Company const& company, JournalIndex const& index, Gauge const& gauge, Instant now) {
  std::vector<std::uint64_t> positions;
  // Rows that sum up several facts have no position: there the facts are the work that was done.
  for (auto const& row : gauge.read(company.gauge_input(now)).rows)
    if (row.position != 0) positions.push_back(row.position);
  if (std::string_view(gauge.id) == "effort") positions = index.events_of(coordination::WorkCompleted::type.number, now - days(gauge.window_days) + Duration{1});
  std::sort(positions.begin(), positions.end());
  return positions;
}

feel::Value freeze(Gauge const& gauge, GaugeReading const& reading) {
  feel::Context evidence;
  evidence.set("text", feel::Value(reading.text));
  if (reading.evidence > 0) evidence.set("value", feel::Value(Decimal::from_double(reading.value).value_or(0)));
  evidence.set("unit", feel::Value(gauge.unit));
  evidence.set("limit", feel::Value(Decimal::from_double(reading.limit).value_or(0)));
  evidence.set("evidence_count", feel::Value(reading.evidence));
  return feel::Value(std::move(evidence));
}

SignalEvidence evidence_of(Company const& company, adaptation::Signal const& signal) {
  SignalEvidence evidence;
  evidence.text = signal.title;
  if (auto const* gauge = adaptation::find_gauge(signal.gauge)) evidence.unit = gauge->unit;
  if (auto text = signal.evidence.at("text"); text.kind() == feel::Kind::string) {
    evidence.text = std::string(text.string());
    evidence.count = static_cast<std::int64_t>(number_at(signal.evidence, "evidence_count", 0));
    if (signal.evidence.at("value").is_number()) evidence.value = number_at(signal.evidence, "value", 0);
    if (signal.evidence.at("limit").is_number()) evidence.limit = number_at(signal.evidence, "limit", 0);
    return evidence;
  }
  // Raised by the gauge itself: as it was measured then.
  auto history = company.adaptation.gauges.find(signal.gauge);
  if (history == company.adaptation.gauges.end()) return evidence;
  for (auto const& record : history->second) {
    if (record.at > signal.raised) break;
    evidence.text = record.measured.text;
    evidence.count = record.measured.evidence;
    evidence.value = record.measured.evidence > 0 ? std::optional(record.measured.value) : std::nullopt;
    evidence.limit = record.measured.limit;
  }
  return evidence;
}

std::vector<ShareView> shares(Company const& company, JournalIndex const& index, Instant now) {
  auto expected = shared_out(company, index.arrived_hours(now - days(share_window_days)));
  std::vector<ShareView> views;
  bool any_hours = false;
  for (auto const& share : adaptation::effort_shares(company.gauge_input(now), share_window_days)) {
    any_hours = any_hours || share.hours > 0;
    views.push_back({share.objective, share.objective == "none" ? 0 : root_weight(company, share.objective), share.hours, std::nullopt, share.revealed});
  }
  for (auto& view : views) {
    if (!any_hours) view.revealed.reset();
    if (auto found = expected.find(view.objective); found != expected.end()) view.expected = found->second;
    else if (!expected.empty()) view.expected = 0;
  }
  return views;
}

}  // namespace drivetrain::app::views
