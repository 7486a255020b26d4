// Resources: what the work is done with. Work centres with their capacity, machines and their maintenance, parts and suppliers, money,
// the load that demand brings, and the technology through which data comes and machines take part.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "decisions/model.h"
#include "notation/declaration.h"
#include "organisation/model.h"
#include "processes/model.h"
#include "strategy/model.h"

namespace drivetrain::performance { struct Measure; }

namespace drivetrain::resources {

using notation::Formula;
using notation::Header;
using notation::Located;
using notation::Text;

struct Asset;
struct Item;
struct Meter;
struct Supplier;

/// How much it matters when it fails (ISO 14224 uses classes of consequence).
enum class Criticality { low, medium, high };

/// kind: WorkCentre — where work is done, and how much of it fits in (ISA-95 work center).
struct WorkCentre {
  Header header;
  Ref<organisation::Unit> unit;
  Ref<organisation::Location> location;
  Ref<WorkCentre> parent;
  Ref<organisation::Calendar> calendar;        ///< hours in which it is open; the company's when absent
  std::vector<Ref<organisation::Shift>> shifts;
  int stations = 1;                            ///< pieces of work done at once
  std::optional<Decimal> rate;                 ///< pieces an hour and station
  std::optional<Decimal> efficiency;           ///< share of open time that becomes work, 0..1
  Criticality criticality = Criticality::medium;
  std::vector<Ref<WorkCentre>> alternatives;
  std::vector<organisation::NeededSkill> skills;
  std::vector<Ref<organisation::Role>> roles;  ///< whose queue it works
  std::optional<Decimal> cost_per_hour;        ///< in the company's currency
};

/// kind: Asset — a machine, vehicle or tool that must be kept fit (ISO 14224 equipment unit).
struct Asset {
  Header header;
  Ref<WorkCentre> work_centre;
  Ref<organisation::Location> location;
  Ref<Asset> parent;
  Criticality criticality = Criticality::medium;
  std::vector<Ref<Asset>> alternatives;
  std::string maker, type, serial;
  std::optional<Date> installed;
  std::vector<Ref<Item>> spares;
};

/// kind: Meter — what is read on an asset.
struct Meter {
  Header header;
  Ref<Asset> asset;
  std::string unit;
  Ref<performance::Measure> measure;           ///< where its readings come from
  std::optional<Decimal> lower, upper;         ///< readings outside are an alarm
};

/// kind: MaintenancePlan — by time, by meter or by condition.
struct EveryReading {
  Ref<Meter> meter;
  Decimal every;
};
struct Condition {
  Ref<Meter> meter;
  Ref<performance::Kpi> kpi;
  Formula when;                                ///< FEEL over `value`
};
struct MaintenancePlan {
  Header header;
  std::vector<Ref<Asset>> assets;
  std::optional<Duration> every;
  std::optional<EveryReading> by_meter;
  std::optional<Condition> condition;
  std::optional<Duration> duration;            ///< how long the asset is away
  Ref<organisation::Role> role;
  std::vector<organisation::NeededSkill> skills;
  std::vector<Ref<Item>> items;
  Ref<processes::Sop> sop;
  std::optional<Date> last;
};

/// kind: Item — a part or material.
struct Item {
  Header header;
  std::string unit;
  std::vector<Ref<Supplier>> suppliers;        ///< the preferred one first
  std::optional<Duration> lead_time;
  std::optional<Decimal> cost;                 ///< of one unit, in the company's currency
  Criticality criticality = Criticality::medium;
  std::vector<Ref<Item>> substitutes;
};

/// kind: Supplier
struct Supplier {
  Header header;
  std::vector<Ref<Item>> items;
  std::optional<Duration> lead_time;
  std::string promise;
  std::vector<Ref<performance::Kpi>> kpis;
  std::vector<Ref<Supplier>> alternatives;
  std::optional<Date> approved_until;
};

/// kind: StockPolicy — when and how much of an item is ordered.
enum class StockMethod { reorder_point, min_max, kanban, periodic, to_order };
struct StockPolicy {
  Header header;
  std::vector<Ref<Item>> items;
  Ref<organisation::Location> location;
  StockMethod method = StockMethod::reorder_point;
  std::optional<Decimal> reorder_point, order_quantity, minimum, maximum, safety_stock;
  std::optional<Decimal> service_level;        ///< percent of demands met from stock
  std::optional<Duration> review;
};

/// kind: Budget — an envelope, and to what it is allocated.
struct Allocation {
  Ref<execution::Initiative> initiative;
  Ref<organisation::Unit> unit;
  Ref<WorkCentre> work_centre;
  Decimal amount;
  Span span;
};
struct Budget {
  Header header;
  Located<Decimal> amount;                     ///< in the company's currency
  std::optional<Date> from, to;
  std::vector<Ref<strategy::Objective>> objectives;
  std::vector<Allocation> allocations;
};

/// kind: Demand — load that a stream of work brings to work centres, by week.
enum class DemandMethod { declared, average, seasonal, model };
struct Load {
  Ref<WorkCentre> work_centre;
  std::vector<Text> weeks;                     ///< ISO weeks, each alone or as first/last
  Decimal mean;                                ///< hours a week
  Decimal p80;                                 ///< hours a week that are not exceeded in eight weeks of ten
  Span span;
};
struct Demand {
  Header header;
  std::string stream;
  Ref<processes::Service> service;
  Ref<processes::Process> process;
  DemandMethod method = DemandMethod::declared;
  std::vector<Load> loads;
};

/// kind: Interface — a system with which events or data are exchanged (event and object types as in OCEL 2.0).
struct Attribute {
  Text name;
  processes::VariableType type = processes::VariableType::any;
  std::string unit;
};
struct EventType {
  Text type;
  std::vector<std::string> objects;
  std::vector<Attribute> attributes;
};
enum class Flow { in, out, both };
struct Interface {
  Header header;
  std::string system;
  Flow direction = Flow::in;
  std::string protocol;
  std::vector<EventType> events;
};

/// kind: DataContract — what may be relied on in data from elsewhere: its schema, how fresh it is, who may see it, how long it is kept.
enum class DataClass { open, internal, confidential, personal };
struct DataContract {
  Header header;
  Ref<Interface> interface;
  std::vector<Attribute> schema;
  Located<std::optional<Duration>> refresh;    ///< how often the source is renewed
  std::optional<Duration> freshness;           ///< oldest that it may be when it arrives
  DataClass data_class = DataClass::internal;
  std::optional<Duration> retention;
  std::string purpose;                         ///< of personal data: what it is kept for
  std::vector<Ref<performance::Measure>> measures;
};

/// kind: Agent — a machine that takes part: a robot, a model, a service.
enum class AgentKind { service, model, robot };
struct Agent {
  Header header;
  AgentKind kind = AgentKind::service;
  std::string purpose;
  Ref<Interface> interface;
  std::vector<Ref<decisions::Decision>> decisions;
  std::vector<processes::StepOf> steps;
  decisions::Autonomy autonomy;
};

struct Model {
  std::map<std::string, WorkCentre> work_centres;
  std::map<std::string, Asset> assets;
  std::map<std::string, Meter> meters;
  std::map<std::string, MaintenancePlan> maintenance_plans;
  std::map<std::string, Item> items;
  std::map<std::string, Supplier> suppliers;
  std::map<std::string, StockPolicy> stock_policies;
  std::map<std::string, Budget> budgets;
  std::map<std::string, Demand> demands;
  std::map<std::string, Interface> interfaces;
  std::map<std::string, DataContract> data_contracts;
  std::map<std::string, Agent> agents;
};

}  // namespace drivetrain::resources
