// Strategy execution: initiatives with milestones that are reached by evidence, not by opinion.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "coordination/model.h"
#include "notation/declaration.h"

namespace drivetrain::resources { struct Budget; }

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

/// Somebody's time for an initiative: a person, or a role whoever that is.
struct TeamMember {
  Ref<organisation::Person> person;
  Ref<organisation::Role> role;
  Decimal share;                               ///< percent of the working time
  std::optional<Date> from, to;
  Span span;
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
  Ref<strategy::Strategy> strategy;
  Ref<resources::Budget> funded_by;
  std::vector<TeamMember> team;
};

/// kind: Milestone — one that stands in a document of its own, because somebody else owns it. place_milestones() puts it among those of its initiative.
struct OwnMilestone {
  Header header;
  Ref<Initiative> initiative;
  Date due;
  std::optional<Evidence> evidence;
  Ref<decisions::Decision> gate;
};

struct Model {
  std::map<std::string, Initiative> initiatives;
  std::map<std::string, OwnMilestone> milestones;
};

/// After reading: milestones of their own stand among those of their initiative, in the order of their days.
void place_milestones(Model& model);

}  // namespace drivetrain::execution
