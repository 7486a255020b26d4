// Which model an import means (DMN 1.5 §6.3.3): the file at its locationURI, or, without one, the only model of its namespace.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "notation/dmn/dmn.h"

namespace drivetrain::decisions::dmn {

struct ImportTarget {
  std::shared_ptr<notation::DmnDefinitions const> found;  ///< null when there is none, or more than one
  std::string message, help;                              ///< then: why
};

/// `models`: all that may be meant, each with its file.
ImportTarget find_import(notation::DmnImport const& import, notation::DmnDefinitions const& from, std::span<std::shared_ptr<notation::DmnDefinitions const> const> models);

/// The file that a locationURI names, beside or below the one that says so: "rules/lib.dmn" in "models/main.dmn" is "models/rules/lib.dmn".
/// Nothing without a location, and for one that is an address on the net: models are never fetched.
std::optional<std::string> imported_file(notation::DmnImport const& import, std::string const& from_file);

}  // namespace drivetrain::decisions::dmn
