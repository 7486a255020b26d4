// The declarations (see kinds.h).
#include "performance/kinds.h"

namespace drivetrain::performance {

using notation::named;

std::vector<notation::EnumName> enum_names(Aggregate) {
  return {named(Aggregate::count, "count", "how many events"),
          named(Aggregate::sum, "sum", "of what `of` yields"),
          named(Aggregate::min, "min", "smallest of it"),
          named(Aggregate::max, "max", "largest of it"),
          named(Aggregate::mean, "mean", "average of it"),
          named(Aggregate::quantile, "quantile", "the value that a share q of the events does not exceed")};
}

std::vector<notation::EnumName> enum_names(Direction) {
  return {named(Direction::up, "up", "more is better"), named(Direction::down, "down", "less is better")};
}

void declare(notation::Declaration<Measure>& d) {
  d.about("What is counted in the journal: events of one type, which of them, and what of them.");
  d.field("event", &Measure::event, "Event type, for example CaseCompleted.").required();
  d.field("where", &Measure::where, "FEEL over the event's fields; every event counts when absent.");
  d.field("aggregate", &Measure::aggregate, "How the events of the window become one number.").fallback("count");
  d.field("of", &Measure::of, "FEEL over the event's fields that yields a number; not for count.");
  d.field("q", &Measure::q, "For quantile: the share, between 0 and 1.").range(0, 1);
}

void declare(notation::Declaration<Reaction>& d) {
  d.about("What an alarm does.");
  d.field("issue", &Reaction::issue, "Raises an issue of this type.");
  d.field("decision", &Reaction::decision, "Opens this decision.");
  d.exactly_one_of({"issue", "decision"});
}

void declare(notation::Declaration<Kpi>& d) {
  d.kind("Kpi", "A figure that somebody looks at and acts on, computed from the journal.");
  d.field("definition", &Kpi::definition, "What it says, in a person's words.");
  d.field("measures", &Kpi::measures, "Named measures; the formula uses their names.");
  d.field("formula", &Kpi::formula, "FEEL over the measures' names; null means no data.");
  d.field("unit", &Kpi::unit, "As people write it: %, h, days, EUR.");
  d.field("direction", &Kpi::direction, "Which way is better.").fallback("up");
  d.field("window", &Kpi::window, "How far back from now it looks.").required().example("P28D");
  d.field("target", &Kpi::target, "What strategy asks for.");
  d.field("warn", &Kpi::warn, "From here on somebody should look.");
  d.field("alarm", &Kpi::alarm, "From here on the reaction follows; the limit itself is in alarm.");
  d.field("decimals", &Kpi::decimals, "Digits after the point that people see.").range(0, 6).fallback("1");
  d.field("max_age", &Kpi::max_age, "Without newer data the figure is \"no data\", never green.");
  d.field("reaction", &Kpi::reaction, "What an alarm does.");
  d.field("serves", &Kpi::serves, "Objectives that it shows.");
}

}  // namespace drivetrain::performance
