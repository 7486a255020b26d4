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
}

void declare(notation::Declaration<Process>& d) {
  d.kind("Process", "What a process is for: its owner, promise, and the objectives it serves. The flow is in the BPMN file.");
  d.field("bpmn", &Process::bpmn, "File beside this one; its process id equals this id.").required().example("overhaul.bpmn");
  d.field("purpose", &Process::purpose, "Why it exists.");
  d.field("unit", &Process::unit, "Where it runs.");
  d.field("contributes", &Process::contributes, "Objectives that it serves; from this its work gets its place in every queue.");
  d.field("variables", &Process::variables, "What its expressions may use, beside business_key, service, tier and customer.");
  d.field("promise", &Process::promise, "Working time from start to end, when no service promises otherwise.");
}

void declare(notation::Declaration<Tier>& d) {
  d.about("A level of promise.");
  d.field("id", &Tier::id, "Unique within the service.").required();
  d.field("title", &Tier::title, "As customers hear it.");
  d.field("factor", &Tier::factor, "By which the score of its work is multiplied.").required().range(0, 100);
  d.field("promise", &Tier::promise, "From start to end.");
}

void declare(notation::Declaration<Service>& d) {
  d.kind("Service", "What a customer is promised, by tier.");
  d.field("promise", &Service::promise, "In the customer's words.");
  d.field("elapsed", &Service::elapsed, "Promises count the clock round; else working time.").fallback("false");
  d.field("process", &Service::process, "The process that delivers it.").required();
  d.field("tiers", &Service::tiers, "Levels of promise.").required();
}

}  // namespace drivetrain::processes
