// Which errors a version brings, and which the version in force has already.
#include "model/new_errors.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace drivetrain::model {
namespace {

Diagnostic error_of(std::string code, std::string subject, std::string message, std::string file = "risks.yaml", std::uint32_t line = 1) {
  Diagnostic d;
  d.code = std::move(code);
  d.subject = std::move(subject);
  d.message = std::move(message);
  d.span.file = std::move(file);
  d.span.begin.line = line;
  return d;
}
Diagnostics all_of(std::vector<Diagnostic> const& findings) {
  Diagnostics all;
  for (auto const& one : findings) all.add(one);
  return all;
}

TEST(NewErrors, AreThoseThatTheVersionInForceDoesNotHave) {
  auto drill = error_of("DT-G704", "no-power", "contingency no-power has no drill in 365 d"), weights = error_of("DT-S101", "", "objectives weigh 99");
  auto beside = errors_beside(all_of({drill, weights}), all_of({drill}));
  ASSERT_EQ(beside.fresh.size(), 1u);
  EXPECT_EQ(beside.fresh.front().code, "DT-S101");
  ASSERT_EQ(beside.carried.size(), 1u);
  EXPECT_EQ(beside.carried.front().code, "DT-G704");
  EXPECT_FALSE(beside.none_fresh());
  EXPECT_TRUE(errors_beside(all_of({drill}), all_of({drill, weights})).none_fresh());
}

TEST(NewErrors, AreKnownAgainWhenTheirLinesMoveAndWhenTheirEntityMovesToAnotherFile) {
  auto before = error_of("DT-G704", "no-power", "contingency no-power has no drill in 365 d", "risks.yaml", 12);
  EXPECT_TRUE(errors_beside(all_of({error_of("DT-G704", "no-power", before.message, "risks.yaml", 40)}), all_of({before})).none_fresh());
  EXPECT_TRUE(errors_beside(all_of({error_of("DT-G704", "no-power", before.message, "risks/power.yaml")}), all_of({before})).none_fresh());
  EXPECT_FALSE(errors_beside(all_of({error_of("DT-G704", "no-water", "contingency no-water has no drill in 365 d")}), all_of({before})).none_fresh());
  EXPECT_FALSE(errors_beside(all_of({error_of("DT-P407", "no-power", before.message)}), all_of({before})).none_fresh());
  auto of_a_file = error_of("DT-R010", "", "a quote is missing", "a.yaml");
  EXPECT_FALSE(errors_beside(all_of({error_of("DT-R010", "", "a quote is missing", "b.yaml")}), all_of({of_a_file})).none_fresh());
}

TEST(NewErrors, AreCounted) {
  auto twice = error_of("DT-D203", "expedite", "bands overlap");
  auto beside = errors_beside(all_of({twice, twice}), all_of({twice}));
  EXPECT_EQ(beside.fresh.size(), 1u);
  EXPECT_EQ(beside.carried.size(), 1u);
}

TEST(NewErrors, AWarningThatIsTakenAsAnErrorNowIsOne) {
  auto now = error_of("DT-S104", "margin", "objective margin is served by nothing"), before = now;
  before.severity = Severity::warning;
  EXPECT_FALSE(errors_beside(all_of({now}), all_of({before})).none_fresh());
}

TEST(NewErrors, ThatNobodyCanListStandInTheWay) {
  Diagnostics many;
  for (std::size_t i = 0; i < limits::max_diagnostics + 2; ++i) many.add(error_of("DT-S101", "one", "the same"));
  auto beside = errors_beside(many, many);
  EXPECT_TRUE(beside.fresh.empty());
  EXPECT_EQ(beside.unlisted, 2u);
  EXPECT_FALSE(beside.none_fresh());
}

}  // namespace
}  // namespace drivetrain::model
