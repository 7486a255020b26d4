// Strategy execution: initiatives with milestones that are reached by evidence, not by opinion.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "coordination/model.h"
#include "notation/declaration.h"

namespace drivetrain::execution {

using notation::Formula;
using notation::Header;
using notation::Text;

/// A KPI at or past a limit: `{kpi: rework, when: "value <= 3"}`.
struct Evidence {
  Ref<performance::Kpi> kpi;
  Formula when;                                ///< FEEL over `value`
};
struct Milestone {
  Text id;
  std::string title;
  Date due;
  std::optional<Evidence> evidence;
  Ref<decisions::Decision> gate;               ///< the decision that lets the initiative pass
};
struct Benefit {
  Ref<performance::Kpi> kpi;
  Decimal delta;
};

/// kind: Initiative
struct Initiative {
  Header header;
  std::string statement;
  std::vector<Ref<strategy::Objective>> objectives;
  std::optional<Decimal> budget;
  std::vector<Milestone> milestones;
  std::vector<Ref<Initiative>> depends_on;
  std::optional<Benefit> benefit;
};

struct Model {
  std::map<std::string, Initiative> initiatives;
};

}  // namespace drivetrain::execution
