// What stands in the way of a version: only what is wrong with it and not with the version in force. Days pass, and with them drills, reviews and
// waivers run out; a company that runs with such an error must be able to change, if only to mend it.
#pragma once

#include <cstddef>
#include <vector>

#include "base/diagnostic.h"

namespace drivetrain::model {

/// The same finding, wherever it has moved to: by code, words and the entity that it is about; by file where it is about none.
bool same_finding(Diagnostic const& a, Diagnostic const& b);

struct ErrorsBeside {
  std::vector<Diagnostic> fresh;    ///< the version in force does not have them
  std::vector<Diagnostic> carried;  ///< it has them, too
  std::size_t unlisted = 0;         ///< past the bound of what is kept: nobody can say what they are, so they stand in the way
  bool none_fresh() const { return fresh.empty() && unlisted == 0; }
  std::size_t fresh_count() const { return fresh.size() + unlisted; }
};

/// The errors of a version beside those of the one in force, both compiled on the same day. Of two alike, one is fresh when the version in force has
/// but one.
ErrorsBeside errors_beside(Diagnostics const& version, Diagnostics const& in_force);

}  // namespace drivetrain::model
