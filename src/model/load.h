// Loading: files → YAML documents → the kinds that each folder declares. Nothing is checked here but the writing itself.
#pragma once

#include "base/diagnostic.h"
#include "model/operating_model.h"
#include "notation/catalogue.h"

namespace drivetrain::model {

/// Fills sources, documents, entities, references and all kinds. Findings of the readers go to `diagnostics`.
void load(Files const& files, OperatingModel& model, Diagnostics& diagnostics);

/// Every kind that a model may hold, from intent to action: for schema, docs and types.
notation::Catalogue const& catalogue();

}  // namespace drivetrain::model
