// How the kinds of this folder are written in files.
#pragma once

#include "decisions/kinds.h"
#include "notation/declaration.h"
#include "organisation/kinds.h"
#include "resources/model.h"

namespace drivetrain::resources {

std::vector<notation::EnumName> enum_names(Criticality);
std::vector<notation::EnumName> enum_names(StockMethod);
std::vector<notation::EnumName> enum_names(DemandMethod);
std::vector<notation::EnumName> enum_names(Flow);
std::vector<notation::EnumName> enum_names(DataClass);
std::vector<notation::EnumName> enum_names(AgentKind);
void declare(notation::Declaration<WorkCentre>& d);
void declare(notation::Declaration<Asset>& d);
void declare(notation::Declaration<Meter>& d);
void declare(notation::Declaration<EveryReading>& d);
void declare(notation::Declaration<Condition>& d);
void declare(notation::Declaration<MaintenancePlan>& d);
void declare(notation::Declaration<Item>& d);
void declare(notation::Declaration<Supplier>& d);
void declare(notation::Declaration<StockPolicy>& d);
void declare(notation::Declaration<Allocation>& d);
void declare(notation::Declaration<Budget>& d);
void declare(notation::Declaration<Load>& d);
void declare(notation::Declaration<Demand>& d);
void declare(notation::Declaration<Attribute>& d);
void declare(notation::Declaration<EventType>& d);
void declare(notation::Declaration<Interface>& d);
void declare(notation::Declaration<DataContract>& d);
void declare(notation::Declaration<Agent>& d);

}  // namespace drivetrain::resources
