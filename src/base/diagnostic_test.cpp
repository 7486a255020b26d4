// Findings are bounded, and what is bounded is never the reason for which a model with an error passes.
#include "base/diagnostic.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/limits.h"

namespace drivetrain {
namespace {

Diagnostic of(Severity severity) {
  Diagnostic d;
  d.code = "DT-R004";
  d.severity = severity;
  return d;
}

TEST(Diagnostics, AThousandWarningsDoNotHideAnError) {
  Diagnostics found;
  for (std::size_t i = 0; i < limits::max_diagnostics; ++i) found.add(of(Severity::warning));
  found.add(of(Severity::error));
  found.add(of(Severity::warning));
  EXPECT_EQ(found.errors(), 1u);
  EXPECT_EQ(found.all().size(), limits::max_diagnostics);
  EXPECT_TRUE(std::any_of(found.all().begin(), found.all().end(), [](auto const& one) { return one.severity == Severity::error; }));
}

}  // namespace
}  // namespace drivetrain
