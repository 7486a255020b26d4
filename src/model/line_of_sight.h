// Line of sight: how intent reaches the work. An objective that no requirement names, no decision or process carries, no figure
// shows and no rhythm looks at is a wish; each missing link says so.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "model/operating_model.h"

namespace drivetrain::model {

/// Kind as in the model's files ("Requirement") and id.
struct Reached {
  std::string kind, id;
  bool operator==(Reached const&) const = default;
};

/// What an objective must be reached by, as teeth of one gear, in this order.
enum class Tooth : std::uint8_t { requirement, rule, process, kpi, rhythm };
std::string_view to_string(Tooth tooth);

struct Reach {
  Tooth tooth = Tooth::requirement;
  std::vector<Reached> by;
  std::string why_not;               ///< in words, exactly when `by` is empty
};

struct LineOfSight {
  std::array<Reach, 5> teeth;
  /// Every tooth is reached by something.
  bool closed() const;
};

/// An objective is also reached by what reaches the objectives below it.
LineOfSight line_of_sight(OperatingModel const& model, std::string const& objective);

/// The strongest way from an objective to this entity (Requirement, Decision, Process, Sop, Control, CheckPlan, Kpi, Rhythm): objective, requirement,
/// decision, process, KPI, only the links that exist, the entity itself among them. Empty when no objective leads to it.
std::vector<Reached> way_to(OperatingModel const& model, std::string_view kind, std::string const& id);

}  // namespace drivetrain::model
