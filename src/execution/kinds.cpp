// The declarations (see kinds.h).
#include "execution/kinds.h"

namespace drivetrain::execution {

void declare(notation::Declaration<Evidence>& d) {
  d.about("What must be true of a KPI for the milestone to be reached.");
  d.field("kpi", &Evidence::kpi, "The figure.").required();
  d.field("when", &Evidence::when, "FEEL over `value`.").required().example("value <= 4");
}

void declare(notation::Declaration<Milestone>& d) {
  d.about("A point that is reached by evidence, not by opinion.");
  d.field("id", &Milestone::id, "Unique within the initiative.").required();
  d.field("title", &Milestone::title, "What is true then.").required();
  d.field("due", &Milestone::due, "The day it is promised for.").required();
  d.field("evidence", &Milestone::evidence, "Without it somebody says so, and the name is recorded.");
  d.field("gate", &Milestone::gate, "The decision that lets the initiative pass.");
}

void declare(notation::Declaration<Benefit>& d) {
  d.about("What it should be worth.");
  d.field("kpi", &Benefit::kpi, "The figure that it moves.").required();
  d.field("delta", &Benefit::delta, "By how much, in the KPI's unit.").required();
}

void declare(notation::Declaration<Initiative>& d) {
  d.kind("Initiative", "A change with milestones, delivered with discipline.");
  d.field("statement", &Initiative::statement, "What will be different.");
  d.field("objectives", &Initiative::objectives, "Objectives that it serves.").required();
  d.field("budget", &Initiative::budget, "In the company's currency.").at_least(0);
  d.field("milestones", &Initiative::milestones, "In order.").required();
  d.field("depends_on", &Initiative::depends_on, "Initiatives that must go well first.");
  d.field("benefit", &Initiative::benefit, "What it should be worth.");
}

}  // namespace drivetrain::execution
