// The list of gauges. A gauge joins by one file in gauges/ and one line here.
#include "adaptation/gauge.h"

#include <algorithm>

namespace drivetrain::adaptation {

namespace {
constexpr Gauge gauges[] = {
    {"effort", "Effort follows weight", "points", "hours worked per objective against the objectives' weights", 28, read_effort, "weights"},
    {"inversions", "Work is taken in order", "% of starts", "what people start against the order that strategy gives the queue", 7,
     read_inversions, "weights"},
    {"wrong-hand", "Decisions are in the right hands", "attempts", "who reaches for a decision against who holds the right", 7,
     read_wrong_hand, "rights"},
    {"rhythms-held", "Rhythms are held", "% on time", "meetings held on time against the calendar of rhythms", 7, read_rhythms, "rhythms"},
};
}  // namespace

std::span<Gauge const> all_gauges() { return gauges; }

Gauge const* find_gauge(std::string_view id) {
  auto found = std::find_if(std::begin(gauges), std::end(gauges), [&](Gauge const& gauge) { return id == gauge.id; });
  return found == std::end(gauges) ? nullptr : found;
}

double GaugeInput::threshold(std::string const& name, double otherwise) const {
  auto found = organisation.company.thresholds.find(name);
  return found == organisation.company.thresholds.end() ? otherwise : found->second.to_double();
}

}  // namespace drivetrain::adaptation
