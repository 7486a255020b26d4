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

std::vector<notation::EnumName> enum_names(Budgeting) {
  return {named(Budgeting::occurrences, "occurrences", "of what the indicator counts; it is a share in percent of which more is better"),
          named(Budgeting::timeslices, "timeslices", "of the hours in the window")};
}

std::vector<notation::EnumName> enum_names(Aspect) {
  return {named(Aspect::efficiency, "efficiency", "output for what is put in; needs a guard"),
          named(Aspect::quality, "quality", "right the first time"),
          named(Aspect::customer, "customer", "what customers get"),
          named(Aspect::finance, "finance", "money"),
          named(Aspect::safety, "safety", "nobody gets hurt"),
          named(Aspect::people, "people", "skills, ideas, presence"),
          named(Aspect::flow, "flow", "how fast and evenly work moves")};
}

std::vector<notation::EnumName> enum_names(Chart) {
  return {named(Chart::line, "line", "as recorded"), named(Chart::bar, "bar", "as recorded"),
          named(Chart::run, "run", "by period, around the median, without limits"),
          named(Chart::individuals, "individuals", "control chart of single values (XmR)"),
          named(Chart::mean_and_range, "mean-and-range", "control chart of small samples (X-bar, R)"),
          named(Chart::mean_and_deviation, "mean-and-deviation", "control chart of samples (X-bar, S)"),
          named(Chart::proportion, "proportion", "control chart of shares (p)"),
          named(Chart::proportion_corrected, "proportion-corrected", "control chart of shares of many (p', Laney)"),
          named(Chart::count, "count", "control chart of counts (c)"),
          named(Chart::rate, "rate", "control chart of counts per chance (u)"),
          named(Chart::rate_corrected, "rate-corrected", "control chart of counts per chance, of many (u', Laney)"),
          named(Chart::ewma, "ewma", "moving average, for small shifts that last"),
          named(Chart::cusum, "cusum", "cumulated sums, for small shifts that last")};
}

}  // namespace drivetrain::performance

namespace drivetrain::performance::charts {

std::vector<notation::EnumName> enum_names(RuleSet) {
  return {notation::named(RuleSet::limits, "limits", "a point beyond the limits"),
          notation::named(RuleSet::usual, "usual", "a point beyond the limits, a long run, few crossings (Anhøj)"),
          notation::named(RuleSet::western_electric, "western-electric", "the four zone rules of Western Electric"),
          notation::named(RuleSet::nelson, "nelson", "Nelson's eight; they cry wolf more often")};
}

}  // namespace drivetrain::performance::charts

