// A folder that is served: edited by hand, and changed in the company.
#include "app/served_folder.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>

#include "app/edits.h"
#include "app/small_company_for_test.h"
#include "decisions/commands.h"
#include "journal/sim_world.h"
#include "platform/files.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

namespace fs = std::filesystem;
using Seen = ServedFolder::Seen;

class ServedFolderTest : public testing::Test {
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
  model::Files on_disk() { return platform::read_tree(folder.path(), model::belongs_to_model).take(); }
  std::string text(std::string const& path) { return platform::read_file(folder.path() + "/" + path).take(); }
  /// New weights and whatever else, proposed by Lea and approved by Max.
  void approve(int running, int margin, std::vector<adaptation::FileEdit> more = {}) {
    ModelEdits edits;
    edits.files = std::move(more);
    edits.weights = {{"keep-running", running}, {"margin", margin}};
    auto files = to_file_edits(runtime.company(), edits);
    ASSERT_TRUE(files.ok()) << files.error().message;
    auto proposed = runtime.propose(journal::Actor::person("lea"), {"Other weights", "the numbers say so", "", false, ""}, files.take());
    ASSERT_TRUE(proposed.accepted()) << proposed.refusal->message;
    auto before = in_force();
    for (auto const& [id, live] : std::map(runtime.company().decisions.live))
      if (live.subject == proposed.reply) {
        ASSERT_TRUE(runtime.ask(journal::Actor::person(live.person), decisions::TakeDecision{id, "approve", "because"}).accepted());
      }
    ASSERT_NE(in_force(), before);
  }

  platform::test::TemporaryFolder folder;
  journal::SimWorld world;
  Runtime runtime{world.world()};
  ServedFolder reload{runtime, folder.path()};
};

TEST_F(ServedFolderTest, ACoherentFolderComesIntoForce) {
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

TEST_F(ServedFolderTest, AnIncoherentFolderIsRefusedAndWhatRunsStays) {
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

TEST_F(ServedFolderTest, AnOlderCopyDoesNotUndoWhatWasApproved) {
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

TEST_F(ServedFolderTest, AVersionIsPutIntoForceOnlyOverTheOneThatItWasMadeFrom) {
  auto other = test::small_company();
  auto& text = other["strategy.yaml"];
  text.replace(text.find("weight: 60"), 10, "weight: 80");
  text.replace(text.find("weight: 40"), 10, "weight: 20");
  auto outcome = runtime.deploy_folder(model::compile(other, {runtime.company().today(runtime.now())}), "another", {});
  ASSERT_FALSE(outcome.accepted());
  EXPECT_EQ(outcome.refusal->code, "DT-X907");
}

TEST_F(ServedFolderTest, AMissingFolderIsSaidAndWhatRunsStays) {
  ServedFolder gone(runtime, folder.path() + "/nothing");
  EXPECT_EQ(gone.look().seen, Seen::refused);
}

TEST_F(ServedFolderTest, AnApprovedChangeIsWrittenIntoTheFilesAndTheyAreEditedOn) {
  auto rhythms = fs::last_write_time(folder.path() + "/rhythms.yaml");
  approve(55, 45);
  auto seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::written) << seen.text;
  EXPECT_NE(seen.text.find("wrote version " + in_force().substr(0, 8) + ", which is in force, into " + folder.path() + " (1 file: strategy.yaml)"), std::string::npos) << seen.text;
  EXPECT_EQ(on_disk(), runtime.company().model().files);
  EXPECT_NE(text("strategy.yaml").find("weight: 55          # until the next review"), std::string::npos) << "comments stay";
  EXPECT_EQ(fs::last_write_time(folder.path() + "/rhythms.yaml"), rhythms) << "what did not change is not touched";
  EXPECT_EQ(reload.look().seen, Seen::same);
  EXPECT_TRUE(reload.state().in_step);
  write_weights("70", "30");
  EXPECT_EQ(reload.look().seen, Seen::deployed);
  EXPECT_EQ(in_force(), model::revision_of(on_disk()));
  // Taken back by hand it is an edit like any other (git revert), and no older copy that would be written over.
  for (auto const& [path, content] : test::small_company()) write(path, content);
  EXPECT_EQ(reload.look().seen, Seen::deployed);
  EXPECT_EQ(in_force(), model::revision_of(test::small_company()));
}

TEST_F(ServedFolderTest, GoingBackIsWrittenToo) {
  auto first = in_force();
  approve(55, 45);
  approve(52, 48);
  EXPECT_EQ(reload.look().seen, Seen::written) << "two versions at once";
  ASSERT_TRUE(runtime.roll_back("max", first, "it hurts").accepted());
  EXPECT_EQ(reload.look().seen, Seen::written);
  EXPECT_EQ(on_disk(), test::small_company());
  write_weights("70", "30");
  EXPECT_EQ(reload.look().seen, Seen::deployed);
}

TEST_F(ServedFolderTest, FilesThatAChangeAddsAndRemovesComeAndGo) {
  auto kpis = test::small_company()["measures.yaml"];
  approve(55, 45, {{"kpis/promises.yaml", kpis, false}, {"measures.yaml", "", true}});
  auto seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::written) << seen.text;
  EXPECT_NE(seen.text.find("measures.yaml removed"), std::string::npos) << seen.text;
  EXPECT_EQ(on_disk(), runtime.company().model().files);
  EXPECT_EQ(text("kpis/promises.yaml"), kpis);
  EXPECT_FALSE(fs::exists(folder.path() + "/measures.yaml"));
}

TEST_F(ServedFolderTest, WhatSomebodyEditedMeanwhileIsNotOverwritten) {
  write("rhythms.yaml", test::small_company()["rhythms.yaml"] + "# mine\n");
  approve(55, 45);
  auto edited = on_disk();
  auto seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::apart) << seen.text;
  EXPECT_NE(seen.text.find("was not made from version " + in_force().substr(0, 8)), std::string::npos) << seen.text;
  EXPECT_NE(seen.help.find("drivetrain export --model " + folder.path() + " --data DATA --force"), std::string::npos) << seen.help;
  EXPECT_EQ(on_disk(), edited);
  EXPECT_FALSE(reload.state().in_step);
  EXPECT_EQ(reload.state().help, seen.help);
  write("rhythms.yaml", test::small_company()["rhythms.yaml"]);
  EXPECT_EQ(reload.look().seen, Seen::written) << "laid aside";
  write("rhythms.yaml", test::small_company()["rhythms.yaml"] + "# mine\n");
  write_weights("70", "30");
  EXPECT_EQ(reload.look().seen, Seen::deployed) << "and made again";
}

