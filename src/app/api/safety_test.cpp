// An administrator sees how safe the memory is, and nobody else does.
#include "app/api/client_for_test.h"
#include "app/safekeeping.h"
#include "app/served_folder.h"
#include "platform/files.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app::api {
namespace {

class BackupStateTest : public test::ApiTest {
 protected:
  void SetUp() override {
    data_folder = folder.path();
    test::ApiTest::SetUp();
    auto link = (**api->access().first_administrator_link()).path;
    auto in = post("/links/redeem", R"({"secret":")" + link.substr(link.find('#') + 1) + R"(","account":"root","password":"six words that nobody guesses"})");
    ASSERT_EQ(in.status, 200) << in.text;
    auto set = in.headers["Set-Cookie"];
    cookie = set.substr(0, set.find(';'));
  }
  platform::test::TemporaryFolder folder;
};

TEST_F(BackupStateTest, SaysThatThereIsNoneThenWhichAndWhatHappenedSince) {
  auto none = get("/admin/backup");
  ASSERT_EQ(none.status, 200) << none.text;
  EXPECT_TRUE(none.at("backup").is_null());
  EXPECT_TRUE(none.at("verified").is_null());
  auto records = runtime->journal().durable();
  EXPECT_EQ(none.word("journal.records"), std::to_string(records));

  ASSERT_TRUE(platform::write_file(folder.path() + "/journal.db", std::string(1'000, 'x')).ok());
  auto at = *parse_instant("2026-03-27T02:00:00Z");
  ASSERT_TRUE(note_backup(folder.path(), {at, "/backup/latest", records, 900, "aa"}).ok());
  ASSERT_TRUE(note_verification(folder.path(), {at, records, true, ""}).ok());
  ASSERT_EQ(post("/accounts", R"({"account":"new","administrator":false})").status, 200);
  auto since = runtime->journal().durable() - records;
  ASSERT_GT(since, 0u);
  auto state = get("/admin/backup");
  EXPECT_EQ(state.word("backup.made_at"), "2026-03-27T02:00:00Z");
  EXPECT_EQ(state.word("backup.to"), "/backup/latest");
  EXPECT_EQ(state.word("backup.records_since"), std::to_string(since));
  EXPECT_EQ(state.word("journal.bytes"), "1000");
  EXPECT_EQ(state.word("verified.intact"), "true");

  ASSERT_TRUE(note_verification(folder.path(), {at + days(1), 3, false, "record 3 is not what was written"}).ok());
  auto broken = get("/admin/backup");
  EXPECT_EQ(broken.word("verified.intact"), "false");
  EXPECT_EQ(broken.word("verified.problem"), "record 3 is not what was written");
}

TEST_F(BackupStateTest, SaysOfTheModelsFolderWhatIsTheCaseAndWhatToDo) {
  EXPECT_EQ(get("/admin/model-folder").word("state"), "none") << "served from no folder";
  auto model = folder.path() + "/model";
  for (auto const& [path, content] : files()) ASSERT_TRUE(platform::write_file(model + "/" + path, content).ok());
  ServedFolder served(*runtime, model, {.write = false, .data = folder.path()});
  auto options = api->options();
  options.folder = &served;
  api = std::make_unique<Api>(*runtime, world->world(), options);
  ASSERT_TRUE(api->open().ok());
  EXPECT_EQ(get("/admin/model-folder").word("state"), "none") << "not looked at yet";
  ASSERT_EQ(served.look().seen, ServedFolder::Seen::same);
  auto in_step = get("/admin/model-folder");
  EXPECT_EQ(in_step.word("state"), "in_step");
  EXPECT_EQ(in_step.word("folder"), model);
  EXPECT_TRUE(in_step.at("text").is_null());
  EXPECT_NE(send("GET", "/metrics").text.find("\ndrivetrain_model_folder_in_step 1\n"), std::string::npos);
  ASSERT_TRUE(platform::write_file(model + "/more.yaml", "kind: [\n").ok());
  ASSERT_EQ(served.look().seen, ServedFolder::Seen::incoherent);
  auto broken = get("/admin/model-folder");
  EXPECT_EQ(broken.word("state"), "incoherent");
  EXPECT_NE(broken.word("text").find("stays in force"), std::string::npos) << broken.text;
  EXPECT_FALSE(broken.at("help").is_null());
  EXPECT_EQ(broken.word("writes"), "false");
  EXPECT_NE(send("GET", "/metrics").text.find("\ndrivetrain_model_folder_in_step 0\n"), std::string::npos);
}

TEST_F(BackupStateTest, IsAmongTheMetricsSoThatAMissedBackupCanRaiseAnAlarm) {
  EXPECT_EQ(send("GET", "/metrics").text.find("drivetrain_backup_age_seconds"), std::string::npos) << "none was made";
  ASSERT_TRUE(platform::write_file(folder.path() + "/journal.db", std::string(1'000, 'x')).ok());
  ASSERT_TRUE(note_backup(folder.path(), {machine_clock.now() - hours(2), "/backup/latest", 7, 900, "aa"}).ok());
  auto text = send("GET", "/metrics").text;
  EXPECT_NE(text.find("\ndrivetrain_backup_age_seconds 7200\n"), std::string::npos) << text;
  EXPECT_NE(text.find("\ndrivetrain_backup_records 7\n"), std::string::npos);
  EXPECT_NE(text.find("\ndrivetrain_journal_bytes 1000\n"), std::string::npos);
  EXPECT_NE(text.find("\ndrivetrain_disk_free_bytes "), std::string::npos);
}

TEST_F(BackupStateTest, KnowsWhenTheChainWasWalkedAndByWhatNobodyOrdered) {
  EXPECT_EQ(get("/audit/verify").word("ok"), "true");
  auto walked = get("/admin/backup");
  EXPECT_EQ(walked.word("verified.intact"), "true");
  EXPECT_EQ(walked.word("verified.at"), format_instant(machine_clock.now()));
  ASSERT_TRUE(world->store.erase({{2, {}}}).ok());
  auto verdict = get("/audit/verify");
  EXPECT_EQ(verdict.word("ok"), "false") << "removed, and no order says so";
  EXPECT_EQ(verdict.word("first_altered"), "2");
  EXPECT_EQ(get("/admin/backup").word("verified.intact"), "false");
}

TEST_F(BackupStateTest, IsNotForThoseWhoOnlyWorkHere) {
  cookie.clear();
  EXPECT_EQ(get("/admin/backup").status, 401);
  sign_in("ann");
  auto refused = get("/admin/backup");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.word("code"), "DT-X942");
}

TEST_F(BackupStateTest, TheVerdictOnTheChainIsAmongTheMetrics) {
  EXPECT_EQ(send("GET", "/metrics").text.find("drivetrain_journal_verified"), std::string::npos) << "nobody has looked";
  ASSERT_TRUE(note_verification(folder.path(), {machine_clock.now() - hours(3), 12, true, ""}).ok());
  auto whole = send("GET", "/metrics").text;
  EXPECT_NE(whole.find("\ndrivetrain_journal_verified 1\n"), std::string::npos) << whole;
  EXPECT_NE(whole.find("\ndrivetrain_journal_verified_age_seconds 10800\n"), std::string::npos);
  EXPECT_NE(whole.find("\ndrivetrain_journal_verified_records 12\n"), std::string::npos);
  ASSERT_TRUE(note_verification(folder.path(), {machine_clock.now(), 3, false, "record 3 is not what was written"}).ok());
  EXPECT_NE(send("GET", "/metrics").text.find("\ndrivetrain_journal_verified 0\n"), std::string::npos);
}

TEST_F(BackupStateTest, AJournalThatHasLostItsEndIsNotCalledWhole) {
  ASSERT_EQ(get("/audit/verify").word("ok"), "true");
  auto known = known_head(folder.path());
  ASSERT_TRUE(known) << "whoever verifies remembers the end";
  ASSERT_TRUE(accept_head(folder.path(), {known->position + 5, known->hash, machine_clock.now(), "server"}).ok());
  auto verdict = get("/audit/verify");
  EXPECT_EQ(verdict.word("ok"), "false");
  EXPECT_NE(verdict.word("problem").find("5 records at its end are missing"), std::string::npos) << verdict.text;
  EXPECT_EQ(get("/admin/backup").word("verified.intact"), "false");
  EXPECT_EQ(known_head(folder.path())->position, known->position + 5) << "what is known is not forgotten by looking";
  auto state = get("/admin/backup");
  EXPECT_EQ(state.word("head.position"), std::to_string(known->position + 5));
  EXPECT_EQ(state.word("head.hash"), known->hash);
}

}  // namespace
}  // namespace drivetrain::app::api
