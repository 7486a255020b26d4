// The declarations of continuous improvement: improvements and experiments (see kinds.h).
#include "coordination/kinds.h"

namespace drivetrain::coordination {

using notation::named;

std::vector<notation::EnumName> enum_names(ImprovementStatus) {
  return {named(ImprovementStatus::proposed, "proposed"),
          named(ImprovementStatus::accepted, "accepted", "it will be done, and the standard changed"),
          named(ImprovementStatus::done, "done", "the standard is changed"),
          named(ImprovementStatus::rejected, "rejected")};
}

void declare(notation::Declaration<ChangedStandard>& d) {
  d.about("A standard that changes.");
  d.field("sop", &ChangedStandard::sop, "A procedure.");
  d.field("process", &ChangedStandard::process, "A process.");
  d.field("check", &ChangedStandard::check, "A check.");
  d.field("decision", &ChangedStandard::decision, "A decision right.");
  d.exactly_one_of({"sop", "process", "check", "decision"});
}

void declare(notation::Declaration<Effect>& d) {
  d.about("How it is shown that it works.");
  d.field("kpi", &Effect::kpi, "The figure that moves.").required();
  d.field("when", &Effect::when, "FEEL over `value`; true means that it works.").required().example("value <= 4");
  d.field("by", &Effect::by, "The day on which it is looked at.");
}

void declare(notation::Declaration<Improvement>& d) {
  d.kind("Improvement", "A better way of working: from a problem and its cause to a changed standard, and the proof that it works.");
  d.field("problem", &Improvement::problem, "What is not as it should be.").required();
  d.field("cause", &Improvement::cause, "Why, as far as it is known.");
  d.field("fix", &Improvement::fix, "What is done differently.");
  d.field("status", &Improvement::status, "How far it is.").fallback("proposed");
  d.field("proposed", &Improvement::proposed, "The day of the idea.");
  d.field("accepted", &Improvement::accepted, "The day on which it was accepted.");
  d.field("changes", &Improvement::changes, "The standards that change with it.");
  d.field("standard_changed", &Improvement::standard_changed, "The day on which they had changed.");
  d.field("effect", &Improvement::effect, "How it is shown that it works.");
  d.field("issue", &Improvement::issue, "The kind of issue that it ends.");
  d.field("objectives", &Improvement::objectives, "Objectives that it serves.");
}

void declare(notation::Declaration<Experiment>& d) {
  d.kind("Experiment", "A question put to daily work: what is expected, what shows it, what ends it, and when it is decided.");
  d.field("hypothesis", &Experiment::hypothesis, "What is expected, so that it can turn out wrong.");
  d.field("metric", &Experiment::metric, "The KPI that shows it.");
  d.field("stop_rule", &Experiment::stop_rule, "FEEL over `value`; true ends it at once.").example("value < 85");
  d.field("starts", &Experiment::starts, "First day.");
  d.field("decision_date", &Experiment::decision_date, "The day on which it is decided, whatever it shows.");
  d.field("variants", &Experiment::variants, "What is compared.");
  d.field("process", &Experiment::process, "The process in which it runs.");
  d.field("improvement", &Experiment::improvement, "The improvement that it tries out.");
  d.field("decision", &Experiment::decision, "The decision right that ends it.");
}

}  // namespace drivetrain::coordination
