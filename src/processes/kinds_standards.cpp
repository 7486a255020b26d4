// The declarations of how work is done and checked, and of whom it is done for: SOPs, instructions, check plans, segments, surveys (see kinds.h).
#include "processes/kinds.h"

namespace drivetrain::processes {

using notation::named;

std::vector<notation::EnumName> enum_names(SurveyScale) {
  return {named(SurveyScale::nps, "nps", "0 to 10, would you recommend us"), named(SurveyScale::csat, "csat", "1 to 5, how satisfied are you"),
          named(SurveyScale::ces, "ces", "1 to 7, how easy was it"), named(SurveyScale::text, "text", "in the customer's words")};
}

void declare(notation::Declaration<Segment>& d) {
  d.kind("Segment", "Customers who need the same.");
  d.field("description", &Segment::description, "Who they are.");
  d.field("needs", &Segment::needs, "What matters to them, a line each.");
  d.field("tier", &Segment::tier, "Id of the tier that they have unless agreed otherwise.");
}

void declare(notation::Declaration<Survey>& d) {
  d.kind("Survey", "How customers are asked what it was like.");
  d.field("question", &Survey::question, "The question.").required();
  d.field("scale", &Survey::scale, "What can be answered.").fallback("nps");
  d.field("service", &Survey::service, "The service that is asked about.");
  d.field("delay", &Survey::delay, "How long after the feedback point they are asked.");
  d.field("kpi", &Survey::kpi, "The KPI that the answers make.");
}

void declare(notation::Declaration<Acknowledge>& d) {
  d.about("Who must have read it.");
  d.field("roles", &Acknowledge::roles, "The roles.").required().one_or_many();
  d.field("within", &Acknowledge::within, "How long after a revision.").example("P14D");
}

namespace {

/// What any document of the way of working says of itself (ISO 9001 7.5).
template <class Controlled>
void declare_controlled(notation::Declaration<Controlled>& d) {
  d.field("revision", &Controlled::revision, "Raised with every change.").at_least(1).fallback("1");
  d.field("revised", &Controlled::revised, "The day of this revision.");
  d.field("approver", &Controlled::approver, "The role that approved it.");
  d.field("review_by", &Controlled::review_by, "The day by which somebody has looked whether it is still true.");
  d.field("applies_to", &Controlled::applies_to, "Processes or steps that are done this way.").one_or_many().example("[{process: overhaul, step: balance, revision: 1}]");
  d.field("training", &Controlled::training, "Skills that it takes.").one_or_many();
  d.field("text", &Controlled::text, "Its Markdown file, from the model's folder.").example("sops/balance-a-rotor.md");
}

}  // namespace

void declare(notation::Declaration<Sop>& d) {
  d.kind("Sop", "A standard operating procedure: how the work is done, who approved it, by when it is looked at again.");
  declare_controlled(d);
  d.field("acknowledge", &Sop::acknowledge, "Who must have read a new revision, and how soon.");
}

void declare(notation::Declaration<Instruction>& d) {
  d.kind("Instruction", "A work instruction: how one step is done, hand by hand.");
  d.field("sop", &Instruction::sop, "The procedure that it belongs to.");
  declare_controlled(d);
  d.field("steps", &Instruction::steps, "What is done, in order.");
  d.field("hazards", &Instruction::hazards, "What can hurt, and how it is prevented.");
  d.field("tools", &Instruction::tools, "What is needed.");
}

void declare(notation::Declaration<Limits>& d) {
  d.about("Between which values it passes.");
  d.field("lower", &Limits::lower, "Below it fails.");
  d.field("upper", &Limits::upper, "Above it fails.");
  d.field("nominal", &Limits::nominal, "The value aimed at.");
  d.at_least_one_of({"lower", "upper"});
}

void declare(notation::Declaration<Sample>& d) {
  d.about("Which pieces are checked.");
  d.field("size", &Sample::size, "So many pieces.").at_least(1);
  d.field("every", &Sample::every, "Out of so many.").at_least(1);
  d.field("rule", &Sample::rule, "In words, when it is not so simple.").stands_for_group();
  d.at_least_one_of({"size", "rule"});
}

void declare(notation::Declaration<Disposal>& d) {
  d.about("What happens to a piece that fails.");
  d.field("decision", &Disposal::decision, "Opens this decision.");
  d.field("issue", &Disposal::issue, "Raises an issue of this type.");
  d.exactly_one_of({"decision", "issue"});
}

void declare(notation::Declaration<CheckPlan>& d) {
  d.kind("CheckPlan", "What is checked on a piece of work, on how many, with what, and what happens to one that fails.");
  d.field("characteristic", &CheckPlan::characteristic, "What is looked at.").required();
  d.field("unit", &CheckPlan::unit, "As people write it.");
  d.field("applies_to", &CheckPlan::applies_to, "Steps in which it is checked.").one_or_many();
  d.field("limits", &CheckPlan::limits, "Between which values it passes.");
  d.field("accepted", &CheckPlan::accepted, "Of what is seen, not measured: the findings that pass.").one_or_many();
  d.field("sample", &CheckPlan::sample, "Which pieces are checked.").example("{size: 1, every: 1}");
  d.field("gauge", &CheckPlan::gauge, "With what, in words.");
  d.field("instrument", &CheckPlan::instrument, "The asset that measures.");
  d.field("disposition", &CheckPlan::disposition, "What happens to a piece that fails.");
  d.field("kpi", &CheckPlan::kpi, "The KPI that its results make.");
}

}  // namespace drivetrain::processes
