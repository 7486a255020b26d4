// Findings for editors and forges, as they stand in SARIF 2.1.0.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source.h"

namespace drivetrain {

/// A finding that somebody has excused, with their words.
struct ExcusedFinding {
  Diagnostic finding;
  std::string justification;
};
struct SarifRun {
  std::string_view version;                  ///< the product's
  std::string folder = {};                   ///< of the files, relative to the root of the sources with a slash at its end; may be empty
  std::string root = {};                     ///< absolute URI of that root, with a slash at its end; empty: wherever the reader has it
  std::vector<SourceText const*> files = {}; ///< that were looked at: listed with length and SHA-256, so that a reader knows which state
  std::vector<ExcusedFinding> excused = {};  ///< results with a suppression
};
/// A SARIF 2.1.0 log with one run (OASIS sarif-v2.1.0, sections 3.13 to 3.35). Places are relative to %SRCROOT%.
std::string render_sarif(Diagnostics const& diagnostics, SarifRun const& run);

/// A path as a URI (RFC 3986): everything but unreserved characters and the slash is escaped.
std::string as_uri(std::string_view path);

}  // namespace drivetrain
