// Places: which field of which entity a span of a model's file is. So that a form shows a finding at the field that it is about,
// and not only by file and line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/operating_model.h"

namespace drivetrain::app::views {

struct Place {
  std::string kind, id;                ///< kind as the model names it
  std::vector<std::string> path;       ///< {"spec", "bands", "1", "when"}; empty: the entity as a whole
};
/// Nothing when the span lies in no entity (a BPMN file, a document without an id).
std::optional<Place> place_of(model::OperatingModel const& model, Span const& span);

}  // namespace drivetrain::app::views
