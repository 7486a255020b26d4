// The company's whole state as bytes: of every cut of the story, loaded and told on, it leads to where the whole journal leads.
#include <cstdlib>
#include <fstream>

#include "app/company_on_disk_for_test.h"
#include "app/replayed_company.h"
#include "app/story_for_test.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

TEST(CompanyImage, OfCutsThroughTheStoryAndTheRestToldLeadToTheSameState) {
  auto stage = test::play_story();
  ASSERT_TRUE(stage);
  auto& store = stage->store();
  auto head = *store.head();
  ASSERT_GT(head, 200u);
  ReplayedCompany whole(store), cutting(store), from_cut(store);
  ASSERT_TRUE(whole.replay().ok());
  auto lived = whole.state_hash();
  EXPECT_EQ(lived, *stage->runtime().journal().state_hash());
  std::string before;
  // `./dev sim` takes every cut; a stride that is a prime meets every kind of event in time, too.
  std::uint64_t const stride = std::getenv("DRIVETRAIN_EVERY_CUT") ? 1 : 17;
  for (std::uint64_t cut = head % stride ? head % stride : stride; cut <= head; cut += stride) {
    SCOPED_TRACE("cut after record " + std::to_string(cut));
    ASSERT_TRUE(cutting.replay(cut).ok());
    auto snapshot = cutting.snapshot();
    ASSERT_TRUE(snapshot);
    auto decoded = journal::decode_snapshot(journal::encode_snapshot(*snapshot));
    ASSERT_TRUE(decoded.ok());
    auto begun = from_cut.begin_with(*decoded);
    ASSERT_TRUE(begun.ok()) << begun.error().message;
    ASSERT_EQ(from_cut.state_hash(), cutting.state_hash()) << "what was saved is not what was loaded";
    ASSERT_EQ(from_cut.company().model_revision(), cutting.company().model_revision());
    ASSERT_TRUE(from_cut.replay().ok());
    ASSERT_EQ(from_cut.state_hash(), lived);
    before = cutting.state_hash();
  }
  EXPECT_EQ(before, lived);
}

TEST(CompanyImage, IsReadByACompanyThatHasCompiledNothingYet) {
  auto stage = test::play_story();
  ASSERT_TRUE(stage);
  ReplayedCompany whole(stage->store()), cold(stage->store());
  ASSERT_TRUE(whole.replay().ok());
  ASSERT_TRUE(cold.begin_with(*whole.snapshot()).ok());
  EXPECT_EQ(cold.state_hash(), whole.state_hash());
  EXPECT_EQ(cold.company().model_revision(), whole.company().model_revision());
  for (auto const& version : whole.company().adaptation.versions) EXPECT_NE(cold.company().library().find(version.revision), nullptr);
  EXPECT_EQ(processes::canonical_text(cold.company().processes), processes::canonical_text(whole.company().processes));
}

TEST(CompanyImage, AServerStartsFromItsLastSnapshotAndGoesOn) {
  platform::test::TemporaryFolder folder;
  journal::Options options;
  options.build = "this build";
  std::string lived;
  std::uint64_t head = 0;
  {
    test::CompanyOnDisk company(folder.path(), options);
    company.runtime.journal().start();
    for (int day = 0; day < 20; ++day) ASSERT_TRUE(company.away(day).accepted());
    lived = company.state_hash();
    head = company.runtime.journal().durable();
    company.runtime.journal().stop();
  }
  {
    test::CompanyOnDisk again(folder.path(), options);
    EXPECT_EQ(again.runtime.journal().told_from(), head);
    EXPECT_EQ(again.state_hash(), lived);
    EXPECT_TRUE(again.runtime.deployed());
    EXPECT_TRUE(again.away(30).accepted());
    lived = again.state_hash();
  }
  std::fstream(folder.path() + "/snapshots/" + std::to_string(head), std::ios::in | std::ios::out | std::ios::binary).seekp(200).put('#');
  test::CompanyOnDisk third(folder.path(), options);
  EXPECT_EQ(third.runtime.journal().told_from(), 0u);
  ASSERT_EQ(third.runtime.journal().notes().size(), 1u);
  EXPECT_NE(third.runtime.journal().notes()[0].find("damaged"), std::string::npos);
  EXPECT_EQ(third.state_hash(), lived);
}

}  // namespace
}  // namespace drivetrain::app
