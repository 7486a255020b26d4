// A backup is taken while people work, proves itself, and comes back as an unbroken beginning of the same story; whatever is wrong
// with it is named.
#include "app/backup.h"

#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "app/company_on_disk_for_test.h"
#include "platform/access_store.h"
#include "platform/file_copy.h"
#include "platform/files.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

namespace fs = std::filesystem;
using test::CompanyOnDisk;

std::string content_of(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void replace_in_file(std::string const& path, std::string const& what, std::string const& by) {
  auto text = content_of(path);
  auto at = text.find(what);
  ASSERT_NE(at, std::string::npos) << what;
  std::ofstream(path, std::ios::binary) << text.replace(at, what.size(), by);
}

class Backup : public testing::Test {
 protected:
  Result<BackupManifest> make(Overwrite overwrite = Overwrite::refuse, Rehearse rehearse = Rehearse::no) {
    return back_up({data, kept, overwrite, rehearse, "0.0.test", {1'774'598'400'000'000}}, {});
  }
  void company_with(int absences) {
    CompanyOnDisk company(data);
    for (int day = 0; day < absences; ++day) ASSERT_TRUE(company.away(day).accepted());
    state = company.state_hash();
  }
  void refuses_to_verify(std::string const& code, std::string const& word) {
    auto proof = verify_backup(kept, {});
    ASSERT_FALSE(proof.ok()) << "not noticed";
    EXPECT_EQ(proof.error().code, code);
    EXPECT_NE(proof.error().message.find(word), std::string::npos) << proof.error().message;
  }
  platform::test::TemporaryFolder folder;
  std::string data = folder.path() + "/data", kept = folder.path() + "/kept", elsewhere = folder.path() + "/elsewhere", state;
};

TEST_F(Backup, TakenUnderLoadIsAnUnbrokenBeginningOfTheSameStory) {
  CompanyOnDisk company(data);
  company.runtime.journal().start();
  std::atomic<bool> enough{false};
  std::vector<std::jthread> people;
  std::atomic<int> day{0};
  for (int i = 0; i < 4; ++i)
    people.emplace_back([&] {
      while (!enough) EXPECT_TRUE(company.away(day++).accepted());
    });
  std::uint64_t last = 0;
  for (int round = 0; round < 3; ++round) {
    auto made = make(Overwrite::replace);
    ASSERT_TRUE(made.ok()) << made.error().message;
    EXPECT_GT(made->position, last);
    last = made->position;
  }
  enough = true;
  people.clear();
  auto head = company.runtime.journal().durable();
  EXPECT_GT(head, last) << "nobody wrote meanwhile";

  auto proof = verify_backup(kept, {});
  ASSERT_TRUE(proof.ok()) << proof.error().message;
  EXPECT_TRUE(proof->state_compared);
  ASSERT_TRUE(restore({kept, elsewhere, Overwrite::refuse, Rehearse::no, {}}, {}).ok());
  CompanyOnDisk again(elsewhere);
  EXPECT_EQ(again.runtime.journal().durable(), last);
  EXPECT_EQ(again.state_hash(), proof->manifest.state_hash);
  std::string original;
  ASSERT_TRUE(company.store->read(last, [&](auto const& stored) { return original = to_hex(stored.chain), false; }).ok());
  EXPECT_EQ(journal::verify_chain(*again.store)->head_hash, original);
  EXPECT_TRUE(again.away(1'000'000).accepted());
  EXPECT_EQ(journal::verify_chain(*again.store)->broken_at, 0u);
}

TEST_F(Backup, SaysWhatItIs) {
  company_with(5);
  auto made = make();
  ASSERT_TRUE(made.ok()) << made.error().message;
  EXPECT_EQ(made->state_hash, state);
  EXPECT_EQ(made->model_revision.size(), 64u);
  auto read = BackupManifest::parse(content_of(kept + "/manifest.json"), "manifest.json");
  ASSERT_TRUE(read.ok()) << read.error().message;
  EXPECT_EQ(read->json(), made->json());
  EXPECT_EQ(read->position, made->position);
  EXPECT_EQ(read->files.size(), 1u);
  EXPECT_EQ(read->files[0].path, "journal.db");
}

TEST_F(Backup, TakesWhatElseTheFolderHoldsAndLeavesWhatIsOnlyForNow) {
  company_with(1);
  ASSERT_TRUE(platform::write_file(data + "/demo_time", "2026-03-27T08:00:00Z\n").ok());
  ASSERT_TRUE(platform::write_file(data + "/keys/own.txt", "kept too").ok());
  ASSERT_TRUE(platform::write_file(data + "/snapshots/7", "can be computed").ok());
  for (auto const* name : {"operator.key", "answers.db", "last-backup.json", "last-verification.json"}) ASSERT_TRUE(platform::write_file(data + "/" + name, "of this process").ok());
  ASSERT_TRUE(platform::AccessStore::open(data + "/accounts.db").ok());
  auto const secret = fs::perms::owner_read | fs::perms::owner_write;
  fs::permissions(data + "/keys/own.txt", secret);
  ASSERT_TRUE(make().ok());
  ASSERT_TRUE(restore({kept, elsewhere, Overwrite::refuse, Rehearse::no, {}}, {}).ok());
  EXPECT_EQ(content_of(elsewhere + "/keys/own.txt"), "kept too");
  for (auto const* name : {"/keys/own.txt", "/accounts.db"}) EXPECT_EQ(fs::status(elsewhere + name).permissions(), secret) << "nobody reads more after a restore: " << name;
  EXPECT_EQ(content_of(elsewhere + "/demo_time"), "2026-03-27T08:00:00Z\n");
  EXPECT_FALSE(fs::exists(elsewhere + "/snapshots"));
  for (auto const* name : {"drivetrain.lock", "operator.key", "answers.db", "last-backup.json", "last-verification.json"}) EXPECT_FALSE(fs::exists(kept + "/" + name)) << name;
  EXPECT_EQ(fs::status(kept).permissions(), fs::perms::owner_all) << "nobody else reads what people wrote";
}

TEST_F(Backup, OverwritesNothingUnlessTold) {
  company_with(1);
  ASSERT_TRUE(make().ok());
  auto again = make();
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, "DT-X951");
  EXPECT_TRUE(make(Overwrite::replace).ok());
  fs::remove(kept + "/manifest.json");
  auto foreign = make(Overwrite::replace);
  ASSERT_FALSE(foreign.ok()) << "a folder that is no backup is never replaced";
  EXPECT_TRUE(fs::exists(kept + "/journal.db"));
}

TEST_F(Backup, DoesNotLieInWhatItShouldOutlive) {
  company_with(1);
  kept = data + "/backup";
  auto refused = make();
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X951");
  kept = data + "-backup";
  EXPECT_TRUE(make().ok());
}

TEST_F(Backup, ARehearsalWritesNothing) {
  company_with(1);
  auto made = make(Overwrite::refuse, Rehearse::only);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(made->files.size(), 1u);
  EXPECT_FALSE(fs::exists(kept));
  ASSERT_TRUE(make().ok());
  ASSERT_TRUE(restore({kept, elsewhere, Overwrite::refuse, Rehearse::only, {}}, {}).ok());
  EXPECT_FALSE(fs::exists(elsewhere));
}

TEST_F(Backup, ADataFolderIsNotReplacedByTheWayAndNotUnderARunningServer) {
  company_with(1);
  ASSERT_TRUE(make().ok());
  auto refused = restore({kept, data, Overwrite::refuse, Rehearse::no, {}}, {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X951");
  {
    CompanyOnDisk running(data);
    ASSERT_TRUE(running.away(100).accepted());
    auto owned = restore({kept, data, Overwrite::replace, Rehearse::no, {}}, {});
    ASSERT_FALSE(owned.ok());
    EXPECT_EQ(owned.error().code, "DT-X922");
  }
  auto later = content_of(data + "/journal.db");
  auto restored = restore({kept, data, Overwrite::replace, Rehearse::no, {}}, {});
  ASSERT_TRUE(restored.ok()) << restored.error().message;
  EXPECT_EQ(content_of(restored->set_aside + "/journal.db"), later) << "what was there is set aside, not deleted";
  EXPECT_EQ(CompanyOnDisk(data).state_hash(), state);
}

TEST_F(Backup, DamageIsNamed) {
  company_with(3);
  auto made = make();
  ASSERT_TRUE(made.ok());
  auto journal = content_of(kept + "/journal.db"), manifest = content_of(kept + "/manifest.json");
  auto heal = [&] {
    std::ofstream(kept + "/journal.db", std::ios::binary) << journal;
    std::ofstream(kept + "/manifest.json", std::ios::binary) << manifest;
  };

  std::ofstream(kept + "/journal.db", std::ios::binary | std::ios::app) << "x";
  refuses_to_verify("DT-X950", "journal.db has");
  heal();
  replace_in_file(kept + "/journal.db", "holiday", "hOliday");
  refuses_to_verify("DT-X950", "journal.db is not what was backed up");
  auto refused = restore({kept, elsewhere, Overwrite::refuse, Rehearse::no, {}}, {});
  EXPECT_FALSE(refused.ok());
  EXPECT_FALSE(fs::exists(elsewhere + "/journal.db"));
  // Somebody who alters a record and mends the manifest is found by the chain.
  replace_in_file(kept + "/manifest.json", made->files[0].sha256, *platform::hash_file(kept + "/journal.db"));
  refuses_to_verify("DT-X950", "content of record");
  heal();
  replace_in_file(kept + "/manifest.json", made->state_hash, std::string(64, '0'));
  refuses_to_verify("DT-X950", "another state");
  heal();
  replace_in_file(kept + "/manifest.json", made->head_hash, std::string(64, '0'));
  refuses_to_verify("DT-X950", "ends at record");
  heal();
  replace_in_file(kept + "/manifest.json", "\"position\"", "\"positron\"");
  refuses_to_verify("DT-X950", "position");
  heal();
  replace_in_file(kept + "/manifest.json", "\"path\":\"journal.db\"", "\"path\":\"../escape\"");
  refuses_to_verify("DT-X950", "outside");
  heal();
  fs::remove(kept + "/journal.db");
  refuses_to_verify("DT-X950", "journal.db is missing");
  fs::remove(kept + "/manifest.json");
  refuses_to_verify("DT-X950", "no backup");
}

TEST_F(Backup, OfAStateThatIsKeptDifferentlyIsProvenButForTheState) {
  company_with(1);
  auto made = make();
  ASSERT_TRUE(made.ok());
  replace_in_file(kept + "/manifest.json", made->state_layout, std::string(64, '0'));
  replace_in_file(kept + "/manifest.json", made->state_hash, std::string(64, '1'));
  auto proof = verify_backup(kept, {});
  ASSERT_TRUE(proof.ok()) << proof.error().message;
  EXPECT_FALSE(proof->state_compared);
}

TEST_F(Backup, OfNothingAndOntoAFullDiskLeaveNothing) {
  auto nothing = make();
  ASSERT_FALSE(nothing.ok());
  EXPECT_NE(nothing.error().message.find("no journal"), std::string::npos);
  company_with(10);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit tight = before;
  tight.rlim_cur = 20'000;
  setrlimit(RLIMIT_FSIZE, &tight);
  auto full = make();
  setrlimit(RLIMIT_FSIZE, &before);
  ASSERT_FALSE(full.ok());
  EXPECT_EQ(full.error().code, "DT-X921") << full.error().message;
  EXPECT_FALSE(fs::exists(kept));
  EXPECT_FALSE(fs::exists(kept + ".writing"));
  EXPECT_TRUE(make().ok());
}

}  // namespace
}  // namespace drivetrain::app
