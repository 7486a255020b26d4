// Lists look at cases a slice at a time, and let others write in between.
#include "app/faces/page.h"

#include "app/deployed/deployer_for_test.h"
#include "processes/case_commands.h"
#include "processes/commands.h"

namespace drivetrain::app::faces {
namespace {

using api::Reading;
using processes::Case;

class WalkTest : public test::DeployerTest {
 protected:
  void SetUp() override {
    DeployerTest::SetUp();
    sign_in("max");
    for (std::size_t i = 0; i < cases_at_once + 20; ++i) numbers.push_back(processes::case_number(start()));
  }
  std::string start() {
    processes::StartCase command;
    command.process = "dispatch", command.business_key = "K-" + std::to_string(++keys);
    auto outcome = runtime->execute(journal::command(command, journal::Actor::person("max")));
    EXPECT_FALSE(outcome.refusal) << outcome.refusal->message;
    return outcome.reply;
  }
  void cancel(processes::CaseNumber number) { EXPECT_FALSE(runtime->execute(journal::command(processes::CancelCase{processes::case_id(number), "x"}, journal::Actor::person("max"))).refusal); }
  /// The numbers of those that were looked at; `between` is called at the first row.
  std::vector<processes::CaseNumber> look(Among const& among, Next next = Next::more, std::function<void()> const& between = {}) {
    std::vector<processes::CaseNumber> seen;
    looked = 0;
    auto status = look_at_cases(*api, "max", among, [&](Reading const&, Case const& c, std::vector<feel::Context>& rows) {
      ++looked;
      rows.emplace_back();
      rows.back().append("number", feel::Value(c.number));
    }, [&](feel::Context row) {
      if (seen.empty() && between) between();
      seen.push_back(static_cast<processes::CaseNumber>(*row.find("number")->number().to_int64()));
      return next;
    });
    EXPECT_TRUE(status.ok());
    return seen;
  }
  std::vector<processes::CaseNumber> numbers;
  std::size_t looked = 0, keys = 0;
};

TEST_F(WalkTest, OthersWriteBetweenTwoSlices) {
  EXPECT_EQ(look({}), numbers);
  EXPECT_EQ(look({}, Next::enough).size(), 1u);
  EXPECT_EQ(looked, cases_at_once) << "nobody looks further than the first slice when it is enough";
  // The first has been seen, the last is not seen yet: both end meanwhile, and one begins.
  processes::CaseNumber fresh = 0;
  auto seen = look({.finished = true}, Next::more, [&] { cancel(numbers.front()), cancel(numbers.back()), fresh = processes::case_number(start()); });
  std::sort(seen.begin(), seen.end());
  auto all = numbers;
  all.push_back(fresh);
  EXPECT_EQ(seen, all) << "each once";
}

TEST_F(WalkTest, WhatIsNamedIsFoundWithoutLookingAround) {
  EXPECT_EQ(look({.numbers = std::vector<processes::CaseNumber>{numbers[7], 999'999, numbers[3]}}), (std::vector{numbers[3], numbers[7]}));
  EXPECT_EQ(looked, 2u);
  cancel(numbers[3]);
  EXPECT_EQ(look({.numbers = std::vector{numbers[3]}}).size(), 0u);
  EXPECT_EQ(look({.numbers = std::vector{numbers[3]}, .finished = true}).size(), 1u);
  EXPECT_EQ(look({.business_key = "nobody's", .finished = true}).size(), 0u);
  EXPECT_EQ(looked, 0u);
}

TEST(Page, KeepsWhatItShows) {
  auto row = [](int value) {
    feel::Context made;
    made.append("v", feel::Value(value));
    return made;
  };
  auto smaller = [](feel::Context const& a, feel::Context const& b) { return a.find("v")->number() < b.find("v")->number(); };
  auto sorted = Page::make(2, 3, smaller);
  for (int i = 5'000; i > 0; --i) EXPECT_EQ(sorted->add(row(i)), Next::more);
  auto rows = sorted->take_rows();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(*rows[0].find("v"), feel::Value(3));
  EXPECT_EQ(sorted->found(), 5'000u);
  auto plain = Page::make(1, 2, {});
  int added = 0;
  while (plain->add(row(added)) == Next::more) ++added;
  EXPECT_EQ(added, 3) << "one beyond the page";
  EXPECT_EQ(plain->take_rows().size(), 2u);
  EXPECT_TRUE(plain->is_cut());
  EXPECT_FALSE(Page::make(most_sorted, 1, smaller).ok());
}

}  // namespace
}  // namespace drivetrain::app::faces
