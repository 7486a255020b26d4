// What a running server notices of its own journal, without looking.
#include "app/chain_watch.h"

#include <future>

#include "app/company_on_disk_for_test.h"
#include "app/known_head.h"
#include "platform/sqlite.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

class ChainWatchTest : public testing::Test {
 protected:
  ChainWatchTest() : company(data) {
    for (int day = 0; day < 5; ++day) EXPECT_TRUE(company.away(day).accepted());
    head = company.runtime.journal().durable();
  }
  ChainWatchOptions options() {
    return {data, hours(24), minutes(10), [this] { return company.runtime.journal().durable(); }, {}};
  }
  void alter(std::string const& sql) {
    auto connection = platform::Connection::open(data + "/journal.db", platform::Access::read_write, 2'000);
    ASSERT_TRUE(connection.ok());
    auto done = (*connection)->execute(sql);
    ASSERT_TRUE(done.ok()) << done.error().message;
  }
  void finds(std::string const& words) {
    ChainWatch watch(options(), company.surroundings.clock);
    auto verdict = watch.walk();
    ASSERT_FALSE(verdict.ok()) << "not noticed";
    EXPECT_NE(verdict.error().message.find(words), std::string::npos) << verdict.error().message;
    auto noted = last_verification(data);
    ASSERT_TRUE(noted);
    EXPECT_FALSE(noted->intact);
    EXPECT_NE(noted->problem.find(words), std::string::npos) << noted->problem;
  }
  platform::test::TemporaryFolder folder;
  std::string data = folder.path() + "/data";
  test::CompanyOnDisk company;
  std::uint64_t head = 0;
};

TEST_F(ChainWatchTest, SaysSoWhenAllIsWhole) {
  ChainWatch watch(options(), company.surroundings.clock);
  auto verdict = watch.walk();
  ASSERT_TRUE(verdict.ok()) << verdict.error().message;
  auto noted = last_verification(data);
  ASSERT_TRUE(noted);
  EXPECT_TRUE(noted->intact);
  EXPECT_EQ(noted->records, head);
}

TEST_F(ChainWatchTest, FindsAnAlteredRecordWhileTheCompanyGoesOn) {
  alter("UPDATE records SET payload = zeroblob(3) WHERE position = 3");
  ASSERT_TRUE(company.away(6).accepted()) << "nobody else looks at it";
  finds("record 3");
}

TEST_F(ChainWatchTest, FindsThatTheEndIsGoneBeforeItIsWrittenOver) {
  alter("DELETE FROM records WHERE position > " + std::to_string(head - 2));
  finds("ends at record " + std::to_string(head - 2));
}

TEST_F(ChainWatchTest, NotesTheHeadAndNeverCoversUpWhatIsLost) {
  ChainWatch watch(options(), company.surroundings.clock);
  ASSERT_TRUE(watch.note().ok());
  auto known = known_head(data);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->position, head);
  EXPECT_EQ(known->seen_by, "server");
  ASSERT_TRUE(company.away(6).accepted());
  ASSERT_TRUE(watch.note().ok());
  EXPECT_GT(known_head(data)->position, head);
  auto later = known_head(data)->position;
  alter("DELETE FROM records WHERE position > " + std::to_string(head));
  auto refused = watch.note();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X952");
  EXPECT_EQ(known_head(data)->position, later);
}

TEST_F(ChainWatchTest, RaisesOneAlarmFromItsOwnThreadAndStopsWhenAsked) {
  alter("UPDATE records SET payload = zeroblob(3) WHERE position = 3");
  std::promise<std::string> heard;
  auto alarm = heard.get_future();
  auto with_alarm = options();
  with_alarm.alarm = [&heard](std::string const& text) { heard.set_value(text); };
  ChainWatch watch(with_alarm, company.surroundings.clock);
  watch.start();
  ASSERT_EQ(alarm.wait_for(std::chrono::seconds(20)), std::future_status::ready);
  EXPECT_NE(alarm.get().find("record 3"), std::string::npos);
  watch.stop();
}

TEST_F(ChainWatchTest, WalksNeverWhenItIsToldSo) {
  auto never = options();
  never.every = {};
  ChainWatch watch(never, company.surroundings.clock);
  watch.start();
  for (int i = 0; i < 200 && !known_head(data); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  watch.stop();
  EXPECT_TRUE(known_head(data)) << "the head is noted all the same";
  EXPECT_FALSE(last_verification(data));
}

}  // namespace
}  // namespace drivetrain::app
