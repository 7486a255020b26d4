// What a data folder remembers of its own safety.
#include "app/safekeeping.h"

#include <gtest/gtest.h>

#include "platform/files.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

TEST(Safekeeping, RemembersTheLastBackupAndTheLastVerification) {
  platform::test::TemporaryFolder folder;
  EXPECT_FALSE(last_backup(folder.path()));
  EXPECT_FALSE(last_verification(folder.path()));
  auto at = *parse_instant("2026-03-27T02:00:00Z");
  ASSERT_TRUE(note_backup(folder.path(), {at, "/backup/monday", 7, 70, "aa"}).ok());
  ASSERT_TRUE(note_backup(folder.path(), {at + days(1), "/backup/\"tuesday\"", 9, 90, "bb"}).ok());
  ASSERT_TRUE(note_verification(folder.path(), {at, 9, false, "record 4 is missing"}).ok());
  auto backup = last_backup(folder.path());
  ASSERT_TRUE(backup);
  EXPECT_EQ(backup->made_at, at + days(1));
  EXPECT_EQ(backup->to, "/backup/\"tuesday\"");
  EXPECT_EQ(backup->position, 9u);
  EXPECT_EQ(backup->bytes, 90u);
  EXPECT_EQ(backup->head_hash, "bb");
  auto verification = last_verification(folder.path());
  ASSERT_TRUE(verification);
  EXPECT_EQ(verification->at, at);
  EXPECT_EQ(verification->records, 9u);
  EXPECT_FALSE(verification->intact);
  EXPECT_EQ(verification->problem, "record 4 is missing");
}

TEST(Safekeeping, ADamagedNoteIsNone) {
  platform::test::TemporaryFolder folder;
  for (auto const* text : {"", "{", "[]", "{}", R"({"made_at":"yesterday","to":"/b","position":1,"bytes":1,"head_hash":""})", R"({"made_at":"2026-03-27T02:00:00Z","to":"/b","position":-1,"bytes":1,"head_hash":""})",
                           R"({"made_at":"2026-03-27T02:00:00Z","to":7,"position":1,"bytes":1,"head_hash":""})"}) {
    ASSERT_TRUE(platform::write_file(folder.path() + "/last-backup.json", text).ok());
    EXPECT_FALSE(last_backup(folder.path())) << text;
  }
}

TEST(Safekeeping, MeasuresTheJournalAndTheRoomThatItHas) {
  platform::test::TemporaryFolder folder;
  ASSERT_TRUE(platform::write_file(folder.path() + "/journal.db", std::string(1'000, 'x')).ok());
  ASSERT_TRUE(platform::write_file(folder.path() + "/journal.db-wal", std::string(500, 'x')).ok());
  ASSERT_TRUE(platform::write_file(folder.path() + "/accounts.db", std::string(100, 'x')).ok());
  auto size = journal_size(folder.path());
  ASSERT_TRUE(size);
  EXPECT_EQ(size->bytes, 1'500u);
  EXPECT_GT(size->free_bytes, 0u);
  EXPECT_FALSE(journal_size(folder.path() + "/nowhere"));
}

}  // namespace
}  // namespace drivetrain::app
