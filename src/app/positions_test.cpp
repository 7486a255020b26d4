// Positions kept short read back as they were added.

#include "app/positions.h"

#include <gtest/gtest.h>

namespace drivetrain::app {
namespace {

TEST(Positions, GivesBackWhatWasAddedWhateverLiesBetween) {
  std::vector<std::uint64_t> told;
  Positions positions;
  EXPECT_TRUE(positions.all().empty());
  std::uint64_t position = 0;
  for (std::uint64_t distance : {1ull, 1ull, 127ull, 128ull, 16'383ull, 16'384ull, 1ull << 35, 1ull << 62, 1ull}) {
    positions.add(position += distance);
    told.push_back(position);
    EXPECT_EQ(positions.all(), told);
  }
}

}  // namespace
}  // namespace drivetrain::app
