// Drift: gauges as pages show them, with what each means, its series, and the signals raised from it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/company.h"
#include "app/journal_index.h"

namespace drivetrain::app::views {

struct GaugeView {
  adaptation::Gauge const* gauge = nullptr;
  adaptation::GaugeReading reading;      ///< now; no value counts while its evidence is 0
  bool more_is_better = false;
  int decimals = 0;
  std::string meaning;                   ///< what it measures and what follows when it is over
  std::string prevents;                  ///< the essay's failure that it watches for
  Date from, to;                         ///< of the window
  std::string open_signal;               ///< empty: none
};
GaugeView view_gauge(Company const& company, adaptation::Gauge const& gauge, Instant now);
/// Over their limit first, the furthest over first.
std::vector<GaugeView> view_gauges(Company const& company, Instant now);

struct SeriesPoint {
  Instant at;
  std::optional<double> value;           ///< nothing: there was no evidence
};
/// What was measured, the last `most`.
std::vector<SeriesPoint> gauge_series(Company const& company, std::string const& gauge, std::size_t most);

/// Positions in the journal of the facts behind the figure, ascending.
std::vector<std::uint64_t> gauge_evidence(Company const& company, JournalIndex const& index, adaptation::Gauge const& gauge, Instant now);

/// The gauge as it stood when a signal was raised.
struct SignalEvidence {
  std::string text;
  std::optional<double> value, limit;
  std::string unit;
  std::int64_t count = 0;
};
SignalEvidence evidence_of(Company const& company, adaptation::Signal const& signal);
/// What RaiseSignal freezes.
feel::Value freeze(adaptation::Gauge const& gauge, adaptation::GaugeReading const& reading);

/// Stated beside lived, at the top of the objectives, the heaviest first. Nothing is lived without hours.
struct ShareView {
  std::string objective;                 ///< "none": hours that serve no objective
  double stated = 0, hours = 0;
  std::optional<double> expected, revealed;
};
/// `expected`: what the model itself would give on the same arrivals: the hours of each process as the work that came asks for them.
std::vector<ShareView> shares(Company const& company, JournalIndex const& index, Instant now);

}  // namespace drivetrain::app::views
