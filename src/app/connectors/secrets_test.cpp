// Where secrets come from, and that nothing tells them.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstdlib>

#include "app/connectors/secrets.h"
#include "platform/files.h"
#include "platform/private_file.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app::test {
namespace {

std::string told(Result<std::string> const& found) { return found ? *found : found.error().message; }

class SecretsTest : public ::testing::Test {
 protected:
  Secrets with(std::string const& text) {
    EXPECT_TRUE(platform::write_private_file(path_, text).ok());
    return Secrets(path_);
  }
  platform::test::TemporaryFolder folder_;
  std::string path_ = folder_.path() + "/secrets.yaml";
};

TEST_F(SecretsTest, StandInAFileOfTheOperators) {
  auto secrets = with("ERP: hunter22\nCARRIER: {value: \"word with blanks\", hosts: \"api.carrier.example, 10.1.0.5:8080\"}\n");
  EXPECT_TRUE(secrets.check().ok());
  EXPECT_EQ(told(secrets.find("ERP", "erp.example", 443)), "hunter22");
  EXPECT_EQ(told(secrets.find("CARRIER", "api.carrier.example", 443)), "word with blanks");
  EXPECT_EQ(told(secrets.find("CARRIER", "10.1.0.5", 8080)), "word with blanks");
  EXPECT_EQ(told(secrets.find("CARRIER", "erp.example", 443)), "the secret CARRIER does not go to erp.example:443");
  EXPECT_EQ(told(secrets.find("NONE", "erp.example", 443)), "the server has no secret NONE");
  (void)with("ERP: another-one\n");
  EXPECT_EQ(told(secrets.find("ERP", "erp.example", 443)), "another-one") << "a new one counts at once";
}

TEST_F(SecretsTest, OrInTheEnvironment) {
  auto secrets = with("ERP: hunter22\n");
  ::setenv("DRIVETRAIN_SECRET_ERP", "from-outside", 1);
  EXPECT_EQ(told(secrets.find("ERP", "erp.example", 443)), "from-outside");
  ::setenv("DRIVETRAIN_SECRET_ERP", "two\nlines", 1);
  EXPECT_EQ(told(secrets.find("ERP", "erp.example", 443)).find("two"), std::string::npos);
  ::unsetenv("DRIVETRAIN_SECRET_ERP");
  EXPECT_EQ(told(Secrets().find("ERP", "erp.example", 443)), "the server has no secret ERP");
}

TEST_F(SecretsTest, AreNotTakenFromAFileThatIsOpenOrWrongAndNothingOfItIsTold) {
  for (auto const* text : {"ERP: short", "ERP: [hunter22]", "- hunter22", "ERP: {value: hunter22, host: erp.example}", "ERP: {value: hunter22, hosts: \"http://hunter22\"}", "ERP: {hosts: erp.example}", "ERP: \"hunter22", "ERP: hunter22: x", "hunter22"}) {
    auto checked = with(text).check();
    ASSERT_FALSE(checked.ok()) << text;
    EXPECT_EQ(checked.error().message.find("hunter22"), std::string::npos) << checked.error().message;
    EXPECT_EQ(checked.error().message.find("short"), std::string::npos) << checked.error().message;
    EXPECT_EQ(checked.error().help.find("hunter22"), std::string::npos) << checked.error().help;
    EXPECT_FALSE(with(text).find("ERP", "erp.example", 443).ok());
  }
  auto open = with("ERP: hunter22\n");
  ::chmod(path_.c_str(), 0644);
  EXPECT_NE(open.check().error().message.find("open to everybody"), std::string::npos);
  EXPECT_FALSE(open.find("ERP", "erp.example", 443).ok());
  EXPECT_FALSE(Secrets(path_ + ".none").check().ok());
}

}  // namespace
}  // namespace drivetrain::app::test
