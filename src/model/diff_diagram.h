// What changed in a drawn process, step by step, whatever moved on the canvas. Private to the difference of models.
#pragma once

#include <string>
#include <vector>

#include "base/source.h"

namespace drivetrain::model {

struct DiagramChange {
  std::string path;           ///< "test › role", or the id of a step that came or went
  std::string before, after;  ///< empty for what came or went
  std::string text;           ///< "step Test (test) of processes/overhaul.bpmn added"
};

/// Nothing when both say the same. A file that cannot be read, or is not BPMN, has changed as a whole when its text has; when only
/// the drawing differs that is one change.
std::vector<DiagramChange> compare_diagrams(SourceText const& before, SourceText const& after);

}  // namespace drivetrain::model
