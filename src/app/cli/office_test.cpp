// The command line asks a data folder, whether a server runs on it or not.
#include "app/cli/office.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "app/access/operator_key.h"
#include "app/serve.h"
#include "app/small_company_for_test.h"
#include "platform/files.h"
#include "platform/http.h"
#include "platform/sqlite_store.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app::cli {
namespace {

class OfficeTest : public testing::Test {
 protected:
  void SetUp() override {
    options.model = folder.path() + "/model";
    options.data = folder.path() + "/data";
    options.port = 0;
    for (auto const& [path, content] : app::test::small_company()) ASSERT_TRUE(platform::write_file(options.model + "/" + path, content).ok());
  }
  std::size_t accounts() {
    auto office = Office::open(options.data);
    EXPECT_TRUE(office.ok()) << office.error().message;
    auto listed = (*office)->get("/accounts");
    EXPECT_TRUE(listed.ok()) << listed.error().message;
    return listed->at("items").list().size();
  }
  platform::test::TemporaryFolder folder;
  ServeOptions options;
};

TEST_F(OfficeTest, AsksTheRunningServerAndThenTheFolder) {
  {
    auto served = Served::start(options);
    ASSERT_TRUE(served.ok()) << served.error().message;
    struct stat file{};
    ASSERT_EQ(::stat((options.data + "/operator.key").c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777, 0600u);
    auto office = Office::open(options.data);
    ASSERT_TRUE(office.ok()) << office.error().message;
    EXPECT_EQ((*office)->url(), (*served)->url());
    auto invited = (*office)->post("/accounts", R"({"account":"ann@mill.example","person":"ann","administrator":true})");
    ASSERT_TRUE(invited.ok()) << invited.error().message;
    auto again = (*office)->post("/accounts/" + platform::percent_encoded("ann@mill.example") + "/reset", "{}");
    EXPECT_TRUE(again.ok());
    auto refused = (*office)->post("/accounts", R"({"account":"ann@mill.example"})");
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, "DT-X903");
    EXPECT_EQ(accounts(), 1u);
  }
  EXPECT_FALSE(*access::read_operator_key(options.data)) << "gone with the server";
  EXPECT_EQ(accounts(), 1u);
  EXPECT_TRUE((*Office::open(options.data))->url().empty());
}

TEST_F(OfficeTest, AKeyThatACrashLeftBehindIsNoObstacle) {
  { ASSERT_TRUE(Served::start(options).ok()); }
  ASSERT_TRUE(access::write_operator_key(options.data, {"http://127.0.0.1:9", "old"}).ok());
  EXPECT_EQ(accounts(), 0u);
}

TEST_F(OfficeTest, SaysWhoHasTheFolder) {
  { ASSERT_TRUE(Served::start(options).ok()); }
  auto owner = platform::SqliteStore::open(options.data);
  ASSERT_TRUE((*owner)->acquire().ok());
  auto office = Office::open(options.data);
  ASSERT_FALSE(office.ok());
  EXPECT_EQ(office.error().code, "DT-X922");
}

TEST_F(OfficeTest, SaysThatThereIsNoJournal) {
  auto office = Office::open(folder.path() + "/nothing");
  ASSERT_FALSE(office.ok());
  EXPECT_EQ(office.error().code, "DT-X920");
}

TEST_F(OfficeTest, AServerThatNobodyAdministersGivesOneLink) {
  {
    auto served = Served::start(options);
    ASSERT_TRUE(served.ok());
    EXPECT_TRUE((*served)->first_administrator_link().starts_with((*served)->url() + "/join#")) << (*served)->first_administrator_link();
  }
  options.public_url = "https://operations.example";
  auto again = Served::start(options);
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE((*again)->first_administrator_link().starts_with("https://operations.example/join#"));
}

TEST(PercentEncoded, EscapesWhatAPathCannotHold) { EXPECT_EQ(platform::percent_encoded("ann+b@mill/x y"), "ann%2Bb%40mill%2Fx%20y"); }

}  // namespace
}  // namespace drivetrain::app::cli
