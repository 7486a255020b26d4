// The versions of a model that a command line may name: a folder, a file, or a revision in git's history.
#pragma once

#include <string>

#include "base/result.h"
#include "model/files.h"

namespace drivetrain::app::cli {

struct NamedVersion {
  std::string name;  ///< as a person would say it
  model::Files files;
};

/// A folder or file that exists; else REV:path (from the top of the repository, or from here when the path begins with a dot), else REV,
/// of which `folder` is meant. DT-X901 when it is none of these.
Result<NamedVersion> version_named(std::string const& what, std::string const& folder);

struct TwoVersions {
  NamedVersion before, after;
};
/// From one or two words: "A B"; "A..B"; a revision alone is compared with the working files, a folder or file alone with what HEAD
/// holds of it.
Result<TwoVersions> versions_named(std::string const& first, std::string const& second, std::string const& folder);

}  // namespace drivetrain::app::cli
