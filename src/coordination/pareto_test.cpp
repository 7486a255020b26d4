// Issues counted by what they have in common.
#include <gtest/gtest.h>

#include "coordination/pareto.h"
#include "coordination/works_for_test.h"

namespace drivetrain::coordination {
namespace {

using test::Works;

std::string raise_on(Works& works, std::string const& subject) {
  return works.ask("wil", RaiseIssue{"machine-down", "Oven smokes", "", "", "", "andon", subject}).reply;
}

TEST(Pareto, CountsWhatCameAgainAndPutsTheMostFrequentFirst) {
  Works works;
  EXPECT_TRUE(pareto(works.company.state, ParetoBy::subject, Instant{}).empty());
  raise_on(works, "oven-2");
  auto id = raise_on(works, "oven-1");
  raise_on(works, "oven-1");
  raise_on(works, "oven-1");
  works.ask("cem", StateCause{id, "machine", {"seal worn"}});
  works.ask("cem", ResolveIssue{id, "", "seal replaced"});
  auto rows = pareto(works.company.state, ParetoBy::subject, Instant{});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].key, "oven-1");
  EXPECT_EQ(rows[0].issues, 1);
  EXPECT_EQ(rows[0].times, 3);
  EXPECT_DOUBLE_EQ(rows[0].share, 0.75);
  EXPECT_EQ(rows[1].key, "oven-2");
  EXPECT_DOUBLE_EQ(rows[1].cumulative, 1);
  auto causes = pareto(works.company.state, ParetoBy::cause, Instant{});
  ASSERT_EQ(causes.size(), 2u);
  EXPECT_EQ(causes[0].key, "machine");
  EXPECT_EQ(causes[1].key, "");
}

TEST(Pareto, LooksNoFurtherBackThanAsked) {
  Works works;
  raise_on(works, "oven-2");
  works.after(days(2));
  raise_on(works, "oven-1");
  auto rows = pareto(works.company.state, ParetoBy::subject, works.now() - days(1));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].key, "oven-1");
}

}  // namespace
}  // namespace drivetrain::coordination
