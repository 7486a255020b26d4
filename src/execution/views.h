// Health of initiatives: computed from milestones and their evidence. Optimism has no field to type into.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "execution/model.h"
#include "execution/state.h"

namespace drivetrain::execution {

/// Answers a KPI's value now, nothing when there is no data (performance sits above this folder; app/ passes its view in).
using KpiValue = std::function<std::optional<Decimal>(std::string const& kpi)>;

enum class Health { on_track, at_risk, late, done };
std::string_view to_string(Health health);

struct MilestoneView {
  std::string id, title;
  Date due;
  bool reached = false, late = false;
  std::optional<bool> evidence_holds;          ///< nothing: no evidence is asked for, or there is no data
  std::string says;                            ///< "rework-rate is 4.1, wanted value <= 3"
};
struct InitiativeView {
  Health health = Health::on_track;
  std::vector<std::string> reasons;
  std::vector<MilestoneView> milestones;
};

/// late: a due milestone is not reached. at_risk: a milestone due within 14 days whose evidence does not hold, or a late
/// initiative that it depends on. done: every milestone reached.
InitiativeView view(Initiative const& initiative, Model const& model, State const& state, Date today, KpiValue const& kpi);

enum class Gate { none, open, held, passed };
/// none: the milestone has no gate. open: its right has not answered. held: it has, but not by the outcome that lets it pass.
Gate gate_of(Milestone const& milestone, std::string const& key, State const& state, decisions::Model const& rights);

/// Who answers for an initiative: its owner; without one, the owners of the objectives that it serves.
std::vector<std::string> owners_of(Initiative const& initiative, strategy::Model const& strategy);

/// Whether a milestone's evidence holds, in words. Also used by the command that reaches it.
struct EvidenceReading {
  std::optional<bool> holds;
  std::string says;
};
EvidenceReading read_evidence(Milestone const& milestone, KpiValue const& kpi, Instant now);

}  // namespace drivetrain::execution
