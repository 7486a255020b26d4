// Measures and KPIs: what is counted in the journal, and the figure that a person looks at, with its target and limits.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "coordination/model.h"
#include "decisions/model.h"
#include "notation/declaration.h"

namespace drivetrain::performance {

using notation::Formula;
using notation::Header;
using notation::Text;

enum class Aggregate { count, sum, min, max, mean, quantile };
/// Over events of one type: which (`where`, FEEL over the event's fields) and what of them (`of`).
struct Measure {
  Text event;                                  ///< event type, e.g. CaseCompleted
  Formula where;                               ///< all when absent
  Aggregate aggregate = Aggregate::count;
  Formula of;                                  ///< FEEL over the event's fields; not for count
  std::optional<Decimal> q;                    ///< for quantile, 0..1
};

enum class Direction { up, down };             ///< which way is better
/// What an alarm does: exactly one is set.
struct Reaction {
  Ref<coordination::IssueType> issue;
  Ref<decisions::Decision> decision;
};

/// kind: Kpi
struct Kpi {
  Header header;
  std::string definition;                      ///< in a person's words
  std::map<std::string, Measure> measures;
  Formula formula;                             ///< FEEL over the measures' names
  std::string unit;
  Direction direction = Direction::up;
  Duration window;                             ///< sliding, back from now
  std::optional<Decimal> target, warn, alarm;
  int decimals = 1;
  std::optional<Duration> max_age;             ///< older data is "no data"
  std::optional<Reaction> reaction;
  std::vector<Ref<strategy::Objective>> serves;
};

struct Model {
  std::map<std::string, Kpi> kpis;
};

}  // namespace drivetrain::performance
