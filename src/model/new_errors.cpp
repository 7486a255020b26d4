// Errors of two versions side by side (see new_errors.h).
#include "model/new_errors.h"

#include <algorithm>

namespace drivetrain::model {

bool same_finding(Diagnostic const& a, Diagnostic const& b) {
  return a.code == b.code && a.subject == b.subject && a.message == b.message && (!a.subject.empty() || a.span.file == b.span.file);
}

ErrorsBeside errors_beside(Diagnostics const& version, Diagnostics const& in_force) {
  std::vector<Diagnostic const*> known;
  for (auto const& one : in_force.all())
    if (one.severity == Severity::error) known.push_back(&one);
  ErrorsBeside beside;
  std::size_t listed = 0;
  for (auto const& one : version.all()) {
    if (one.severity != Severity::error) continue;
    ++listed;
    auto found = std::find_if(known.begin(), known.end(), [&](auto const* other) { return same_finding(*other, one); });
    if (found == known.end()) {
      beside.fresh.push_back(one);
    } else {
      beside.carried.push_back(one);
      known.erase(found);
    }
  }
  beside.unlisted = version.errors() - std::min(version.errors(), listed);
  return beside;
}

}  // namespace drivetrain::model
