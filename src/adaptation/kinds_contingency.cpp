// The declarations of what is done when it goes wrong, and of scenarios that a change is tried on (see kinds.h).
#include "adaptation/kinds.h"

namespace drivetrain::adaptation {

void declare(notation::Declaration<Trigger>& d) {
  d.about("What calls it; something that can be watched.");
  d.field("kpi", &Trigger::kpi, "A KPI.");
  d.field("event", &Trigger::event, "An event type of the journal.");
  d.field("issue", &Trigger::issue, "An issue of this type is raised.");
  d.field("when", &Trigger::when, "FEEL over `value` of the KPI, or over the fields of the event.").example("value > 24");
  d.exactly_one_of({"kpi", "event", "issue"});
}

void declare(notation::Declaration<Drill>& d) {
  d.about("How it is practised.");
  d.field("every", &Drill::every, "At least so often.").example("P365D");
  d.field("last", &Drill::last, "The day of the last one.");
  d.field("days", &Drill::days, "Its days, held and planned. One that has come counts as held, so take out a day that was not kept.").example("[2026-03-12, 2027-03-11]");
  d.field("rhythm", &Drill::rhythm, "The rhythm that sees to it.");
}

void declare(notation::Declaration<Contingency>& d) {
  d.kind("Contingency", "A plan for the day when it has happened: what calls it, who may, what is done, how fast, and how it is practised.");
  d.field("trigger", &Contingency::trigger, "What calls it.");
  d.field("decision", &Contingency::decision, "The decision right by which it is called and called off.");
  d.field("steps", &Contingency::steps, "What is done, in order.").required();
  d.field("rto", &Contingency::rto, "Recovery time objective: work goes on after so long.");
  d.field("rpo", &Contingency::rpo, "Recovery point objective: so much of the records may be lost.");
  d.field("mtpd", &Contingency::mtpd, "Longest disruption that the company can bear.");
  d.field("drill", &Contingency::drill, "How it is practised.");
  d.field("risks", &Contingency::risks, "Risks that it answers.").one_or_many();
  d.field("processes", &Contingency::processes, "Processes that it keeps going.").one_or_many();
  d.field("assets", &Contingency::assets, "Assets whose failure it answers.").one_or_many();
}

void declare(notation::Declaration<SeverityLevel>& d) {
  d.about("How bad it can be.");
  d.field("level", &SeverityLevel::level, "Its name.").required();
  d.field("meaning", &SeverityLevel::meaning, "When it is so.");
  d.field("respond", &SeverityLevel::respond, "Within what time somebody acts.");
  d.field("role", &SeverityLevel::role, "Who acts.");
}

void declare(notation::Declaration<Notice>& d) {
  d.about("Who outside must be told.");
  d.field("to", &Notice::to, "The authority, customer or insurer.").required();
  d.field("within", &Notice::within, "How soon.").required().example("PT72H");
}

void declare(notation::Declaration<IncidentType>& d) {
  d.kind("IncidentType", "What counts as an incident, how bad it can be, who acts, and who is told.");
  d.field("meaning", &IncidentType::meaning, "What counts as one.").required();
  d.field("severities", &IncidentType::severities, "How bad it can be, the worst first.");
  d.field("issue", &IncidentType::issue, "The issue type under which it is worked on.");
  d.field("contingency", &IncidentType::contingency, "The plan that it may call.");
  d.field("risks", &IncidentType::risks, "Risks that have then come true.").one_or_many();
  d.field("notices", &IncidentType::notices, "Who outside must be told.");
}

void declare(notation::Declaration<Given>& d) {
  d.about("What is so.");
  d.field("at", &Given::at, "The day.");
  d.field("facts", &Given::facts, "Facts of the decision, by name.").example("{amount: 12000}");
  d.field("measures", &Given::measures, "Measures of the KPI, by name.");
}

void declare(notation::Declaration<Expectation>& d) {
  d.about("What must follow.");
  d.field("decision", &Expectation::decision, "This decision, asked with the given facts,");
  d.field("role", &Expectation::role, "goes to this role,");
  d.field("person", &Expectation::person, "and on the given day to this person.");
  d.field("kpi", &Expectation::kpi, "This KPI, from the given measures,");
  d.field("value", &Expectation::value, "is this figure; no data when absent.");
  d.field("finding", &Expectation::finding, "The model is given a finding of this code").example("DT-D202");
  d.field("subject", &Expectation::subject, "about this entity.");
  d.exactly_one_of({"decision", "kpi", "finding"});
}

void declare(notation::Declaration<Scenario>& d) {
  d.kind("Scenario", "A test of the model: given this day and these facts, that must follow. Kept in tests/.");
  d.field("essay", &Scenario::essay, "What it shows, in a few words.");
  d.field("given", &Scenario::given, "What is so.");
  d.field("expect", &Scenario::expect, "What must follow.").required();
}

}  // namespace drivetrain::adaptation