TEST_F(ServedFolderTest, AFolderThatCannotBeWrittenStaysAsItIsUntilItCan) {
  std::ofstream(folder.path() + "/kpis") << "no folder";
  auto before = on_disk();
  approve(55, 45, {{"kpis/promises.yaml", test::small_company()["measures.yaml"], false}, {"measures.yaml", "", true}});
  auto seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::unwritten) << seen.text;
  EXPECT_NE(seen.text.find("kpis/promises.yaml cannot be written"), std::string::npos) << seen.text;
  EXPECT_NE(seen.help.find("model_read_only"), std::string::npos) << seen.help;
  EXPECT_EQ(on_disk(), before);
  EXPECT_FALSE(reload.state().in_step);
  fs::remove(folder.path() + "/kpis");
  EXPECT_EQ(reload.look().seen, Seen::written);
  EXPECT_EQ(on_disk(), runtime.company().model().files);
}

TEST_F(ServedFolderTest, WhatAPowerCutLeftHalfWrittenIsWrittenToItsEnd) {
  approve(55, 45, {{"kpis/promises.yaml", test::small_company()["measures.yaml"], false}, {"measures.yaml", "", true}});
  write("kpis/promises.yaml", test::small_company()["measures.yaml"]);
  ServedFolder restarted(runtime, folder.path());
  EXPECT_EQ(restarted.look().seen, Seen::written);
  EXPECT_EQ(on_disk(), runtime.company().model().files);
}

TEST_F(ServedFolderTest, AfterARestartItIsTakenUpWhereItWas) {
  approve(55, 45);
  {
    ServedFolder restarted(runtime, folder.path());
    EXPECT_EQ(restarted.look().seen, Seen::written) << "the end came before it was written";
  }
  ServedFolder restarted(runtime, folder.path());
  EXPECT_EQ(restarted.look().seen, Seen::same);
  write_weights("70", "30");
  EXPECT_EQ(restarted.look().seen, Seen::deployed);
  write_weights("60", "40");
  ServedFolder again(runtime, folder.path(), {.data = "/var/lib/drivetrain"});
  auto older = again.look();
  EXPECT_EQ(older.seen, Seen::written) << "after a restart an older copy never undoes what came into force since";
  EXPECT_EQ(on_disk(), runtime.company().model().files);
}

