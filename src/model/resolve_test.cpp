// References: each slip is told once, with a way out that leads somewhere.
#include <gtest/gtest.h>

#include "model/compile.h"

namespace drivetrain::model {
namespace {

std::vector<Diagnostic> unknown_of(Files const& files) {
  std::vector<Diagnostic> found;
  auto compilation = compile(files, {Date{2026, 1, 5}});
  for (auto const& one : compilation.diagnostics.all())
    if (one.code == "DT-R001") found.push_back(one);
  return found;
}
std::string const principle = "apiVersion: drivetrain/v1\nkind: Principle\nmetadata: {id: near, owner: heed}\nspec: {statement: S, enforced_by: []}\n";

TEST(Resolve, AnUnknownOwnerIsToldOnce) {
  auto found = unknown_of({{"a.yaml", principle}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].help, "the model has no Role yet: add one");
  found = unknown_of({{"a.yaml", principle}, {"b.yaml", "apiVersion: drivetrain/v1\nkind: Role\nmetadata: {id: head}\nspec: {purpose: P}\n"}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].help, "did you mean head?");
}

}  // namespace
}  // namespace drivetrain::model
