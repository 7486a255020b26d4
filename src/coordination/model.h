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

namespace drivetrain::processes { struct CheckPlan; struct Process; struct Sop; }

namespace drivetrain::coordination {

using notation::Header;
using notation::Text;
using organisation::Role;

/// What a rhythm looks at: exactly one member is set, except that a bare `queue` or `issues` names a live list.
struct RhythmInput {
  Ref<performance::Kpi> kpi;
  Ref<Role> queue;   ///< the queue of a role
  std::string list;  ///< "issues", "decisions", "actions", "ideas"
};

/// A point of the agenda that comes up every time.
struct AgendaItem {
  std::string item;
  std::optional<Duration> time;
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
  Ref<organisation::Location> location;
  std::vector<Date> exdates;       ///< local days on which it does not take place (RFC 5545 EXDATE)
  std::vector<AgendaItem> agenda;
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
  std::optional<Duration> recurs_within;  ///< the same trouble so soon after it was resolved was not resolved: it opens again
  std::optional<Duration> effect_after;   ///< a fix must hold so long before the issue closes; none: it closes with the fix
};

/// What an improvement changes: exactly one member is set.
struct ChangedStandard {
  Ref<processes::Sop> sop;
  Ref<processes::Process> process;
  Ref<processes::CheckPlan> check;
  Ref<decisions::Decision> decision;
};
/// How it is shown that it works.
struct Effect {
  Ref<performance::Kpi> kpi;
  notation::Formula when;  ///< FEEL over `value`
  std::optional<Date> by;
};
enum class ImprovementStatus { proposed, accepted, done, rejected };
/// kind: Improvement — a better way, from cause to changed standard (A3, PDCA).
struct Improvement {
  Header header;
  std::string problem, cause, fix;
  ImprovementStatus status = ImprovementStatus::proposed;
  std::optional<Date> proposed, accepted;
  std::vector<ChangedStandard> changes;
  std::optional<Date> standard_changed;
  std::optional<Effect> effect;
  Ref<IssueType> issue;
  std::vector<Ref<strategy::Objective>> objectives;
};

/// kind: Experiment — a question put to daily work, with the rule that ends it.
struct Experiment {
  Header header;
  std::string hypothesis;
  Ref<performance::Kpi> metric;
  notation::Formula stop_rule;  ///< FEEL over `value`; true ends it at once
  std::optional<Date> starts, decision_date;
  std::vector<std::string> variants;
  Ref<processes::Process> process;
  Ref<Improvement> improvement;
  Ref<decisions::Decision> decision;
};

struct Model {
  std::map<std::string, Rhythm> rhythms;
  std::map<std::string, IssueType> issue_types;
  std::map<std::string, Improvement> improvements;
  std::map<std::string, Experiment> experiments;
};

}  // namespace drivetrain::coordination
