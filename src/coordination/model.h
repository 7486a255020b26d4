// The operational management system: rhythms that keep time, and kinds of issue with the tiers that answer for them.
// Queues are not declared: each role has one, ordered by what the work is worth to strategy.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "decisions/model.h"
#include "notation/declaration.h"
#include "organisation/model.h"
#include "strategy/model.h"

namespace drivetrain::coordination {

using notation::Header;
using notation::Text;
using organisation::Role;

/// What a rhythm looks at: exactly one member is set, except that a bare `queue` or `issues` names a live list.
struct RhythmInput {
  Ref<performance::Kpi> kpi;
  Ref<Role> queue;   ///< the queue of a role
  std::string list;  ///< "issues", "decisions", "actions"
};

/// kind: Rhythm — a meeting as a contract: it starts, looks at these inputs, yields these outputs.
struct Rhythm {
  Header header;
  Text rrule;         ///< RFC 5545, evaluated in the company's local time
  std::string start;  ///< local date and time of the first occurrence, 2026-01-05T06:50
  Duration duration;
  int tier = 0;
  Ref<Role> chair;
  std::vector<Ref<Role>> attendees;
  std::vector<RhythmInput> inputs;
  std::vector<std::string> outputs;
  std::vector<Ref<Rhythm>> feeds;
  std::vector<Text> takes;  ///< decisions that it takes; one without a right is DT-L903, not a dead reference
  std::vector<Ref<strategy::Objective>> aligns;
  std::optional<Duration> grace;  ///< how late it may start and still be on time; 5 minutes when absent
};

/// kind: IssueType — what can go wrong, and who answers within what time, tier by tier.
struct IssueTier {
  Ref<Role> role;
  Duration within;  ///< working time until the next tier is called
};
struct IssueType {
  Header header;
  std::string meaning;
  bool stops_work = false;
  std::vector<IssueTier> tiers;
};

struct Model {
  std::map<std::string, Rhythm> rhythms;
  std::map<std::string, IssueType> issue_types;
};

}  // namespace drivetrain::coordination
