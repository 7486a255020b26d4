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
  d.exactly_one_of({"process", "decision", "rhythm", "kpi"});
}

void declare(notation::Declaration<Choice>& d) {
  d.kind("Choice", "A strategic choice as it reaches operations: the drive train's input.");
  d.field("question", &Choice::question, "What had to be chosen.").required();
  d.field("options", &Choice::options, "What was weighed.").required();
  d.field("chosen", &Choice::chosen, "One of the options.").required();
  d.field("because", &Choice::because, "Signals and assumptions behind it, in words.");
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
}

void declare(notation::Declaration<Requirement>& d) {
  d.kind("Requirement", "What operations must be able to do, so that objectives can be met.");
  d.field("kind", &Requirement::kind, "What sort of requirement it is.").fallback("capability");
  d.field("statement", &Requirement::statement, "The requirement, as people say it.").required();
  d.field("objectives", &Requirement::objectives, "The objectives that need it.");
  d.field("realised_by", &Requirement::realised_by, "What makes it true.");
}

void declare(notation::Declaration<Constraint>& d) {
  d.kind("Constraint", "What must never be broken, whatever the pressure.");
  d.field("statement", &Constraint::statement, "The constraint, as people say it.").required();
  d.field("enforced_by", &Constraint::enforced_by, "What keeps it: a process, a decision right, a rhythm, a KPI.");
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
}

}  // namespace drivetrain::strategy
