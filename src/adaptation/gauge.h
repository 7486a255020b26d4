// Gauges: the run-time twins of the coherence rules. Each compares behaviour with intent over a window, says its finding in
// one sentence, and opens its evidence.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "adaptation/state.h"
#include "organisation/model.h"
#include "strategy/model.h"

namespace drivetrain::adaptation {

/// One fact behind a gauge. `subject` is what a page can open (live decision, work item, occurrence, objective).
struct EvidenceRow {
  Instant at;
  std::uint64_t position = 0;          ///< in the journal; 0 when the row sums up several
  std::string subject, text;
};

struct GaugeReading {
  double value = 0;
  double limit = 0;
  bool over = false;
  std::int64_t evidence = 0;
  std::string text;
  feel::Value detail;
  std::vector<EvidenceRow> rows;       ///< newest first, at most 200
};

struct GaugeInput {
  State const& state;
  organisation::Model const& organisation;
  strategy::Model const& strategy;
  strategy::ValueTable const& values;
  Instant now;
  double threshold(std::string const& name, double otherwise) const;
};

struct Gauge {
  char const* id;
  char const* title;
  char const* unit;
  char const* measures;                ///< what it compares with what, for the page
  int window_days;
  GaugeReading (*read)(GaugeInput const&);
  char const* governed_by;             ///< what would have to change for it (a word of a right's `governs`)
};

std::span<Gauge const> all_gauges();
Gauge const* find_gauge(std::string_view id);

/// Effort against intent, by objective at the top of the tree, over four weeks.
/// r_o = Σ_p h_p·(c_po/Σ_o c_po) / Σ_p h_p (model.md); hours of processes that serve no objective go to "none".
struct EffortShare {
  std::string objective;
  double stated = 0, revealed = 0;     ///< percent
  double hours = 0;
};
std::vector<EffortShare> effort_shares(GaugeInput const& input, int window_days = 28);

// One file each in gauges/.
GaugeReading read_wrong_hand(GaugeInput const& input);
GaugeReading read_inversions(GaugeInput const& input);
GaugeReading read_rhythms(GaugeInput const& input);
GaugeReading read_effort(GaugeInput const& input);

}  // namespace drivetrain::adaptation
