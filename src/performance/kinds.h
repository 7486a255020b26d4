// How the kinds of this folder are written in files: one declaration each, for reader, schema, docs and TypeScript alike.
#pragma once

#include "notation/declaration.h"
#include "performance/model.h"

namespace drivetrain::performance {

std::vector<notation::EnumName> enum_names(Aggregate);
std::vector<notation::EnumName> enum_names(Direction);
void declare(notation::Declaration<Measure>& d);
void declare(notation::Declaration<Reaction>& d);
void declare(notation::Declaration<Kpi>& d);

}  // namespace drivetrain::performance
