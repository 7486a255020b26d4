// Running test cases in the kit's format against the models beside them: conformance of the decision engine, and regression tests of
// one's own decisions.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace drivetrain::app {

struct KitRow {
  std::string folder, file, test;  ///< folder's name, test file's stem, testCase's id
  bool passed = false;
  std::string message;             ///< why not: expected, what came, our diagnostics
};
struct KitReport {
  std::vector<KitRow> rows;
  std::size_t passed = 0, failed = 0;
};
struct KitOptions {
  std::string only;                                              ///< run cases whose "folder/file/test" holds this
  std::function<void(std::size_t done, std::size_t all)> progress;  ///< after each test file; may be empty
};

/// Runs every test file (*.xml) below `directory`. Numbers may differ by less than 1e-8; all else must be exact, contexts of equal
/// size; where the kit says errorResult, the value is null and a warning of ours says why. A file that was meant as one (by its name, …-test-01.xml, or
/// its root) and cannot be read has failed. Error when there is no such directory.
Result<KitReport> run_kit(std::string const& directory, KitOptions const& options);
/// The vendors' format: "folder","file","test","SUCCESS|ERROR","message".
std::string to_csv(KitReport const& report);

}  // namespace drivetrain::app
