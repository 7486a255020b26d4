// A version of the model as a folder of files again: the way from the journal back to what people edit and keep in git.
#pragma once

#include <string>

#include "app/cli/verbs.h"

namespace drivetrain::app::cli {

struct WantedModel {
  std::string data, folder;
  std::string revision;                ///< or how it begins; empty: the version in force
  bool force = false, dry_run = false;
};

int export_model(WantedModel const& wanted, Settings const& settings);

}  // namespace drivetrain::app::cli
