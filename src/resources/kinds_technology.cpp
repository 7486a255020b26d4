// The declarations of technology: interfaces, contracts on data, and machines that take part (see kinds.h).
#include "processes/kinds.h"
#include "resources/kinds.h"

namespace drivetrain::resources {

using notation::named;

std::vector<notation::EnumName> enum_names(Flow) {
  return {named(Flow::in, "in", "it tells us"), named(Flow::out, "out", "we tell it"), named(Flow::both, "both")};
}

std::vector<notation::EnumName> enum_names(DataClass) {
  return {named(DataClass::open, "open", "everybody may see it"), named(DataClass::internal, "internal", "whoever works here"),
          named(DataClass::confidential, "confidential", "whoever needs it"),
          named(DataClass::personal, "personal", "it is about a person; that person and whom the law allows")};
}

std::vector<notation::EnumName> enum_names(AgentKind) {
  return {named(AgentKind::service, "service", "a program with fixed rules"), named(AgentKind::model, "model", "a program that has learned"),
          named(AgentKind::robot, "robot", "a machine that moves things")};
}

void declare(notation::Declaration<Attribute>& d) {
  d.about("A field of the data.");
  d.field("name", &Attribute::name, "As expressions use it.").required().stands_for_group();
  d.field("type", &Attribute::type, "What it holds.").fallback("any");
  d.field("unit", &Attribute::unit, "Of a number, as people write it.");
}

void declare(notation::Declaration<EventType>& d) {
  d.about("A kind of event that is exchanged.");
  d.field("type", &EventType::type, "Its name.").required().example("MachineStopped");
  d.field("objects", &EventType::objects, "Types of objects that it is about.").one_or_many();
  d.field("attributes", &EventType::attributes, "What it carries.");
}

void declare(notation::Declaration<Interface>& d) {
  d.kind("Interface", "A system with which events or data are exchanged.");
  d.field("system", &Interface::system, "The system.").required();
  d.field("direction", &Interface::direction, "Which way it flows.").fallback("in");
  d.field("protocol", &Interface::protocol, "How: HTTP, file, MQTT.");
  d.field("events", &Interface::events, "Events that are exchanged.");
}

void declare(notation::Declaration<DataContract>& d) {
  d.kind("DataContract", "What may be relied on in data from elsewhere: fields, freshness, who may see it, how long it is kept.");
  d.field("interface", &DataContract::interface, "Through which it comes.");
  d.field("schema", &DataContract::schema, "Its fields.");
  d.field("refresh", &DataContract::refresh, "How often the source is renewed.").example("PT1H");
  d.field("freshness", &DataContract::freshness, "How old it may be when it arrives.").example("PT15M");
  d.field("class", &DataContract::data_class, "Who may see it.").fallback("internal");
  d.field("retention", &DataContract::retention, "How long it is kept.").example("P730D");
  d.field("purpose", &DataContract::purpose, "Of personal data: what it is kept for.");
  d.field("measures", &DataContract::measures, "Measures that are made of it.").one_or_many();
}

void declare(notation::Declaration<Agent>& d) {
  d.kind("Agent", "A machine that takes part: what it may do alone, within which bounds, and who stops it.");
  d.field("kind", &Agent::kind, "What sort of machine it is.").fallback("service");
  d.field("purpose", &Agent::purpose, "What it is there for.");
  d.field("interface", &Agent::interface, "Through which it acts.");
  d.field("decisions", &Agent::decisions, "Decisions that it suggests or takes.").one_or_many();
  d.field("steps", &Agent::steps, "Steps that it does.").one_or_many();
  d.field("autonomy", &Agent::autonomy, "How far it may go.");
}

}  // namespace drivetrain::resources
