// Whether somebody answers for a requirement, as it reads.
#include <gtest/gtest.h>

#include "strategy/state.h"

namespace drivetrain::strategy {
namespace {

TEST(Acceptance, HoldsForTheWordsAndTheOwnerThatWereAccepted) {
  Requirement requirement;
  requirement.header.id = "load-test";
  requirement.statement = "Every machine runs under load.";
  State state;
  EXPECT_EQ(acceptance_of(requirement, state), Accepted::no_owner);
  requirement.header.owner = "quality-engineer";
  EXPECT_EQ(acceptance_of(requirement, state), Accepted::waiting);
  journal::Record record;
  record.at = Instant{7};
  apply({"load-test", requirement.statement, "quality-engineer", "quentin", "", "r1"}, record, state);
  EXPECT_EQ(acceptance_of(requirement, state), Accepted::accepted);
  EXPECT_EQ(state.accepted.at("load-test").at, Instant{7});
  requirement.statement = "Every second machine runs under load.";
  EXPECT_EQ(acceptance_of(requirement, state), Accepted::changed) << "other words";
  requirement.statement = "Every machine runs under load.";
  requirement.header.owner = "works-manager";
  EXPECT_EQ(acceptance_of(requirement, state), Accepted::changed) << "another owner";
}

}  // namespace
}  // namespace drivetrain::strategy