TEST_F(ServedFolderTest, NothingIsWrittenWhereThatIsForbidden) {
  ServedFolder untouched(runtime, folder.path(), {.write = false});
  ASSERT_EQ(untouched.look().seen, Seen::same);
  approve(55, 45);
  auto seen = untouched.look();
  EXPECT_EQ(seen.seen, Seen::behind) << seen.text;
  EXPECT_NE(seen.text.find("model_read_only"), std::string::npos) << seen.text;
  EXPECT_EQ(on_disk(), test::small_company());
  for (auto const& [path, content] : runtime.company().model().files) write(path, content);
  EXPECT_EQ(untouched.look().seen, Seen::same);
  write_weights("70", "30");
  EXPECT_EQ(untouched.look().seen, Seen::deployed);
}

TEST_F(ServedFolderTest, EditsDoNotComeIntoForceWhereThatIsForbiddenButChangesAreWritten) {
  ServedFolder written(runtime, folder.path(), {.deploy = false});
  ASSERT_EQ(written.look().seen, Seen::same);
  auto first = in_force();
  write_weights("70", "30");
  EXPECT_EQ(written.look().seen, Seen::edited);
  EXPECT_EQ(in_force(), first);
  write_weights("60", "40");
  approve(55, 45);
  EXPECT_EQ(written.look().seen, Seen::written);
}

TEST_F(ServedFolderTest, SeesAnApprovedChangeByItself) {
  approve(55, 45);
  runtime.journal().start();
  std::atomic<int> written = 0, other = 0;
  reload.start({20'000}, [&](ServedFolder::Look const& seen) { ++(seen.seen == Seen::written ? written : other); });
  for (int i = 0; i < 500 && written == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  reload.stop();
  EXPECT_EQ(written, 1);
  EXPECT_EQ(other, 0);
  EXPECT_EQ(on_disk(), runtime.company().model().files);
  runtime.journal().stop();
}

/// A drill that is held once a year, and was held on 2026-03-01.
class FolderOfAYear : public ServedFolderTest {
 protected:
  static std::string plan(std::string const& last) {
    return "apiVersion: drivetrain/v1\nkind: Contingency\nmetadata: {id: no-power, title: No power, owner: manager}\nspec:\n  trigger: {kpi: promises-kept, when: value < 50}\n"
           "  decision: expedite\n  steps: [Go home.]\n  drill: {every: P365D, last: " + last + "}\n";
  }
  void SetUp() override {
    ServedFolderTest::SetUp();
    write("risks/plans.yaml", plan("2026-03-01"));
    ASSERT_EQ(reload.look().seen, Seen::deployed);
    world.clock.advance(days(380));
  }
};

TEST_F(FolderOfAYear, IsEditedOnThoughADayHasPassed) {
  write_weights("70", "30");
  auto seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::deployed) << seen.text;
  ASSERT_EQ(seen.carried.size(), 1u);
  EXPECT_NE(seen.carried.front().find("DT-G704"), std::string::npos) << seen.carried.front();
  EXPECT_NE(seen.text.find("already so in the version before (1 error): risks/plans.yaml:3: contingency no-power has no drill in"), std::string::npos) << seen.text;
  write_weights("70", "40");
  seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::incoherent);
  EXPECT_NE(seen.text.find("1 error that version"), std::string::npos) << seen.text;
  write_weights("70", "30");
  write("risks/plans.yaml", plan("2027-03-01"));
  seen = reload.look();
  EXPECT_EQ(seen.seen, Seen::deployed) << seen.text;
  EXPECT_TRUE(seen.carried.empty());
}

TEST_F(ServedFolderTest, WatchesAndSaysEachChangeOnce) {
  runtime.journal().start();
  std::atomic<int> deployed = 0, other = 0;
  reload.start({20'000}, [&](ServedFolder::Look const& seen) { ++(seen.seen == Seen::deployed ? deployed : other); });
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
