// How the kinds of this folder are written in files: one declaration each, for reader, schema, docs and TypeScript alike.
#pragma once

#include "decisions/model.h"
#include "notation/declaration.h"
#include "strategy/kinds.h"

namespace drivetrain::decisions {

std::vector<notation::EnumName> enum_names(DecisionKind);
std::vector<notation::EnumName> enum_names(DecisionLevel);
std::vector<notation::EnumName> enum_names(AutonomyMode);
std::vector<notation::EnumName> enum_names(FactType);
std::vector<notation::EnumName> enum_names(WhenStale);
std::vector<notation::EnumName> enum_names(OnDisagreement);
void declare(notation::Declaration<Fact>& d);
void declare(notation::Declaration<Band>& d);
void declare(notation::Declaration<Rapid>& d);
void declare(notation::Declaration<EscalationStep>& d);
void declare(notation::Declaration<Information>& d);
void declare(notation::Declaration<Cover>& d);
void declare(notation::Declaration<Autonomy>& d);
void declare(notation::Declaration<Decision>& d);

}  // namespace drivetrain::decisions
