// The declarations (see kinds.h).
#include "execution/kinds.h"

#include <algorithm>

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

void declare(notation::Declaration<TeamMember>& d) {
  d.about("Somebody's time for the initiative.");
  d.field("person", &TeamMember::person, "A person.");
  d.field("role", &TeamMember::role, "A role, whoever holds it.");
  d.field("share", &TeamMember::share, "Percent of the working time.").required().range(0, 100);
  d.field("from", &TeamMember::from, "First day; from now when absent.");
  d.field("to", &TeamMember::to, "Last day; until the end when absent.");
  d.exactly_one_of({"person", "role"});
}

void declare(notation::Declaration<Initiative>& d) {
  d.kind("Initiative", "A change with milestones, delivered with discipline.");
  d.field("statement", &Initiative::statement, "What will be different.");
  d.field("objectives", &Initiative::objectives, "Objectives that it serves.").required();
  d.field("budget", &Initiative::budget, "In the company's currency.").at_least(0);
  d.field("milestones", &Initiative::milestones, "In order.").required();
  d.field("depends_on", &Initiative::depends_on, "Initiatives that must go well first.");
  d.field("benefit", &Initiative::benefit, "What it should be worth.");
  d.field("strategy", &Initiative::strategy, "The course of action that it carries.");
  d.field("funded_by", &Initiative::funded_by, "The budget that pays for it.");
  d.field("team", &Initiative::team, "Whose time it takes.");
}

void declare(notation::Declaration<OwnMilestone>& d) {
  d.kind("Milestone", "A milestone in a document of its own, owned by somebody else than its initiative.");
  d.field("initiative", &OwnMilestone::initiative, "The initiative that it belongs to.").required();
  d.field("due", &OwnMilestone::due, "The day it is promised for.").required();
  d.field("evidence", &OwnMilestone::evidence, "Without it somebody says so, and the name is recorded.");
  d.field("gate", &OwnMilestone::gate, "The decision that lets the initiative pass.");
}

void place_milestones(Model& model) {
  for (auto const& [id, own] : model.milestones) {
    auto initiative = model.initiatives.find(own.initiative.text());
    if (initiative == model.initiatives.end()) continue;
    auto& milestones = initiative->second.milestones;
    milestones.push_back({{id, own.header.id_span}, own.header.title, own.due, own.evidence, own.gate});
    std::stable_sort(milestones.begin(), milestones.end(), [](Milestone const& a, Milestone const& b) { return a.due < b.due; });
  }
}

}  // namespace drivetrain::execution
