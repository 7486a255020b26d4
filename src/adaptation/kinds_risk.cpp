// The declarations of risk and compliance: risks, controls, obligations (see kinds.h).
#include "adaptation/kinds.h"

namespace drivetrain::adaptation {

using notation::named;

std::vector<notation::EnumName> enum_names(TreatmentWay) {
  return {named(TreatmentWay::avoid, "avoid", "what causes it is given up"), named(TreatmentWay::reduce, "reduce", "less likely, or less bad"),
          named(TreatmentWay::share, "share", "insured, or carried with somebody"), named(TreatmentWay::accept, "accept", "lived with, knowingly")};
}

std::vector<notation::EnumName> enum_names(ControlStatus) {
  return {named(ControlStatus::planned, "planned", "not yet at work"), named(ControlStatus::active, "active"), named(ControlStatus::retired, "retired")};
}

void declare(notation::Declaration<Level>& d) {
  d.about("How likely and how bad; the level is the product of both.");
  d.field("likelihood", &Level::likelihood, "1 hardly ever, 5 nearly certain.").required().range(1, 5);
  d.field("impact", &Level::impact, "1 a nuisance, 5 the company is at stake.").required().range(1, 5);
}

void declare(notation::Declaration<Treatment>& d) {
  d.about("What is done about it, by whom, until when.");
  d.field("way", &Treatment::way, "In which of four ways.");
  d.field("action", &Treatment::action, "What is done.");
  d.field("owner", &Treatment::owner, "The role that does it.");
  d.field("due", &Treatment::due, "The day by which it is done.");
}

void declare(notation::Declaration<EvidenceQuery>& d) {
  d.about("What shows that the control was at work: events of the journal, or a KPI.");
  d.field("event", &EvidenceQuery::event, "Event type, for example WorkCompleted.");
  d.field("where", &EvidenceQuery::where, "FEEL over the event's fields; every event counts when absent.");
  d.field("kpi", &EvidenceQuery::kpi, "The KPI.");
  d.field("when", &EvidenceQuery::when, "FEEL over `value` of the KPI; true while the control works.");
  d.exactly_one_of({"event", "kpi"});
}

void declare(notation::Declaration<Control>& d) {
  d.kind("Control", "What keeps a risk down or an obligation kept, how often, and the evidence that it did.");
  d.field("statement", &Control::statement, "What is done or prevented.").required();
  d.field("status", &Control::status, "Whether it is at work.").fallback("active");
  d.field("frequency", &Control::frequency, "How often it acts; each time when absent.").example("P7D");
  d.field("applies_to", &Control::applies_to, "Processes or steps that it guards.").one_or_many();
  d.field("check", &Control::check, "The check that carries it out.");
  d.field("rhythm", &Control::rhythm, "The rhythm in which it is done.");
  d.field("evidence", &Control::evidence, "What in the journal shows that it was done.");
}

void declare(notation::Declaration<Risk>& d) {
  d.kind("Risk", "What may happen, why, and what it would do; how high it is with and without controls, and what is done about it.");
  d.field("cause", &Risk::cause, "Why it may happen.").required();
  d.field("event", &Risk::event, "What may happen.").required();
  d.field("consequence", &Risk::consequence, "What it would do.").required();
  d.field("inherent", &Risk::inherent, "How high it is without controls.").required().example("{likelihood: 3, impact: 5}");
  d.field("residual", &Risk::residual, "How high it is with them; as inherent when absent.").example("{likelihood: 1, impact: 5}");
  d.field("appetite", &Risk::appetite, "The highest level that is lived with; the company's threshold risk_appetite when absent.").range(1, 25);
  d.field("controls", &Risk::controls, "What keeps it down.").one_or_many();
  d.field("treatment", &Risk::treatment, "What is done about it, by whom, until when.");
  d.field("applies_to", &Risk::applies_to, "Processes or steps in which it may happen.").one_or_many();
  d.field("assets", &Risk::assets, "Assets that it concerns.").one_or_many();
  d.field("kpis", &Risk::kpis, "KPIs that show it coming.").one_or_many();
  d.field("objectives", &Risk::objectives, "Objectives that it threatens.").one_or_many();
  d.field("contingency", &Risk::contingency, "What is done when it has happened.");
}

void declare(notation::Declaration<Obligation>& d) {
  d.kind("Obligation", "What law, a standard or a contract demands, and what sees to it.");
  d.field("source", &Obligation::source, "Which law, standard or contract, and the clause.").required();
  d.field("statement", &Obligation::statement, "What it demands.").required();
  d.field("controls", &Obligation::controls, "What sees to it.").one_or_many();
  d.field("applies_to", &Obligation::applies_to, "Processes or steps that it binds.").one_or_many();
  d.field("review_by", &Obligation::review_by, "The day by which somebody has looked whether it still reads so.");
}

}  // namespace drivetrain::adaptation
