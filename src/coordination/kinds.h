// How the kinds of this folder are written in files: one declaration each, for reader, schema, docs and TypeScript alike.
#pragma once

#include "coordination/model.h"
#include "notation/declaration.h"

namespace drivetrain::coordination {

void declare(notation::Declaration<RhythmInput>& d);
void declare(notation::Declaration<AgendaItem>& d);
void declare(notation::Declaration<Rhythm>& d);
void declare(notation::Declaration<IssueTier>& d);
void declare(notation::Declaration<IssueType>& d);
std::vector<notation::EnumName> enum_names(ImprovementStatus);
void declare(notation::Declaration<ChangedStandard>& d);
void declare(notation::Declaration<Effect>& d);
void declare(notation::Declaration<Improvement>& d);
void declare(notation::Declaration<Experiment>& d);

}  // namespace drivetrain::coordination
