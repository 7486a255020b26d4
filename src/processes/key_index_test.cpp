// The index of business keys: the oldest case of a key first, several of one key, and what is removed is gone.

#include "processes/key_index.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace drivetrain::processes {
namespace {

std::vector<std::uint64_t> of(KeyIndex const& index, std::uint64_t hash, std::size_t most = 1'000) {
  std::vector<std::uint64_t> numbers;
  index.each(hash, [&](std::uint64_t number) {
    numbers.push_back(number);
    return numbers.size() < most;
  });
  return numbers;
}

TEST(KeyIndex, CasesOfOneKeyComeOldestFirstWhateverTheOrderInWhichTheyCameAndWent) {
  std::mt19937 random(7);
  KeyIndex index;
  std::set<std::pair<std::uint64_t, std::uint64_t>> expected;
  for (int deed = 0; deed < 5'000; ++deed) {
    std::uint64_t hash = random() % 7, number = random() % 20;
    if (random() % 2 == 0) index.add(hash, number), expected.insert({hash, number});
    else index.remove(hash, number), expected.erase({hash, number});
    std::vector<std::uint64_t> known;
    for (auto const& [h, n] : expected)
      if (h == hash) known.push_back(n);
    ASSERT_EQ(of(index, hash), known) << "after deed " << deed;
    if (!known.empty()) {
      ASSERT_EQ(of(index, hash, 1), std::vector{known.front()});
    }
  }
  index.clear();
  EXPECT_TRUE(of(index, 3).empty());
}

}  // namespace
}  // namespace drivetrain::processes
