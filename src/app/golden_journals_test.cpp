// Golden journals: what an older Drivetrain wrote is told by this one to the same end. The files in test/journals are never changed; a
// new one is added by `./dev golden NAME` when the form of events or of the journal has changed.
#include <algorithm>
#include <filesystem>

#include "app/company_summary.h"
#include "app/journal_text.h"
#include "app/replayed_company.h"
#include "app/story_for_test.h"
#include "journal/chain.h"
#include "platform/sqlite_store.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

std::vector<std::string> golden_journals() {
  std::vector<std::string> paths;
  std::error_code error;
  for (auto const& entry : std::filesystem::directory_iterator("test/journals", error))
    if (entry.path().extension() == ".journal") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}

void tells(JournalHead const& head, journal::Store& store) {
  ReplayedCompany company(store);
  auto told = company.replay();
  ASSERT_TRUE(told.ok()) << told.error().message;
  EXPECT_EQ(company.fold().position, head.records);
  EXPECT_EQ(summary_of(company.company(), company.fold()), head.summary);
  // Its exact state only as long as this Drivetrain keeps states in the same form.
  if (to_hex(sha256(company.company().image_layout())) == head.state_layout) {
    EXPECT_EQ(company.state_hash(), head.state_hash);
  }
  auto report = journal::verify_chain(store);
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report->intact()) << report->problem;
  EXPECT_EQ(report->head_hash, head.head_hash);
}

TEST(GoldenJournals, OfOlderVersionsLeadToTheSameEnd) {
  auto paths = golden_journals();
  ASSERT_FALSE(paths.empty()) << "run the tests at the top of the tree";
  for (auto const& path : paths) {
    SCOPED_TRACE(path);
    auto text = platform::read_file(path);
    ASSERT_TRUE(text.ok());
    platform::test::TemporaryFolder folder;
    auto store = platform::SqliteStore::open(folder.path());
    ASSERT_TRUE(store.ok());
    auto head = read_journal_text(*text, **store);
    ASSERT_TRUE(head.ok()) << head.error().message;
    EXPECT_GT(head->summary.size(), 20u);
    tells(*head, **store);
  }
}

TEST(JournalText, IsTheWholeJournalAndNoticesWhatWasAltered) {
  auto stage = test::play_story();
  ASSERT_TRUE(stage);
  ASSERT_TRUE(stage->store().erase({{30, {}}}).ok());
  auto text = write_journal_text(stage->store(), "0.0.test");
  ASSERT_TRUE(text.ok()) << text.error().message;
  journal::SimStore again;
  auto head = read_journal_text(*text, again);
  ASSERT_TRUE(head.ok()) << head.error().message;
  EXPECT_EQ(head->version, "0.0.test");
  ASSERT_EQ(again.records().size(), stage->store().records().size());
  for (std::size_t i = 0; i < again.records().size(); ++i) {
    auto const &mine = again.records()[i], &theirs = stage->store().records()[i];
    ASSERT_EQ(to_hex(mine.chain), to_hex(theirs.chain)) << i + 1;
    ASSERT_EQ(mine.record.payload, theirs.record.payload);
    ASSERT_EQ(mine.salt, theirs.salt);
    ASSERT_EQ(mine.record.erased, theirs.record.erased);
  }
  EXPECT_EQ(*write_journal_text(again, "0.0.test"), *text);
  EXPECT_EQ(read_journal_text(*text, again).error().code, "DT-X951") << "never into a store that holds something";

  auto refuses = [&](std::string altered, std::string const& word) {
    journal::SimStore store;
    auto read = read_journal_text(altered, store);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.error().code, "DT-X950");
    EXPECT_NE(read.error().message.find(word), std::string::npos) << read.error().message;
  };
  auto cut = text->substr(0, text->rfind("{\"p\":"));
  refuses(cut, "first line says");
  auto altered = *text;
  auto at = altered.rfind("\"d\":\"") + 5;
  altered[at] = altered[at] == '0' ? '1' : '0';
  refuses(altered, "first line says");
  auto broken = *text;
  broken[broken.rfind("\"s\":\"") + 5] = 'z';
  refuses(broken, "\"s\" is missing or malformed");
  refuses("{}\n", "line 1");
}

}  // namespace
}  // namespace drivetrain::app
