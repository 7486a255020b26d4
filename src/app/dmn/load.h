// A decision model from files: the model asked for, and the models beside it that it may import.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/diagnostic.h"
#include "base/result.h"
#include "decisions/dmn/decision_model.h"

namespace drivetrain::app {

struct LoadedDecisions {
  std::shared_ptr<decisions::dmn::DecisionModel const> model;  ///< null when there are errors
  Diagnostics diagnostics;
  std::map<std::string, SourceText> sources;                   ///< for findings that quote lines
};

/// Of the model and what it imports: what a receipt names (decisions/dmn/receipt.h). Precondition: there is a model.
std::string hash_of_model(LoadedDecisions const& loaded);

/// Error when the file cannot be read.
Result<LoadedDecisions> load_decisions(std::string const& file, decisions::dmn::CompileOptions const& options);

}  // namespace drivetrain::app
