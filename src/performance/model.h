// Measures and KPIs: what is counted in the journal, and the figure that a person looks at, with its target and limits.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "coordination/model.h"
#include "decisions/model.h"
#include "notation/declaration.h"
#include "performance/charts/signals.h"

namespace drivetrain::processes { struct Service; }
namespace drivetrain::resources { struct DataContract; }

namespace drivetrain::performance {

using notation::Formula;
using notation::Header;
using notation::Text;

enum class Aggregate { count, sum, min, max, mean, quantile };
/// Over events of one type: which (`where`, FEEL over the event's fields) and what of them (`of`).
struct Counting {
  Text event;                                  ///< event type, e.g. CaseCompleted
  Formula where;                               ///< all when absent
  Aggregate aggregate = Aggregate::count;
  Formula of;                                  ///< FEEL over the event's fields; not for count
  std::optional<Decimal> q;                    ///< for quantile, 0..1
  std::vector<Text> by{};                      ///< attributes by which it can be broken down
  std::string unit{};                          ///< of what it yields
};
/// kind: Measure — counted once, used by many KPIs.
struct Measure : Counting {
  Header header;
};
/// Of a KPI: counted here, or a Measure by its id. fill_in_measures() fills in what the Measure says.
struct KpiMeasure : Counting {
  Ref<Measure> measure{};
};

enum class Direction { up, down };             ///< which way is better
/// What an alarm does: exactly one is set.
struct Reaction {
  Ref<coordination::IssueType> issue;
  Ref<decisions::Decision> decision;
  std::optional<Duration> within{};            ///< how soon somebody must have looked at it
};
/// What a KPI is about; an efficiency figure needs a guard, or it is won at the cost of another.
enum class Aspect { efficiency, quality, customer, finance, safety, people, flow };
/// How a KPI is drawn: line and bar as recorded; the others by period, with what is usual (charts/).
enum class Chart {
  line, bar, run, individuals, mean_and_range, mean_and_deviation, proportion, proportion_corrected, count, rate, rate_corrected, ewma, cusum
};
/// One point for each period that has ended, and limits by what the figure does while nothing special happens.
struct ControlChart {
  Chart kind = Chart::line;
  std::optional<Duration> period{};            ///< whole days begin at midnight in the company's zone, whole weeks on Monday; for all kinds but line and bar
  charts::RuleSet rules = charts::RuleSet::usual;
  std::optional<std::int64_t> baseline{};      ///< limits follow from so many first periods of a phase, and stay; from all of them when absent
  Text size{};                                 ///< proportion, rate: the measure that says how many pieces or chances a period had
};
/// A worked example: these measures give that figure. No data when `expect` is absent.
struct KpiExample {
  std::map<std::string, Decimal> given;
  std::optional<Decimal> expect;
  Span span;
};

/// kind: Kpi
struct Kpi {
  Header header;
  std::string definition;                      ///< in a person's words
  std::map<std::string, KpiMeasure> measures;
  Formula formula;                             ///< FEEL over the measures' names
  std::string unit;
  Direction direction = Direction::up;
  Duration window;                             ///< sliding, back from now
  std::optional<Decimal> target, warn, alarm;
  int decimals = 1;
  std::optional<Duration> max_age;             ///< older data is "no data"
  std::optional<Reaction> reaction;
  std::vector<Ref<strategy::Objective>> serves;
  std::optional<Aspect> aspect;
  std::vector<Ref<Kpi>> guard;                 ///< figures that must not get worse while this one gets better
  Text standard;                               ///< definition that it claims to follow, e.g. ISO22400-2:OEE
  std::vector<KpiExample> examples;
  Ref<resources::DataContract> source;         ///< of what does not come from the journal alone
  std::optional<ControlChart> chart;
};

/// kind: Slo — what holds a service to its promise: an indicator, a target, and how much may miss it (OpenSLO v1).
struct SloAlert {
  Decimal burn_rate;                           ///< 1 uses the error budget up exactly at the end of the window
  Duration window;
  Ref<coordination::IssueType> issue;
  Ref<decisions::Decision> decision;
};
/// What the budget is a share of (OpenSLO v1, budgetingMethod).
enum class Budgeting { occurrences, timeslices };
struct Slo {
  Header header;
  Ref<processes::Service> service;
  Ref<Kpi> indicator;
  notation::Located<Decimal> target;           ///< in the indicator's unit
  Duration window;
  Ref<organisation::Calendar> calendar;        ///< time outside does not count
  std::optional<Decimal> error_budget;         ///< percent that may miss the target; what a target in percent leaves when absent, else none
  std::optional<Budgeting> budgeting;          ///< see budgeting_of()
  std::vector<Ref<strategy::Objective>> objectives;
  std::vector<SloAlert> alerts;
};

struct Model {
  std::map<std::string, Measure> measures;
  std::map<std::string, Kpi> kpis;
  std::map<std::string, Slo> slos;
};

/// After reading: what a KPI takes from a Measure stands in the KPI.
void fill_in_measures(Model& model);

}  // namespace drivetrain::performance
