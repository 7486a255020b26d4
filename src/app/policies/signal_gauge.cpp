// A gauge is over its limit: strategy is told once, and not again while the signal is open or waived.
#include "app/policies/policies.h"
#include "app/views/drift.h"

namespace drivetrain::app::policies {

void signal_gauge(adaptation::GaugeMeasured const& event, Reaction& reaction) {
  if (!event.over || event.evidence == 0) return;
  auto today = reaction.company.today(reaction.record.at);
  for (auto const& [id, signal] : reaction.company.adaptation.signals) {
    if (signal.gauge != event.gauge) continue;
    if (signal.state == adaptation::SignalState::open) return;
    if (signal.state == adaptation::SignalState::waived && signal.until && today <= *signal.until) return;
    // What was answered may need its window to show the effect before the same gauge may ask again.
    auto const* gauge = adaptation::find_gauge(event.gauge);
    if (signal.disposed && gauge && reaction.record.at < *signal.disposed + days(gauge->window_days)) return;
  }
  auto const* gauge = adaptation::find_gauge(event.gauge);
  if (!gauge) return;
  // Frozen with the signal: readings come and go, on demand too.
  adaptation::GaugeReading reading{event.value, event.limit, event.over, event.evidence, event.text, {}, {}};
  reaction.follow("signal-gauge", adaptation::RaiseSignal{event.gauge, event.text, views::freeze(*gauge, reading)});
}

}  // namespace drivetrain::app::policies
