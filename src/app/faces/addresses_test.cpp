// The lists of what addresses take name no address that nobody answers.
#include "app/deployed/deployer_for_test.h"
#include "app/engine_rest/call.h"
#include "app/zeebe_rest/call.h"
#include "base/text.h"

namespace drivetrain::app::faces {
namespace {

class AddressesOfFaces : public test::DeployerTest {
 protected:
  void SetUp() override {
    DeployerTest::SetUp();
    sign_in("max");
  }
  void ask_all(std::string const& root, std::span<Address const> addresses, std::string const& says_unknown) {
    for (auto const& one : addresses) {
      std::string path;
      for (auto part : split(one.path, '/')) path += "/" + std::string(part == "*" ? "7" : part);
      auto first = split(one.path, '/')[0];
      auto token = first == "deployment" || first == "deployments" || first == "resources" ? one.method == "GET" ? "" : token_for("deploy") : std::string();
      auto reply = call(std::string(one.method), root + path, "", token);
      EXPECT_EQ(reply.text.find(says_unknown), std::string::npos) << one.method << " " << path << ": " << reply.text;
      auto unknown = call(std::string(one.method), root + path + "/no/such/place", "", token);
      EXPECT_NE(unknown.text.find(says_unknown), std::string::npos) << unknown.text;
    }
  }
};

TEST_F(AddressesOfFaces, AreAllAnswered) {
  ask_all("/engine-rest", engine_rest::addresses(), "Drivetrain's own API is at");
  ask_all("/v2", zeebe_rest::addresses(), "there is nothing at");
}

}  // namespace
}  // namespace drivetrain::app::faces
