// The declarations (see kinds.h).
#include "strategy/kinds.h"

namespace drivetrain::strategy {

using notation::named;

std::vector<notation::EnumName> enum_names(RequirementKind) {
  return {named(RequirementKind::capability, "capability", "what operations must be able to do"),
          named(RequirementKind::standard, "standard", "how well they must do it"),
          named(RequirementKind::constraint, "constraint", "within which bounds"),
          named(RequirementKind::dependency, "dependency", "what they need from others"),
          named(RequirementKind::evolution, "evolution", "how they must change as strategy does")};
}

void declare(notation::Declaration<Realiser>& d) {
  d.about("One thing of the model that makes a requirement, constraint or principle true.");
  d.field("process", &Realiser::process, "A process that does it.");
  d.field("decision", &Realiser::decision, "A decision right that settles it.");
  d.field("rhythm", &Realiser::rhythm, "A rhythm that looks after it.");
  d.field("kpi", &Realiser::kpi, "A KPI that shows it.");
  d.field("control", &Realiser::control, "A control that guards it.");
  d.field("sop", &Realiser::sop, "A procedure that lays it down.");
  d.field("check", &Realiser::check, "A check that finds a breach.");
  d.field("rule", &Realiser::rule, "Code of a rule of this compiler that refuses a breach.").example("DT-D212");
  d.field("step", &Realiser::step, "With a process: the step or gateway of its diagram that does it.").example("isolate");
  d.exactly_one_of({"process", "decision", "rhythm", "kpi", "control", "sop", "check", "rule"});
}

void declare(notation::Declaration<Choice>& d) {
  d.kind("Choice", "A strategic choice as it reaches operations: the drive train's input.");
  d.field("question", &Choice::question, "What had to be chosen.").required();
  d.field("options", &Choice::options, "What was weighed.").required();
  d.field("chosen", &Choice::chosen, "One of the options.").required();
  d.field("because", &Choice::because, "What spoke for it, in words.");
  d.field("signals", &Choice::signals, "Signals behind it.");
  d.field("assumptions", &Choice::assumptions, "What it takes for granted.");
  d.field("yields", &Choice::yields, "What operations must be able to do because of it.");
}

void declare(notation::Declaration<Objective>& d) {
  d.kind("Objective", "What operations must achieve. Its owner is the one accountable role.");
  d.field("statement", &Objective::statement, "The objective, as people say it.").required();
  d.field("weight", &Objective::weight, "Share of 100 among the objectives under the same parent; it orders every queue.")
      .required()
      .range(0, 100);
  d.field("parent", &Objective::parent, "The objective that it serves; none at the top.");
  d.field("horizon", &Objective::horizon, "By when, in words.");
  d.field("expected_behaviour", &Objective::expected_behaviour, "What people do when this objective is lived.");
  d.field("kpis", &Objective::kpis, "What shows that it is met.");
  d.field("intent", &Objective::intent, "The vision, mission or goal that it serves.");
  d.field("perspective", &Objective::perspective, "Its perspective on a balanced scorecard.");
  d.field("targets", &Objective::targets, "Figures that must be reached, with the period.");
  d.field("assumptions", &Objective::assumptions, "What it takes for granted.");
}

void declare(notation::Declaration<Requirement>& d) {
  d.kind("Requirement", "What operations must be able to do, so that objectives can be met.");
  d.field("kind", &Requirement::kind, "What sort of requirement it is.").fallback("capability");
  d.field("statement", &Requirement::statement, "The requirement, as people say it.").required();
  d.field("objectives", &Requirement::objectives, "The objectives that need it.");
  d.field("realised_by", &Requirement::realised_by, "What makes it true.");
  d.field("targets", &Requirement::targets, "Of a standard: figures that must be reached, with the period.");
}

void declare(notation::Declaration<Constraint>& d) {
  d.kind("Constraint", "What must never be broken, whatever the pressure.");
  d.field("statement", &Constraint::statement, "The constraint, as people say it.").required();
  d.field("enforced_by", &Constraint::enforced_by, "What keeps it: a process, a decision right, a control, a check, a rule.");
}

void declare(notation::Declaration<Principle>& d) {
  d.kind("Principle", "How decisions are made when no rule fits.");
  d.field("statement", &Principle::statement, "The principle, as people say it.").required();
  d.field("enforced_by", &Principle::enforced_by, "What brings it to bear.");
}

void declare(notation::Declaration<Assumption>& d) {
  d.kind("Assumption", "What the strategy takes for granted, with the figure that would show it wrong.");
  d.field("statement", &Assumption::statement, "The assumption, as people say it.").required();
  d.field("metric", &Assumption::metric, "The KPI that is watched.");
  d.field("limit", &Assumption::limit, "FEEL over `value`; true means that the assumption is broken.").example("value > 9000");
  d.field("objectives", &Assumption::objectives, "The objectives that fall with it.");
  d.field("source", &Assumption::source, "Where it comes from.");
  d.field("disposition", &Assumption::disposition, "What is done now that it no longer holds.");
}

}  // namespace drivetrain::strategy
