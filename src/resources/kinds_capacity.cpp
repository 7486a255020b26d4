// The declarations of capacity: work centres, machines and their maintenance, and the load that demand brings (see kinds.h).
#include "resources/kinds.h"

namespace drivetrain::resources {

using notation::named;

std::vector<notation::EnumName> enum_names(Criticality) {
  return {named(Criticality::low, "low", "work goes on without it"), named(Criticality::medium, "medium", "work slows down"),
          named(Criticality::high, "high", "a promise breaks or somebody is in danger")};
}

std::vector<notation::EnumName> enum_names(DemandMethod) {
  return {named(DemandMethod::declared, "declared", "somebody says so"), named(DemandMethod::average, "average", "of the last weeks"),
          named(DemandMethod::seasonal, "seasonal", "as in the same weeks before"), named(DemandMethod::model, "model", "a prediction")};
}

void declare(notation::Declaration<WorkCentre>& d) {
  d.kind("WorkCentre", "Where work is done: a cell, a line, a desk; when it is open, and how much of the work fits in.");
  d.field("unit", &WorkCentre::unit, "The unit that runs it.");
  d.field("location", &WorkCentre::location, "Where it is.");
  d.field("parent", &WorkCentre::parent, "The work centre that it is part of.");
  d.field("calendar", &WorkCentre::calendar, "Hours in which it is open; the company's when absent.");
  d.field("shifts", &WorkCentre::shifts, "Shifts that work it.").one_or_many();
  d.field("stations", &WorkCentre::stations, "Pieces of work done at once.").at_least(1).fallback("1");
  d.field("rate", &WorkCentre::rate, "Pieces an hour and station.").at_least(0);
  d.field("efficiency", &WorkCentre::efficiency, "Share of open time that becomes work.").range(0, 1).fallback("1");
  d.field("criticality", &WorkCentre::criticality, "How much it matters when it stands still.").fallback("medium");
  d.field("alternatives", &WorkCentre::alternatives, "Work centres that can do the same.").one_or_many();
  d.field("skills", &WorkCentre::skills, "What whoever works there must be able to do.").one_or_many();
  d.field("roles", &WorkCentre::roles, "Roles that work there.").one_or_many();
  d.field("cost_per_hour", &WorkCentre::cost_per_hour, "In the company's currency.").at_least(0);
}

void declare(notation::Declaration<Asset>& d) {
  d.kind("Asset", "A machine, vehicle or tool that must be kept fit.");
  d.field("work_centre", &Asset::work_centre, "The work centre that depends on it.");
  d.field("location", &Asset::location, "Where it is.");
  d.field("parent", &Asset::parent, "The asset that it is part of.");
  d.field("criticality", &Asset::criticality, "How much it matters when it fails.").fallback("medium");
  d.field("alternatives", &Asset::alternatives, "Assets that can stand in.").one_or_many();
  d.field("maker", &Asset::maker, "Who made it.");
  d.field("type", &Asset::type, "The maker's name for it.");
  d.field("serial", &Asset::serial, "Its number.");
  d.field("installed", &Asset::installed, "In use since.");
  d.field("spares", &Asset::spares, "Parts that are kept for it.").one_or_many();
}

void declare(notation::Declaration<Meter>& d) {
  d.kind("Meter", "What is read on an asset: hours, vibration, temperature.");
  d.field("asset", &Meter::asset, "The asset.").required();
  d.field("unit", &Meter::unit, "As people write it.").required();
  d.field("measure", &Meter::measure, "Where its readings come from; typed in when absent.");
  d.field("lower", &Meter::lower, "Readings below are an alarm.");
  d.field("upper", &Meter::upper, "Readings above are an alarm.");
}

void declare(notation::Declaration<EveryReading>& d) {
  d.about("Each time a meter has moved on by so much.");
  d.field("meter", &EveryReading::meter, "The meter.").required();
  d.field("every", &EveryReading::every, "In the meter's unit.").required().at_least(0);
}

void declare(notation::Declaration<Condition>& d) {
  d.about("When a meter or KPI says so.");
  d.field("meter", &Condition::meter, "The meter.");
  d.field("kpi", &Condition::kpi, "The KPI.");
  d.field("when", &Condition::when, "FEEL over `value`.").required().example("value > 7.1");
  d.exactly_one_of({"meter", "kpi"});
}

void declare(notation::Declaration<MaintenancePlan>& d) {
  d.kind("MaintenancePlan", "When assets are maintained, by time, meter or condition, by whom, and with what.");
  d.field("assets", &MaintenancePlan::assets, "The assets.").required().one_or_many();
  d.field("every", &MaintenancePlan::every, "After so much time.").example("P90D");
  d.field("by_meter", &MaintenancePlan::by_meter, "After so much use.");
  d.field("condition", &MaintenancePlan::condition, "When a reading says so.");
  d.field("duration", &MaintenancePlan::duration, "How long the asset is away.");
  d.field("role", &MaintenancePlan::role, "Who does it.");
  d.field("skills", &MaintenancePlan::skills, "What that takes.").one_or_many();
  d.field("items", &MaintenancePlan::items, "Parts that it uses.").one_or_many();
  d.field("sop", &MaintenancePlan::sop, "The procedure that says how.");
  d.field("last", &MaintenancePlan::last, "The day on which it was last done.");
  d.at_least_one_of({"every", "by_meter", "condition"});
}

void declare(notation::Declaration<Load>& d) {
  d.about("Hours of work that arrive at a work centre in each of these weeks.");
  d.field("work_centre", &Load::work_centre, "The work centre.").required();
  d.field("weeks", &Load::weeks, "ISO weeks, each alone or as first/last.").required().one_or_many().example("[2026-W48, 2026-W50/2027-W02]");
  d.field("mean", &Load::mean, "Hours a week, on average.").required().at_least(0);
  d.field("p80", &Load::p80, "Hours a week that are not exceeded in eight weeks of ten.").required().at_least(0);
}

void declare(notation::Declaration<Demand>& d) {
  d.kind("Demand", "The load that a stream of work brings to work centres, week by week.");
  d.field("stream", &Demand::stream, "What comes, in words.");
  d.field("service", &Demand::service, "The service that is asked for.");
  d.field("process", &Demand::process, "The process that it runs through.");
  d.field("method", &Demand::method, "How the figures were found.").fallback("declared");
  d.field("loads", &Demand::loads, "Hours by work centre and week.").required();
}

}  // namespace drivetrain::resources
