// How the kinds of this folder are written in files: one declaration each, for reader, schema, docs and TypeScript alike.
#pragma once

#include "notation/declaration.h"
#include "performance/model.h"

namespace drivetrain::performance::charts {
std::vector<notation::EnumName> enum_names(RuleSet);
}

namespace drivetrain::performance {

std::vector<notation::EnumName> enum_names(Aggregate);
std::vector<notation::EnumName> enum_names(Budgeting);
std::vector<notation::EnumName> enum_names(Direction);
std::vector<notation::EnumName> enum_names(Aspect);
std::vector<notation::EnumName> enum_names(Chart);
void declare(notation::Declaration<Measure>& d);
void declare(notation::Declaration<KpiMeasure>& d);
void declare(notation::Declaration<KpiExample>& d);
void declare(notation::Declaration<Reaction>& d);
void declare(notation::Declaration<ControlChart>& d);
void declare(notation::Declaration<Kpi>& d);
void declare(notation::Declaration<SloAlert>& d);
void declare(notation::Declaration<Slo>& d);

}  // namespace drivetrain::performance
