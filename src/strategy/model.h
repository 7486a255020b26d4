// Intent: what operations must become, and by how much each part matters. Choices yield requirements, objectives carry
// weights, requirements and constraints name what makes them true. From contributions and weights comes the value of each
// process, which orders every queue.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/decimal.h"
#include "base/id.h"
#include "base/time.h"
#include "notation/declaration.h"
#include "organisation/model.h"

namespace drivetrain::decisions { struct Decision; }
namespace drivetrain::coordination { struct Rhythm; }
namespace drivetrain::processes { struct CheckPlan; struct Process; struct Sop; }
namespace drivetrain::execution { struct Initiative; }
namespace drivetrain::performance { struct Kpi; }
namespace drivetrain::adaptation { struct Control; }

namespace drivetrain::strategy {

using notation::Formula;
using notation::Header;
using notation::Text;

struct Assumption;
struct Choice;
struct Intent;
struct Objective;
struct Requirement;
struct Signal;

/// The six domains in which operational strategy decides; a choice in one shapes outcomes in the others.
enum class Domain { value_creation, customer_value, execution, resource_and_capacity, alignment, adaptation };
/// The perspectives of a balanced scorecard.
enum class Perspective { financial, customer, process, learning };

/// One thing that makes a requirement or constraint true: exactly one member beside `step` is set.
struct Realiser {
  Ref<processes::Process> process;
  Ref<decisions::Decision> decision;
  Ref<coordination::Rhythm> rhythm;
  Ref<performance::Kpi> kpi;
  Ref<adaptation::Control> control{};
  Ref<processes::Sop> sop{};
  Ref<processes::CheckPlan> check{};
  Text rule{};                                 ///< code of a coherence rule that stops a breach
  Text step{};                                 ///< with a process: the step or gateway of its diagram that does it
};

/// A figure that must be reached in a period; open ends when the days are absent.
struct Target {
  Ref<performance::Kpi> kpi;
  std::optional<Decimal> at_least, at_most;    ///< one or both
  std::optional<Date> from, to;
  Span span;
};

/// kind: Intent — vision, mission or goal: where the objectives lead (BMM ends).
enum class IntentKind { vision, mission, goal };
struct Intent {
  Header header;
  IntentKind kind = IntentKind::goal;
  std::string statement;
  std::string horizon;
  std::optional<Perspective> perspective;
};

/// kind: Choice — what the strategic management system decided; the drive train's input.
struct Choice {
  Header header;
  std::string question;
  std::vector<std::string> options;
  Text chosen;                                 ///< one of options
  std::vector<std::string> because;
  std::vector<Ref<Signal>> signals;
  std::vector<Ref<Assumption>> assumptions;
  std::vector<Ref<Requirement>> yields;
};

/// kind: Objective. Weights of siblings sum to 100.
struct Objective {
  Header header;                               ///< owner: the one accountable role
  std::string statement;
  notation::Located<Decimal> weight;
  Ref<Objective> parent;
  std::string horizon;
  std::string expected_behaviour;              ///< what people do when this objective is lived
  std::vector<Ref<performance::Kpi>> kpis;
  Ref<Intent> intent;
  std::optional<Perspective> perspective;
  std::vector<Target> targets;
  std::vector<Ref<Assumption>> assumptions;
};

/// kind: Strategy — a course of action towards objectives (BMM strategy and tactic; ArchiMate CourseOfAction).
struct Strategy {
  Header header;
  std::string statement;
  std::vector<Ref<Objective>> objectives;
  std::vector<Domain> domains;
  std::vector<std::string> tactics;
  std::vector<Ref<Choice>> choices;
  std::vector<Ref<execution::Initiative>> initiatives;
};

/// kind: Requirement — what operations must be able to do, so that an objective can be met.
enum class RequirementKind { capability, standard, constraint, dependency, evolution };
struct Requirement {
  Header header;
  RequirementKind kind = RequirementKind::capability;
  std::string statement;
  std::vector<Ref<Objective>> objectives;
  std::vector<Realiser> realised_by;
  std::vector<Target> targets;
};

/// kind: Constraint — what must never be broken; enforced by a rule, a decision right or a process.
struct Constraint {
  Header header;
  std::string statement;
  std::vector<Realiser> enforced_by;
};

/// kind: Principle
struct Principle {
  Header header;
  std::string statement;
  std::vector<Realiser> enforced_by;
};

/// What became of a signal or an assumption that no longer holds.
enum class Disposition { watch, fix_behaviour, change_model, waive };

/// kind: Assumption — what the strategy takes for granted, with the figure that would show it wrong.
struct Assumption {
  Header header;
  std::string statement;
  Ref<performance::Kpi> metric;
  Formula limit;                               ///< FEEL over `value`; true means the assumption is broken
  std::vector<Ref<Objective>> objectives;
  std::string source;
  std::optional<Disposition> disposition;
};

/// kind: Signal — something seen outside or inside that may change a choice.
struct Signal {
  Header header;
  std::string statement;
  std::string source;
  std::optional<Date> seen;
  Ref<performance::Kpi> metric;
  Formula limit;                               ///< FEEL over `value`; true means that the signal is given
  std::vector<Ref<Assumption>> assumptions;    ///< that it speaks against
  std::vector<Ref<Objective>> objectives;
  std::optional<Disposition> disposition;
};

struct Model {
  std::map<std::string, Intent> intents;
  std::map<std::string, Choice> choices;
  std::map<std::string, Objective> objectives;
  std::map<std::string, Strategy> strategies;
  std::map<std::string, Requirement> requirements;
  std::map<std::string, Constraint> constraints;
  std::map<std::string, Principle> principles;
  std::map<std::string, Assumption> assumptions;
  std::map<std::string, Signal> signals;
};

/// Value of each process and factor of each promise tier, computed by model/ from the contributions that processes
/// declare (strategy may not look up at processes). v_p = Σ_o (w_o/100)·(c_po/9), c in {0,1,3,9}, w_o over leaf objectives
/// with weights multiplied down the tree.
struct Contribution {
  std::string objective;
  int strength = 0;            ///< 1, 3, 9
};
struct ProcessValue {
  double value = 0;
  std::vector<Contribution> contributes;
};
struct ValueTable {
  std::map<std::string, ProcessValue> processes;
  std::map<std::string, double> tiers;         ///< tier id → factor
  std::map<std::string, double> weights;       ///< objective → effective weight (percent of the whole), leaves and roots
  Duration urgency_horizon = hours(48);        ///< slack at which a promise begins to press (threshold urgency_horizon_hours)
};

}  // namespace drivetrain::strategy
