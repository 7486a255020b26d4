// The drive train: both engines, what flows between them, five dials that say whether the one turns the other, and the three
// sentences that matter today. Everything is computed from state; where nothing is known, that is said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/journal_index.h"
#include "app/views/drift.h"
#include "base/diagnostic.h"

namespace drivetrain::app::views {

/// alignment, coherence, translation, prioritisation, adaptation.
struct Dial {
  std::string id, title, unit;
  std::optional<double> value, min, max, limit, previous;
  int decimals = 0;
  bool over = false, more_is_better = true;
  std::string sentence, href;
  std::int64_t evidence = 0;
  std::vector<SeriesPoint> series;
};

struct Flow {
  std::string id, label, text, href;
  std::int64_t count = 0;            ///< in the last seven days
  std::optional<Instant> at;         ///< of the latest
};

/// A figure of an engine.
struct Figure {
  std::string id, label, unit, note, href;
  std::optional<double> value;
  int decimals = 0;
  performance::KpiStatus status = performance::KpiStatus::no_data;
};

struct DaySentence {
  std::string text, href;
  performance::KpiStatus level = performance::KpiStatus::ok;
  std::int64_t evidence = 0;
};

struct DriveTrainInput {
  Company const& company;
  JournalIndex const& index;
  Diagnostics const& findings;       ///< of the model in force, today
  std::string person;                ///< empty: nobody is signed in
  Instant now;
};

std::vector<Dial> dials(DriveTrainInput const& input);
/// Operational strategy, decision rights, priorities, performance standards: what of the model changed. Resource allocations are
/// not computed yet and left out.
std::vector<Flow> flows_down(DriveTrainInput const& input);
/// Real-time data, capacity constraints, emerging risks, improvement insights. Customer feedback is not computed yet and left out.
std::vector<Flow> flows_up(DriveTrainInput const& input);
std::vector<Figure> torque(DriveTrainInput const& input);
std::vector<Figure> traction(DriveTrainInput const& input);
/// At most three, the most pressing first; one that says so when nothing presses.
std::vector<DaySentence> day_sentences(DriveTrainInput const& input);

}  // namespace drivetrain::app::views
