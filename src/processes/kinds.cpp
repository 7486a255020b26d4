// The declarations (see kinds.h).
#include "processes/kinds.h"

namespace drivetrain::processes {

using notation::named;

std::vector<notation::EnumName> enum_names(VariableType) {
  return {named(VariableType::number, "number"), named(VariableType::string, "string"), named(VariableType::boolean, "boolean"),
          named(VariableType::date, "date"), named(VariableType::any, "any", "anything; expressions are not checked against it")};
}

void declare(notation::Declaration<Contributes>& d) {
  d.about("How strongly a process serves an objective.");
  d.field("objective", &Contributes::objective, "The objective.").required();
  d.field("strength", &Contributes::strength, "9 strong, 3 medium, 1 weak.").required().range(0, 9);
}

void declare(notation::Declaration<Variable>& d) {
  d.about("A variable of the case.");
  d.field("name", &Variable::name, "As expressions use it.").required();
  d.field("type", &Variable::type, "What it holds.").fallback("any");
  d.field("unit", &Variable::unit, "As people write it.");
  d.field("values", &Variable::values, "Of a string: what forms offer.");
}

std::vector<notation::EnumName> enum_names(RunningCases) {
  return {named(RunningCases::finish, "finish", "they end on the diagram with which they began"),
          named(RunningCases::move, "move", "they go on in the new diagram, at the step that `steps` names")};
}

void declare(notation::Declaration<StepOf>& d) {
  d.about("A process, or one step of it; the process alone when all of it is meant.");
  d.field("process", &StepOf::process, "The process.").required().stands_for_group();
  d.field("step", &StepOf::step, "Id of the step in the diagram.");
  d.field("revision", &StepOf::revision, "Revision of the process for which this was written.").at_least(1);
}

void declare(notation::Declaration<WhenLate>& d) {
  d.about("Where it goes when the limit is missed.");
  d.field("issue", &WhenLate::issue, "Raises an issue of this type.");
  d.field("decision", &WhenLate::decision, "Opens this decision.");
  d.field("step", &WhenLate::step, "The step that the diagram goes to.");
  d.exactly_one_of({"issue", "decision", "step"});
}

void declare(notation::Declaration<HttpCall>& d) {
  d.about("A call of another system over HTTP, which the server makes as a job of its own: tried again as the task says (dt:retries, dt:backoff). It reaches only what the server's setting http_allow lists.");
  d.field("url", &HttpCall::url, "Where: a FEEL expression.").required().example("\"https://api.carrier.example/bookings/\" + business_key");
  d.field("method", &HttpCall::method, "GET when it is absent.").one_of({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"});
  d.field("headers", &HttpCall::headers, "Names, and FEEL expressions for what they say; a password or key is a secret of the server: \"Bearer {{secrets.CARRIER}}\" (docs/operating). Idempotency-Key is set to what is the same for every try of this step of this case.");
  d.field("body", &HttpCall::body, "What is sent: a FEEL expression; a text as it is, everything else as JSON.").example("{pieces: pieces}");
  d.field("result", &HttpCall::result, "Variable that takes the answer: a context with status, headers and body.").example("booking");
  d.field("timeout", &HttpCall::timeout, "Real time until the answer is there; at most two minutes.").fallback("PT40S");
  d.field("errors", &HttpCall::errors, "Statuses from 400 on that are errors of the business, and their codes; any other is a failed try.");
}

void declare(notation::Declaration<Candidates>& d) {
  d.about("Who may do a step, beside the role in the diagram.");
  d.field("roles", &Candidates::roles, "Roles in whose queues it is, too; computed when it begins with =.").one_or_many();
  d.field("people", &Candidates::people, "People who may do it without such a role; computed when it begins with =.").one_or_many();
}

void declare(notation::Declaration<StepNeeds>& d) {
  d.about("What a step of the diagram needs and may take.");
  d.field("step", &StepNeeds::step, "Its id in the diagram.").required();
  d.field("work_centre", &StepNeeds::work_centre, "Where it is done.");
  d.field("skills", &StepNeeds::skills, "What whoever does it must be able to do.").one_or_many();
  d.field("time", &StepNeeds::time, "Standard time of one piece of work.");
  d.field("limit", &StepNeeds::limit, "Working time within which it is done.");
  d.field("late", &StepNeeds::late, "Where it goes when the limit is missed.");
  d.field("sops", &StepNeeds::sops, "Procedures that say how.").one_or_many();
  d.field("checks", &StepNeeds::checks, "Checks that it must pass.").one_or_many();
  d.field("http", &StepNeeds::http, "The step is a call of another system.");
  d.field("assignee", &StepNeeds::assignee, "The person whose it is from the beginning; computed when it begins with =.").example("= requested_by");
  d.field("candidates", &StepNeeds::candidates, "Who may do it beside the role in the diagram.");
  d.field("due", &StepNeeds::due, "When it should be done: a time, working time from its beginning, or an expression that begins with =.").example("PT8H");
  d.field("follow_up", &StepNeeds::follow_up, "Until then it stands behind what is to be done now; written like due.");
  d.field("priority", &StepNeeds::priority, "0 to 100 among what is worth the same, or an expression that begins with =.").fallback("50");
  d.field("form", &StepNeeds::form, "What it asks for: a JSON Schema file of the model (or a .form file of form-js), or the schema itself. Of a start event: what a new case is asked for.").example("forms/inspection.schema.json");
}

void declare(notation::Declaration<Handoff>& d) {
  d.about("Work goes over to somebody else.");
  d.field("from", &Handoff::from, "Id of the step that hands over.").required();
  d.field("to", &Handoff::to, "Id of the step that takes over.").required();
  d.field("acceptance", &Handoff::acceptance, "What must be true of the work, a line each.").one_or_many();
  d.field("acknowledge", &Handoff::acknowledge, "Working time within which the taker says yes or no.").example("PT30M");
}

void declare(notation::Declaration<Migration>& d) {
  d.about("What happens to cases that run while the diagram changes.");
  d.field("running", &Migration::running, "What they do.").fallback("finish").stands_for_group();
  d.field("steps", &Migration::steps, "Old id of a step, and its new one.");
}

void declare(notation::Declaration<Process>& d) {
  d.kind("Process", "What a process is for: its owner, promise, and the objectives it serves. The flow is in the BPMN file.");
  d.field("bpmn", &Process::bpmn, "File beside this one; its process id equals this id.").required().example("overhaul.bpmn");
  d.field("purpose", &Process::purpose, "Why it exists.");
  d.field("unit", &Process::unit, "Where it runs.");
  d.field("contributes", &Process::contributes, "Objectives that it serves; from this its work gets its place in every queue.");
  d.field("variables", &Process::variables, "What its expressions may use, beside business_key, service, tier and customer.");
  d.field("promise", &Process::promise, "Working time from start to end, when no service promises otherwise.");
  d.field("domain", &Process::domain, "The domain of operational strategy that it belongs to.");
  d.field("revision", &Process::revision, "Raised when the way of working changes.").at_least(1).fallback("1");
  d.field("revised", &Process::revised, "The day of this revision.");
  d.field("steps", &Process::steps, "What single steps need and may take.");
  d.field("handoffs", &Process::handoffs, "Where work goes over to somebody else, and on what terms.");
  d.field("sops", &Process::sops, "Procedures of the whole process.").one_or_many();
  d.field("risks", &Process::risks, "What can go wrong in it.").one_or_many();
  d.field("controls", &Process::controls, "What guards it.").one_or_many();
  d.field("feedback_point", &Process::feedback_point, "Id of the step after which customers are asked.");
  d.field("survey", &Process::survey, "How they are asked.");
  d.field("migration", &Process::migration, "What happens to running cases when the diagram changes.");
}

void declare(notation::Declaration<Tier>& d) {
  d.about("A level of promise.");
  d.field("id", &Tier::id, "Unique within the service.").required();
  d.field("title", &Tier::title, "As customers hear it.");
  d.field("factor", &Tier::factor, "By which the score of its work is multiplied.").required().range(0, 100);
  d.field("promise", &Tier::promise, "From start to end.");
}

void declare(notation::Declaration<Touchpoint>& d) {
  d.about("A moment in which the customer meets the company.");
  d.field("title", &Touchpoint::title, "What happens.").required();
  d.field("step", &Touchpoint::step, "Id of the step in the diagram of the service's process.");
  d.field("channel", &Touchpoint::channel, "How: telephone, counter, site.");
}

void declare(notation::Declaration<Service>& d) {
  d.kind("Service", "What a customer is promised, by tier.");
  d.field("promise", &Service::promise, "In the customer's words.");
  d.field("elapsed", &Service::elapsed, "Promises count the clock round; else working time.").fallback("false");
  d.field("process", &Service::process, "The process that delivers it.").required();
  d.field("tiers", &Service::tiers, "Levels of promise.").required();
  d.field("quality", &Service::quality, "What the customer may expect of it.");
  d.field("hours", &Service::hours, "When customers can ask for it; always when absent.");
  d.field("segments", &Service::segments, "Customers whom it is for.").one_or_many();
  d.field("touchpoints", &Service::touchpoints, "Moments in which the customer meets the company.");
  d.field("slos", &Service::slos, "What holds it to its promise.").one_or_many();
  d.field("survey", &Service::survey, "How customers are asked.");
}

}  // namespace drivetrain::processes
