// A journal that was cut off is a whole chain: only who remembers its end can tell.
#include "app/known_head.h"

#include <filesystem>

#include "app/backup.h"
#include "app/company_on_disk_for_test.h"
#include "platform/file_copy.h"
#include "platform/files.h"
#include "platform/sqlite.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

class KnownHeadTest : public testing::Test {
 protected:
  KnownHead live(int first_day, int days) {
    test::CompanyOnDisk company(data);
    for (int day = first_day; day < first_day + days; ++day) EXPECT_TRUE(company.away(day).accepted());
    auto head = head_of(*company.store, {1'774'598'400'000'000}, "server");
    EXPECT_TRUE(head.ok() && *head);
    return **head;
  }
  void cut_after(std::uint64_t position) {
    auto connection = platform::Connection::open(data + "/journal.db", platform::Access::read_write, 2'000);
    ASSERT_TRUE(connection.ok());
    ASSERT_TRUE((*connection)->execute("DELETE FROM records WHERE position > " + std::to_string(position)).ok());
  }
  Status check() {
    auto store = platform::SqliteStore::open(data, platform::Access::read_only);
    return store ? check_known_head(**store, data) : Status(store.error());
  }
  platform::test::TemporaryFolder folder;
  std::string data = folder.path() + "/data", kept = folder.path() + "/kept";
};

TEST_F(KnownHeadTest, AJournalThatGoesOnFromItIsFine) {
  auto head = live(0, 3);
  EXPECT_TRUE(check().ok()) << "nothing is known yet";
  ASSERT_TRUE(note_head(data, head).ok());
  EXPECT_TRUE(check().ok());
  live(3, 2);
  EXPECT_TRUE(check().ok());
}

TEST_F(KnownHeadTest, NamesWhatIsMissingAtTheEnd) {
  auto head = live(0, 3);
  ASSERT_TRUE(note_head(data, head).ok());
  cut_after(head.position - 2);
  auto refused = check();
  ASSERT_FALSE(refused.ok()) << "not noticed";
  EXPECT_EQ(refused.error().code, "DT-X952");
  for (auto const& words : {"ends at record " + std::to_string(head.position - 2), "record " + std::to_string(head.position) + " was seen there on 2026-03-27T08:00:00Z (server)", std::string("2 records at its end are missing")})
    EXPECT_NE(refused.error().message.find(words), std::string::npos) << refused.error().message;
  EXPECT_NE(refused.error().help.find("--accept-head"), std::string::npos);
}

TEST_F(KnownHeadTest, NoticesThatTheEndWasWrittenAnew) {
  auto head = live(0, 3);
  ASSERT_TRUE(note_head(data, head).ok());
  cut_after(head.position - 2);
  live(10, 5);
  auto refused = check();
  ASSERT_FALSE(refused.ok()) << "longer than before, and whole, and still not the same";
  EXPECT_NE(refused.error().message.find("is not the one"), std::string::npos) << refused.error().message;
}

TEST_F(KnownHeadTest, AnOlderLookTakesNothingAwayAndOnlyAcceptingDoes) {
  auto older = live(0, 1), newer = live(1, 1);
  ASSERT_TRUE(note_head(data, newer).ok());
  ASSERT_TRUE(note_head(data, older).ok());
  EXPECT_EQ(known_head(data)->position, newer.position);
  ASSERT_TRUE(note_head(data, {}).ok());
  EXPECT_EQ(known_head(data)->position, newer.position);
  ASSERT_TRUE(accept_head(data, older).ok());
  EXPECT_EQ(known_head(data)->position, older.position);
  EXPECT_TRUE(is_safekeeping_note("known-head.json"));
}

TEST_F(KnownHeadTest, AFolderWithoutTheNoteKnowsWhatItsLastBackupSaw) {
  auto head = live(0, 3);
  ASSERT_TRUE(note_backup(data, {head.seen_at, kept, head.position, 1, head.hash}).ok());
  EXPECT_TRUE(check().ok());
  cut_after(head.position - 1);
  EXPECT_FALSE(check().ok());
}

TEST_F(KnownHeadTest, AJournalThatIsGoneHasLostItsEnd) {
  auto head = live(0, 1);
  ASSERT_TRUE(note_head(data, head).ok());
  for (auto const* end : {"", "-wal", "-shm"}) std::filesystem::remove(data + "/journal.db" + end);
  auto store = platform::SqliteStore::open(data);
  ASSERT_TRUE(store.ok());
  auto refused = check_known_head_before_opening(**store, data);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X952");
  auto fresh = platform::SqliteStore::open(folder.path() + "/fresh");
  EXPECT_TRUE(check_known_head_before_opening(**fresh, folder.path() + "/fresh").ok());
}

TEST_F(KnownHeadTest, ABackupOfACutJournalIsRefusedAndARestoredOneIsAccepted) {
  live(0, 2);
  ASSERT_TRUE(back_up({data, kept, Overwrite::refuse, Rehearse::no, "0.0.test", {}}, {}).ok());
  auto head = live(2, 3);
  ASSERT_TRUE(note_head(data, head).ok());
  cut_after(head.position - 1);
  auto refused = back_up({data, kept, Overwrite::replace, Rehearse::no, "0.0.test", {}}, {});
  ASSERT_FALSE(refused.ok()) << "it would have replaced a good one";
  EXPECT_EQ(refused.error().code, "DT-X952");
  auto restored = restore({kept, data, Overwrite::replace, Rehearse::no, {}}, {});
  ASSERT_TRUE(restored.ok()) << restored.error().message;
  EXPECT_TRUE(check().ok()) << check().error().message;
  EXPECT_EQ(known_head(data)->seen_by, "restore");
  EXPECT_EQ(known_head(data)->position, restored->manifest.position);
}

TEST(ParseHead, TakesWhatVerifyPrintsAndNothingElse) {
  auto hash = std::string(64, 'a');
  auto head = parse_head("512:" + hash);
  ASSERT_TRUE(head.ok());
  EXPECT_EQ(head->position, 512u);
  EXPECT_EQ(head->hash, hash);
  for (auto const& text : {std::string("512"), "0:" + hash, "-1:" + hash, "512:" + hash.substr(1), "x:" + hash, "512:" + std::string(64, 'g')}) EXPECT_FALSE(parse_head(text).ok()) << text;
}

}  // namespace
}  // namespace drivetrain::app
