// The line of sight as a picture: intent on the left, work on the right, gaps dashed and said in words.
#pragma once

#include <string>

#include "model/sight_graph.h"

namespace drivetrain::model {

/// A whole SVG document. It follows the reader's light or dark scheme by CSS, names itself for screen readers, says kinds and gaps in
/// words beside colour, and holds no script. `name`: of the company.
std::string sight_svg(SightGraph const& graph, std::string const& name);

}  // namespace drivetrain::model
