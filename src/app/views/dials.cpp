// The five dials (see drive_train.h).
#include <algorithm>
#include <cstdio>

#include "adaptation/views.h"
#include "app/views/drive_train.h"
#include "base/text.h"
#include "model/line_of_sight.h"

namespace drivetrain::app::views {

namespace {

constexpr std::size_t dial_points = 60;

double limit_of(Company const& company, char const* threshold, double otherwise) {
  auto found = company.model().organisation.company.thresholds.find(threshold);
  return found == company.model().organisation.company.thresholds.end() ? otherwise : found->second.to_double();
}

/// The last measured value seven days ago or earlier.
std::optional<double> a_week_ago(std::vector<SeriesPoint> const& series, Instant now) {
  std::optional<double> previous;
  for (auto const& point : series)
    if (point.at <= now - days(7)) previous = point.value;
  return previous;
}

/// How much of the effort goes where the weights say: 100 less the points that go elsewhere.
Dial alignment(DriveTrainInput const& input) {
  auto view = view_gauge(input.company, *adaptation::find_gauge("effort"), input.now);
  Dial dial{"alignment", "Alignment", "%", {}, 0, 100, 100 - view.reading.limit, {}, 0, view.reading.over, true, view.reading.text, "/drift/effort", view.reading.evidence, {}};
  if (view.reading.evidence > 0) dial.value = 100 - view.reading.value;
  for (auto const& point : gauge_series(input.company, "effort", dial_points))
    dial.series.push_back({point.at, point.value ? std::optional(100 - *point.value) : std::nullopt});
  dial.previous = a_week_ago(dial.series, input.now);
  return dial;
}

/// What the compiler finds in the model in force.
Dial coherence(DriveTrainInput const& input) {
  auto errors = input.findings.errors(), warnings = input.findings.warnings();
  Dial dial{"coherence", "Coherence", "findings", static_cast<double>(errors + warnings), 0, {}, 0, {}, 0, errors + warnings > 0, false, "", "/changes", 0, {}};
  dial.evidence = static_cast<std::int64_t>(input.company.model().entities.size());
  dial.sentence = errors + warnings == 0 ? "The operating model in force has no finding in " + counted(input.company.model().entities.size(), "entity", "entities") + "."
                                         : counted(errors, "error") + " and " + counted(warnings, "warning") + " in the operating model in force.";
  return dial;
}

/// Objectives that reach requirement, rule, process, KPI and rhythm, of all.
Dial translation(DriveTrainInput const& input) {
  auto const& objectives = input.company.model().strategy.objectives;
  std::size_t closed = 0;
  std::string first_open;
  for (auto const& [id, objective] : objectives) {
    auto sight = model::line_of_sight(input.company.model(), id);
    if (sight.closed()) ++closed;
    else if (first_open.empty())
      first_open = objective.header.title + ": " + std::find_if(sight.teeth.begin(), sight.teeth.end(), [](auto const& tooth) { return tooth.by.empty(); })->why_not;
  }
  Dial dial{"translation", "Translation", "%", {}, 0, 100, limit_of(input.company, "translation_percent", 100), {}, 0, false, true, "", "/strategy", static_cast<std::int64_t>(objectives.size()), {}};
  if (objectives.empty()) dial.sentence = "The model has no objective; there is nothing to translate.";
  else {
    dial.value = 100.0 * static_cast<double>(closed) / static_cast<double>(objectives.size());
    dial.over = *dial.value < *dial.limit;
    dial.sentence = std::to_string(closed) + " of " + counted(objectives.size(), "objective") + " reach requirement, rule, process, KPI and rhythm" +
                    (first_open.empty() ? "." : ". " + first_open + ".");
  }
  return dial;
}

/// Starts that followed the order of the queue.
Dial prioritisation(DriveTrainInput const& input) {
  auto view = view_gauge(input.company, *adaptation::find_gauge("inversions"), input.now);
  Dial dial{"prioritisation", "Prioritisation", "%", {}, 0, 100, 100 - view.reading.limit, {}, 0, view.reading.over, true, view.reading.text, "/drift/inversions", view.reading.evidence, {}};
  if (view.reading.evidence > 0) dial.value = 100 - view.reading.value;
  for (auto const& point : gauge_series(input.company, "inversions", dial_points))
    dial.series.push_back({point.at, point.value ? std::optional(100 - *point.value) : std::nullopt});
  dial.previous = a_week_ago(dial.series, input.now);
  return dial;
}

/// From a signal to a changed model; and whether signals wait.
Dial adaptation_dial(DriveTrainInput const& input) {
  auto const& state = input.company.adaptation;
  auto open = adaptation::open_signals(state);
  std::optional<Instant> oldest;
  for (auto const& [id, signal] : state.signals)
    if (signal.state == adaptation::SignalState::open && (!oldest || signal.raised < *oldest)) oldest = signal.raised;
  Dial dial{"adaptation", "Adaptation", "days", {}, 0, {}, limit_of(input.company, "sense_to_change_days", 14), {}, 1, false, false, "", "/drift", 0, {}};
  auto median = adaptation::sense_to_change(state);
  if (median) dial.value = median->hours() / 24;
  dial.evidence = static_cast<std::int64_t>(state.signals.size());
  auto waits = oldest ? (input.now - *oldest).hours() / 24 : 0.0;
  dial.over = (dial.value && *dial.value > *dial.limit) || waits > *dial.limit;
  dial.sentence = median ? "From signal to changed model in " + describe_duration(*median) + " (median)" : std::string("No signal has led to a change yet");
  dial.sentence += open == 0 ? "; no signal waits for an answer." : "; " + counted(open, "signal") + (open == 1 ? " waits" : " wait") + " for an answer, the oldest for " + describe_duration(input.now - *oldest) + ".";
  return dial;
}

}  // namespace

std::vector<Dial> dials(DriveTrainInput const& input) {
  return {alignment(input), coherence(input), translation(input), prioritisation(input), adaptation_dial(input)};
}

}  // namespace drivetrain::app::views
