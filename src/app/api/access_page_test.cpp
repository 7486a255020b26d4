// Every operation as every caller: what the server really answers is what the page of access rights says.
#include "app/api/access_page.h"

#include <filesystem>

#include "app/api/client_for_test.h"
#include "base/text.h"
#include "platform/files.h"

namespace drivetrain::app::api {
namespace {

class AccessMatrixTest : public test::ApiTest {
 protected:
  AccessMatrixTest() { demo = machine_stands_still = false; }

  /// Cookie or token with which a caller of the matrix comes.
  struct Proof {
    std::string cookie, bearer;
  };

  void let_in(std::string const& account, std::string const& person, bool administrator) {
    bearer = "the operator's key";
    auto invited = post("/accounts", R"({"account":")" + account + R"(","person":")" + person + R"(","administrator":)" + (administrator ? "true" : "false") + "}");
    ASSERT_EQ(invited.status, 200) << invited.text;
    bearer.clear();
    auto link = invited.word("link");
    ASSERT_EQ(post("/links/redeem", R"({"secret":")" + link.substr(link.find('#') + 1) + R"(","password":"four words in a row"})").status, 200);
    pass(minutes(5));  // attempts from one address are counted
  }
  std::string session_of(std::string const& account) {
    auto opened = api->access().sign_in(account, "four words in a row", "127.0.0.1");
    EXPECT_TRUE(opened.ok());
    return std::string(Api::session_cookie) + "=" + opened->secret;
  }
  std::string token_of(std::string const& account, std::string const& scope) {
    bearer = "the operator's key";
    auto made = post("/tokens", R"({"title":"t","scope":")" + scope + R"(","account":")" + account + R"(","expires":"2026-12-01T00:00:00Z"})");
    EXPECT_EQ(made.status, 200) << made.text;
    bearer.clear();
    return made.word("token");
  }
  void SetUp() override {
    ApiTest::SetUp();
    let_in("lone", "", false);
    let_in("ann", "ann", false);
    let_in("root", "", true);
    let_in("second-root", "", true);  // so that nothing below asks for the last one
    let_in("gone", "bob", false);
    gone = session_of("gone");
    bearer = "the operator's key";
    ASSERT_EQ(post("/accounts/gone/deactivate", "{}").status, 200);
    bearer.clear();
    read_token = token_of("ann", "read");
    write_token = token_of("ann", "write");
    admin_token = token_of("root", "admin");
    work_token = token_of("lone", "work");
    deploy_token = token_of("lone", "deploy");
  }
  Proof proof_of(std::string_view caller) {
    if (caller == "deactivated") return {gone, ""};
    if (caller == "signed in") return {session_of("lone"), ""};
    if (caller == "person") return {session_of("ann"), ""};
    if (caller == "administrator") return {session_of("root"), ""};
    if (caller == "token: read") return {"", read_token};
    if (caller == "token: write") return {"", write_token};
    if (caller == "token: admin") return {"", admin_token};
    if (caller == "token: work") return {"", work_token};
    if (caller == "token: deploy") return {"", deploy_token};
    return {};
  }
  /// With values that name nothing and an empty body: whoever is let through is told so by something else than 401 or DT-X942.
  std::string answer_to(Operation const& operation) {
    std::string path;
    for (auto part : split(std::string_view(operation.path).substr(1), '/')) path += "/" + (part.starts_with('{') ? std::string("nothing-of-that-name") : std::string(part));
    if (operation.id == "search") path += "?q=x";
    if (operation.id == "who_decides") path += "?facts=%7B%7D";
    auto answer = send(operation.method, path, operation.method == "GET" ? "" : "{}");
    if (answer.events) answer.events->close();
    if (answer.status == 401) return "401";
    return answer.status == 403 && answer.word("code") == "DT-X942" ? "403" : "yes";
  }
  std::string gone, read_token, write_token, admin_token, work_token, deploy_token;
};

TEST_F(AccessMatrixTest, EveryOperationAnswersEveryCallerAsThePageSays) {
  std::size_t cells = 0;
  for (auto const& operation : Contract::current().operations())
    for (auto const& caller : callers()) {
      auto proof = proof_of(caller.title);
      cookie = proof.cookie;
      bearer = proof.bearer;
      EXPECT_EQ(answer_to(operation), cell_of(access::judge(caller.who, operation.demand, access::OpenReads::no))) << operation.id << " as " << caller.title;
      pass(seconds(5));
      ++cells;
    }
  EXPECT_GT(cells, 8 * 85u);
}

TEST_F(AccessMatrixTest, OnlyWhatHasToBeIsOpenToNobody) {
  std::vector<std::string> open;
  for (auto const& operation : Contract::current().operations())
    if (operation.demand.needs == access::Needs::nothing) open.push_back(operation.id);
  EXPECT_EQ(join(open, " "), "get_session sign_in sign_out look_at_link redeem_link get_openapi livez readyz version");
}

TEST(AccessPage, IsTheOneInTheDocuments) {
  // The tests run from the build folder or from the top of the tree.
  for (auto const* top : {".", "..", "../.."}) {
    auto path = std::string(top) + "/docs/reference/access.md";
    if (!std::filesystem::exists(std::string(top) + "/ARCHITECTURE.md")) continue;
    auto file = platform::read_file(path);
    ASSERT_TRUE(file.ok()) << file.error().message;
    EXPECT_EQ(*file, access_page(Contract::current())) << "./dev docs writes it anew";
    return;
  }
  GTEST_SKIP() << "the tests do not run within the tree";
}

TEST(AccessPage, SaysWhatTheModelDecidesForEveryWriteOfAPerson) {
  for (auto const& operation : Contract::current().operations())
    EXPECT_TRUE(operation.demand.needs != access::Needs::person || !operation.model_right.empty()) << operation.id;
}

}  // namespace
}  // namespace drivetrain::app::api
