// Uploading tables: the guess, the guess corrected, the model with its report, and files that are no tables.
#include "app/api/client_for_test.h"
#include "base/base64.h"

namespace drivetrain::app::api {
namespace {

class OwnDataApiTest : public test::ApiTest {
 protected:
  static std::string upload(std::string const& csv, std::string const& more = {}) {
    return R"({"files":[{"name":"sheet.csv","content":")" + to_base64(csv) + "\"}]" + more + "}";
  }
};

constexpr char rights[] = "Decision,Limit,Who decides\nPurchase,up to 5000,Planner\nPurchase,above 6000,Director\n";

TEST_F(OwnDataApiTest, TheGuessIsShownAndCanBeOverruled) {
  EXPECT_EQ(post("/own-data/guess", upload(rights)).status, 401);
  sign_in("ann");
  auto guess = post("/own-data/guess", upload(rights));
  ASSERT_EQ(guess.status, 200) << guess.text;
  auto table = guess.at("tables").list()[0];
  EXPECT_EQ(table.at("kind"), feel::Value("decisions"));
  EXPECT_EQ(table.at("columns").list()[1].at("field"), feel::Value("limit"));
  auto said = post("/own-data/guess", upload(rights, R"(,"map":["sheet.csv=people","sheet:Who decides=person"])"));
  ASSERT_EQ(said.status, 200) << said.text;
  EXPECT_EQ(said.at("tables").list()[0].at("kind"), feel::Value("people"));
  EXPECT_EQ(post("/own-data/guess", upload(rights, R"(,"map":["sheet:Colour=person"])")).status, 422);
}

TEST_F(OwnDataApiTest, TheModelComesWithItsReport) {
  sign_in("ann");
  auto built = post("/own-data/model", upload(rights, R"(,"name":"Acme","timezone":"Europe/Berlin","at":"2026-01-05")"));
  ASSERT_EQ(built.status, 200) << built.text;
  EXPECT_EQ(built.word("errors"), "0");
  EXPECT_NE(built.word("markdown").find("Purchase, above 5,000 up to 6,000: nobody may decide."), std::string::npos) << built.word("markdown");
  bool has_model = false;
  for (auto const& file : built.at("files").list())
    if (file.at("path") == feel::Value("model.yaml")) has_model = file.at("content").string().find("title: Acme") != std::string_view::npos;
  EXPECT_TRUE(has_model);
  EXPECT_NE(post("/own-data/model", upload(rights, R"(,"waivers":false)")).word("errors"), "0");
}

TEST_F(OwnDataApiTest, WhatIsNoTableIsRefusedWithAReason) {
  sign_in("ann");
  EXPECT_EQ(post("/own-data/guess", upload("")).status, 422);
  EXPECT_EQ(post("/own-data/guess", upload("PK\x03\x04 and then nothing of a workbook")).status, 422);
  EXPECT_EQ(post("/own-data/guess", R"({"files":[{"name":"a.csv","content":"!!!"}]})").status, 422);
  EXPECT_EQ(post("/own-data/model", upload(rights, R"(,"timezone":"Mars/Olympus")")).status, 422);
}

}  // namespace
}  // namespace drivetrain::app::api
