// The declarations of direction: intent, courses of action, targets, and the signals that question them (see kinds.h).
#include "strategy/kinds.h"

namespace drivetrain::strategy {

using notation::named;

std::vector<notation::EnumName> enum_names(Domain) {
  return {named(Domain::value_creation, "value-creation", "how inputs become outputs"),
          named(Domain::customer_value, "customer-value", "quality, speed, reliability, experience"),
          named(Domain::execution, "execution", "how work is structured, sequenced, governed, coordinated"),
          named(Domain::resource_and_capacity, "resource-and-capacity", "people, tools, space and time"),
          named(Domain::alignment, "alignment", "daily work tied to intent"),
          named(Domain::adaptation, "adaptation", "variability, uncertainty, what is so right now")};
}

std::vector<notation::EnumName> enum_names(Perspective) {
  return {named(Perspective::financial, "financial"), named(Perspective::customer, "customer"), named(Perspective::process, "process"),
          named(Perspective::learning, "learning")};
}

std::vector<notation::EnumName> enum_names(IntentKind) {
  return {named(IntentKind::vision, "vision", "what will be so one day"), named(IntentKind::mission, "mission", "what the company is there for"),
          named(IntentKind::goal, "goal", "what it wants to reach")};
}

std::vector<notation::EnumName> enum_names(Disposition) {
  return {named(Disposition::watch, "watch", "nothing is done yet"), named(Disposition::fix_behaviour, "fix-behaviour", "the model is right"),
          named(Disposition::change_model, "change-model", "the model is changed"), named(Disposition::waive, "waive", "it is lived with for a while")};
}

void declare(notation::Declaration<Target>& d) {
  d.about("A figure that must be reached in a period.");
  d.field("kpi", &Target::kpi, "The figure.").required();
  d.field("at_least", &Target::at_least, "It must not be below.");
  d.field("at_most", &Target::at_most, "It must not be above.");
  d.field("from", &Target::from, "First day; since ever when absent.");
  d.field("to", &Target::to, "Last day; without end when absent.");
  d.at_least_one_of({"at_least", "at_most"});
}

void declare(notation::Declaration<Intent>& d) {
  d.kind("Intent", "Where the objectives lead: vision, mission or goal.");
  d.field("kind", &Intent::kind, "What sort of intent it is.").fallback("goal");
  d.field("statement", &Intent::statement, "The intent, as people say it.").required();
  d.field("horizon", &Intent::horizon, "By when, in words.");
  d.field("perspective", &Intent::perspective, "Its perspective on a balanced scorecard.");
}

void declare(notation::Declaration<Strategy>& d) {
  d.kind("Strategy", "A course of action: how objectives are to be reached.");
  d.field("statement", &Strategy::statement, "The course, as people say it.").required();
  d.field("objectives", &Strategy::objectives, "Objectives that it leads to.").required();
  d.field("domains", &Strategy::domains, "Domains of operational strategy that it changes.").one_or_many();
  d.field("tactics", &Strategy::tactics, "What is done, a line each.");
  d.field("choices", &Strategy::choices, "Strategic choices that it follows from.");
  d.field("initiatives", &Strategy::initiatives, "Initiatives that carry it.");
}

void declare(notation::Declaration<Signal>& d) {
  d.kind("Signal", "Something seen, outside or inside, that may change a choice.");
  d.field("statement", &Signal::statement, "What was seen.").required();
  d.field("source", &Signal::source, "Where it was seen.");
  d.field("seen", &Signal::seen, "The day.");
  d.field("metric", &Signal::metric, "The KPI that shows it.");
  d.field("limit", &Signal::limit, "FEEL over `value`; true means that the signal is given.").example("value > 9000");
  d.field("assumptions", &Signal::assumptions, "Assumptions that it speaks against.");
  d.field("objectives", &Signal::objectives, "Objectives that it touches.");
  d.field("disposition", &Signal::disposition, "What is done about it.");
}

}  // namespace drivetrain::strategy