namespace drivetrain::performance {

namespace {

template <class T>
void declare_counting(notation::Declaration<T>& d, bool event_required) {
  auto event = d.field("event", &T::event, "Event type, for example CaseCompleted.");
  if (event_required) event.required();
  d.field("where", &T::where, "FEEL over the event's fields; every event counts when absent.");
  d.field("aggregate", &T::aggregate, "How the events of the window become one number.").fallback("count");
  d.field("of", &T::of, "FEEL over the event's fields that yields a number; not for count.");
  d.field("q", &T::q, "For quantile: the share, between 0 and 1.").range(0, 1);
  d.field("by", &T::by, "Fields of the event by which it can be broken down.").one_or_many();
  d.field("unit", &T::unit, "Of the number, as people write it.");
}

}  // namespace

void declare(notation::Declaration<Measure>& d) {
  d.kind("Measure", "What is counted in the journal, once for all KPIs that use it: events of one type, which of them, and what of them.");
  declare_counting(d, true);
}

void declare(notation::Declaration<KpiMeasure>& d) {
  d.about("What is counted in the journal: events of one type, which of them, and what of them. Or a Measure by its id.");
  d.field("measure", &KpiMeasure::measure, "A Measure that says all of it.").stands_for_group();
  declare_counting(d, false);
  d.exactly_one_of({"measure", "event"});
}

void declare(notation::Declaration<KpiExample>& d) {
  d.about("A worked example, by which the formula is tested.");
  d.field("given", &KpiExample::given, "Values of the measures.").required();
  d.field("expect", &KpiExample::expect, "The figure; absent when there is no data.");
}

void declare(notation::Declaration<Reaction>& d) {
  d.about("What an alarm does.");
  d.field("issue", &Reaction::issue, "Raises an issue of this type.");
  d.field("decision", &Reaction::decision, "Opens this decision.");
  d.field("within", &Reaction::within, "How soon somebody must have looked at it.").example("P1D");
  d.exactly_one_of({"issue", "decision"});
}

void declare(notation::Declaration<ControlChart>& d) {
  d.about("How a figure is drawn, and what tells a signal from noise.");
  d.field("kind", &ControlChart::kind, "Which chart.").required();
  d.field("period", &ControlChart::period, "One point for each; for all kinds but line and bar.").example("P7D");
  d.field("rules", &ControlChart::rules, "What tells a signal.").fallback("usual");
  d.field("baseline", &ControlChart::baseline, "Limits follow from so many first periods, and stay; from all of them when absent.").range(8, 200);
  d.field("size", &ControlChart::size, "For proportion and rate: the measure that says how many pieces or chances a period had.");
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
  d.field("aspect", &Kpi::aspect, "What it is about.");
  d.field("guard", &Kpi::guard, "KPIs that must not get worse while this one gets better.").one_or_many();
  d.field("standard", &Kpi::standard, "The definition that it claims to follow.").example("ISO22400-2:OEE");
  d.field("examples", &Kpi::examples, "Worked examples, by which the formula is tested.");
  d.field("source", &Kpi::source, "The data that it comes from, when the journal alone does not hold it.");
  d.field("chart", &Kpi::chart, "How it is drawn, and what tells a signal from noise.");
}

void declare(notation::Declaration<SloAlert>& d) {
  d.about("When the error budget is used up too fast.");
  d.field("burn_rate", &SloAlert::burn_rate, "1 uses the budget up exactly at the end of the window.").required().at_least(0);
  d.field("window", &SloAlert::window, "Looked at over this time.").required().example("PT1H");
  d.field("issue", &SloAlert::issue, "Raises an issue of this type.");
  d.field("decision", &SloAlert::decision, "Opens this decision.");
  d.exactly_one_of({"issue", "decision"});
}

void declare(notation::Declaration<Slo>& d) {
  d.kind("Slo", "What holds a service to its promise: an indicator, a target, and how much may miss it. A document of OpenSLO (apiVersion: openslo/v1, kind: SLO) is read as one.");
  d.field("service", &Slo::service, "The service.");
  d.field("indicator", &Slo::indicator, "The KPI.").required();
  d.field("target", &Slo::target, "In the indicator's unit.").required();
  d.field("window", &Slo::window, "Sliding, back from now.").required().example("P28D");
  d.field("calendar", &Slo::calendar, "Time outside does not count; all time counts when absent.");
  d.field("error_budget", &Slo::error_budget, "Percent that may miss the target: of what is counted, or of the window. What a target in percent leaves, when absent.").range(0, 100);
  d.field("budgeting", &Slo::budgeting, "What the budget is a share of: by occurrence for a share in percent of which more is better, else by time, when absent.");
  d.field("objectives", &Slo::objectives, "Objectives that it serves.").one_or_many();
  d.field("alerts", &Slo::alerts, "What happens when the budget is used up too fast.");
}

void fill_in_measures(Model& model) {
  for (auto& [id, kpi] : model.kpis)
    for (auto& [name, used] : kpi.measures) {
      auto shared = used.measure.empty() ? model.measures.end() : model.measures.find(used.measure.text());
      if (shared != model.measures.end()) static_cast<Counting&>(used) = shared->second;
    }
}

}  // namespace drivetrain::performance
