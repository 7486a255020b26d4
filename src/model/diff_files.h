// What the files of two versions differ in beside their meaning: comments and layout are named as such, and what no line of the
// difference explains is named too, so that nobody approves what the words do not show. Private to the difference of models.
#pragma once

#include <string>
#include <vector>

#include "model/operating_model.h"

namespace drivetrain::model {

struct FileNotes {
  std::vector<std::string> notes;        ///< "comments or layout of strategy/objectives.yaml changed"
  std::vector<std::string> unexplained;  ///< "file a.yaml changed in a way that no line explains"
};

/// Diagrams (.bpmn, .dmn) and texts (.md) are compared by the caller; here only whether their layout alone changed.
FileNotes compare_files(OperatingModel const& before, OperatingModel const& after);

}  // namespace drivetrain::model
