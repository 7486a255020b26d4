// System of decisions: who decides what, at what level, by which criteria, with which information, at what cadence, and to
// whom it escalates. Vocabulary: RAPID (recommend, agree, perform, input, decide).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "notation/declaration.h"
#include "organisation/model.h"
#include "strategy/model.h"

namespace drivetrain::resources { struct Agent; struct DataContract; struct WorkCentre; }

namespace drivetrain::decisions {

using notation::Formula;
using notation::Header;
using notation::Text;
using organisation::Role;

enum class DecisionKind { design, operating };
enum class DecisionLevel { strategic, tactical, operational };
enum class FactType { number, string, boolean };

/// What the decision is about, by name; bands and criteria read these.
struct Fact {
  Text name;  ///< snake_case; used in FEEL
  FactType type = FactType::number;
  std::string unit;
  std::optional<Decimal> min, max;  ///< the range that bands must tile; open when absent
  std::vector<std::string> values;  ///< of a string fact: the allowed ones
  Text measured;                    ///< of a number: how it is measured from the work asked about; empty: whoever asks states it
};

/// A level of authority: when its condition holds, its role decides. Bands tile the facts: exactly one holds.
struct Band {
  Formula when;
  Ref<Role> role;
  Span span;
};

/// What a disagreement does: it goes to more authority at once, or the decider answers it with a reason.
enum class OnDisagreement { decide, escalate };
struct Rapid {
  Ref<Role> recommend;
  std::vector<Ref<Role>> agree;
  Ref<Role> perform;
  std::vector<Ref<Role>> input;
  std::vector<Ref<Role>> decide;  ///< explicit decider; exactly one, or empty when bands decide
  std::vector<Text> waits_for;    ///< of recommend, agree, input: the decider is asked once these are in
  Duration within = hours(4);     ///< or once this much of the company's working time has passed since the opening
  OnDisagreement on_disagreement = OnDisagreement::decide;
};

/// A step of the ladder: after this much working time without a decision it moves to `to`.
struct EscalationStep {
  Duration after;
  Ref<Role> to;  ///< a role, or the word "next-band": the band of the next higher authority
  Span span;
};

/// What information that is older than its max_age does to the answer: it is only shown, refuses it, or asks for a signature.
enum class WhenStale { show, block, sign };

struct Information {
  Ref<performance::Kpi> kpi;
  std::optional<Duration> max_age;
  Ref<resources::DataContract> source{};  ///< data that is no KPI; exactly one of kpi and source is set
  WhenStale when_stale = WhenStale::show;
  Span span{};
};

/// Load that the decision allows to exceed capacity, because it says what is done then.
struct Cover {
  Ref<resources::WorkCentre> work_centre;
  std::vector<Text> weeks;         ///< ISO weeks, each alone or as first/last; all when empty
  std::optional<Decimal> hours;    ///< per week that it adds; as many as needed when absent
};

/// How far a machine may decide, within which bounds, and who stops it.
enum class AutonomyMode { manual, suggest, confirm, automatic };
struct Autonomy {
  AutonomyMode mode = AutonomyMode::manual;
  Formula bounds;                  ///< FEEL over the facts; outside of it a person decides
  Ref<Role> kill;
  Ref<resources::Agent> agent;
  Span span;
};

/// kind: Decision
struct Decision {
  Header header;
  std::string question;
  DecisionKind kind = DecisionKind::operating;
  std::vector<Fact> facts;
  Rapid rapid;
  std::vector<Band> bands;
  std::vector<Text> outcomes;         ///< what can be answered, e.g. [approve, refuse]; at least two
  std::vector<std::string> criteria;  ///< in words; a DMN table joins in a later step
  std::vector<Information> information;
  std::string cadence;              ///< "on-demand" or an RRULE
  std::optional<Duration> sla;      ///< working time of the decider's calendar
  Ref<coordination::Rhythm> forum;  ///< the rhythm in which it is taken, if it waits for one
  std::vector<EscalationStep> escalation;
  std::vector<Text> sod;  ///< two or more of recommend, agree, perform, input, decide that must differ
  std::vector<Ref<strategy::Objective>> supports;
  std::vector<Ref<performance::Kpi>> moves;
  std::vector<Ref<Decision>> affects;
  std::optional<DecisionLevel> level;
  std::vector<strategy::Domain> domains;
  std::vector<Cover> covers;
  Text dmn;  ///< file of the decision table, with #decision
  std::optional<Autonomy> autonomy;
  std::vector<Ref<strategy::Principle>> cites;
  std::vector<Text> permits;  ///< what its first outcome lets the work do that it is about: overtake
  std::vector<Text> governs;  ///< changes of the model that it approves: weights, rights, standards, form, rhythms, processes, intent; or personal-data: what is erased of the journal
};

struct Model {
  std::map<std::string, Decision> decisions;
};

}  // namespace drivetrain::decisions
