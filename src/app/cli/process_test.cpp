// drivetrain process why, as somebody types it.
#include <gmock/gmock.h>

#include "app/binary_for_test.h"
#include "app/company_on_disk_for_test.h"
#include "platform/temporary_folder_for_test.h"
#include "processes/commands.h"

namespace drivetrain::app::cli {
namespace {

using ::testing::HasSubstr;

TEST(ProcessWhy, TellsWhatEachTokenWaitsForAndWhoCanMoveIt) {
  if (app::test::drivetrain_binary().empty()) GTEST_SKIP() << "the program was not built beside its tests";
  platform::test::TemporaryFolder folder;
  auto data = folder.path() + "/data";
  std::string id;
  {
    app::test::CompanyOnDisk company(data);
    auto started = company.runtime.ask(journal::Actor::person("max"), processes::StartCase{"polish", "P-1", "", "", "", feel::Value(feel::Context())});
    ASSERT_TRUE(started.accepted()) << started.refusal->message;
    id = started.reply;
  }
  auto told = app::test::run_drivetrain({"process", "why", id, "--data", data});
  EXPECT_EQ(told.exit_code, 0) << told.err;
  EXPECT_THAT(told.out, HasSubstr(id + " of polish waits at 1 place"));
  EXPECT_THAT(told.out, HasSubstr("the role fitter"));
  EXPECT_EQ(app::test::run_drivetrain({"process", "why", "case-99", "--data", data}).exit_code, 3);
}

}  // namespace
}  // namespace drivetrain::app::cli
