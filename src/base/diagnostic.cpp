// Collecting findings (see diagnostic.h).
#include "base/diagnostic.h"

#include <algorithm>
#include <tuple>

#include "base/limits.h"

namespace drivetrain {

void Diagnostics::change_severities(SeverityChanges changes) { changes_ = std::move(changes); }

void Diagnostics::add(Diagnostic diagnostic) {
  if (auto change = changes_.find(diagnostic.code); change != changes_.end() && change->second.from == diagnostic.severity) diagnostic.severity = change->second.to;
  if (diagnostic.severity == Severity::error) ++errors_;
  if (diagnostic.severity == Severity::warning) ++warnings_;
  if (all_.size() < limits::max_diagnostics) return all_.push_back(std::move(diagnostic));
  ++dropped_;
  if (diagnostic.severity != Severity::error) return;
  // A thousand warnings may not hide an error: the last of them gives way.
  auto way = std::find_if(all_.rbegin(), all_.rend(), [](Diagnostic const& one) { return one.severity != Severity::error; });
  if (way != all_.rend()) *way = std::move(diagnostic);
}

void Diagnostics::sort() {
  std::stable_sort(all_.begin(), all_.end(), [](Diagnostic const& a, Diagnostic const& b) {
    return std::tie(a.span.file, a.span.begin, a.code, a.message) < std::tie(b.span.file, b.span.begin, b.code, b.message);
  });
}

}  // namespace drivetrain
