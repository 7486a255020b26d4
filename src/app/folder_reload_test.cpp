// A folder that is edited while it is served.
#include "app/folder_reload.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>

#include "app/small_company_for_test.h"
#include "journal/sim_world.h"
#include "platform/files.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

using Seen = FolderReload::Seen;

class FolderReloadTest : public testing::Test {
 protected:
  void SetUp() override {
    for (auto const& [path, content] : test::small_company()) write(path, content);
    ASSERT_TRUE(runtime.open().ok());
    auto deployed = runtime.deploy_first(model::compile(test::small_company(), {runtime.company().today(runtime.now())}));
    ASSERT_TRUE(deployed.ok() && deployed->accepted());
    ASSERT_EQ(reload.look().seen, Seen::same);
  }
  void write(std::string const& path, std::string const& content) { ASSERT_TRUE(platform::write_file(folder.path() + "/" + path, content).ok()); }
  /// Weights of the two objectives; the model is coherent when they sum to 100.
  void write_weights(std::string const& running, std::string const& margin) {
    auto text = test::small_company()["strategy.yaml"];
    text.replace(text.find("weight: 60"), 10, "weight: " + running);
    text.replace(text.find("weight: 40"), 10, "weight: " + margin);
    write("strategy.yaml", text);
  }
  std::string in_force() { return runtime.company().model().revision; }

  platform::test::TemporaryFolder folder;
  journal::SimWorld world;
  Runtime runtime{world.world()};
  FolderReload reload{runtime, folder.path()};
};

TEST_F(FolderReloadTest, ACoherentFolderComesIntoForce) {
  auto first = in_force();
  write_weights("70", "30");
  auto seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::deployed) << seen.text;
  EXPECT_NE(seen.text.find("60 → 70"), std::string::npos) << seen.text;
  EXPECT_NE(in_force(), first);
  EXPECT_EQ(runtime.company().adaptation.versions.size(), 2u);
  EXPECT_EQ(reload.look().seen, Seen::same);
  write_weights("50", "50");
  EXPECT_EQ(reload.look().seen, Seen::deployed);
}

TEST_F(FolderReloadTest, AnIncoherentFolderIsRefusedAndWhatRunsStays) {
  auto first = in_force();
  write_weights("70", "40");
  auto seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::incoherent);
  ASSERT_FALSE(seen.compilation.coherent());
  EXPECT_EQ(seen.compilation.diagnostics.all().front().code, "DT-S101");
  EXPECT_EQ(in_force(), first);
  write_weights("70", "30");
  EXPECT_EQ(reload.look().seen, Seen::deployed) << "mended, it comes into force";
}

TEST_F(FolderReloadTest, AnOlderCopyDoesNotUndoWhatWasApproved) {
  auto approved = test::small_company();
  auto& text = approved["strategy.yaml"];
  text.replace(text.find("weight: 60"), 10, "weight: 80");
  text.replace(text.find("weight: 40"), 10, "weight: 20");
  auto outcome = runtime.deploy_folder(model::compile(approved, {runtime.company().today(runtime.now())}), in_force(), {});
  ASSERT_TRUE(outcome.accepted());
  auto now = in_force();
  write_weights("70", "30");
  auto seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::apart) << seen.text;
  EXPECT_EQ(in_force(), now);
  write("strategy.yaml", text);
  EXPECT_EQ(reload.look().seen, Seen::same) << "brought up to the version in force";
  write_weights("70", "30");
  EXPECT_EQ(reload.look().seen, Seen::deployed);
}

TEST_F(FolderReloadTest, AVersionIsPutIntoForceOnlyOverTheOneThatItWasMadeFrom) {
  auto other = test::small_company();
  auto& text = other["strategy.yaml"];
  text.replace(text.find("weight: 60"), 10, "weight: 80");
  text.replace(text.find("weight: 40"), 10, "weight: 20");
  auto outcome = runtime.deploy_folder(model::compile(other, {runtime.company().today(runtime.now())}), "another", {});
  ASSERT_FALSE(outcome.accepted());
  EXPECT_EQ(outcome.refusal->code, "DT-X907");
}

TEST_F(FolderReloadTest, AMissingFolderIsSaidAndWhatRunsStays) {
  FolderReload gone(runtime, folder.path() + "/nothing");
  EXPECT_EQ(gone.look().seen, Seen::refused);
}

TEST_F(FolderReloadTest, WatchesAndSaysEachChangeOnce) {
  runtime.journal().start();
  std::atomic<int> deployed = 0, other = 0;
  reload.start({20'000}, [&](FolderReload::Look const& seen) { ++(seen.seen == Seen::deployed ? deployed : other); });
  write_weights("70", "30");
  for (int i = 0; i < 500 && deployed == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  reload.stop();
  EXPECT_EQ(deployed, 1);
  EXPECT_EQ(other, 0);
  runtime.journal().stop();
}

}  // namespace
}  // namespace drivetrain::app
