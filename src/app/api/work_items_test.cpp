// Work as a task list shows it: claimed, delegated, drafted, put off, completed by its form.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

class WorkItemsTest : public test::ApiTest {
 protected:
  model::Files files() const override {
    auto all = app::test::small_company();
    auto& processes = all.at("processes.yaml");
    std::string before = "  variables: [{name: passed, type: boolean}";
    auto at = processes.find(before);
    EXPECT_NE(at, std::string::npos);
    processes.insert(at, R"(  steps:
    - {step: fix, form: forms/fix.schema.json, due: PT4H, priority: 60, candidates: {people: [lea]}}
    - step: begun
      form: {type: object, properties: {machine: {type: string, minLength: 2}, size: {type: integer, default: 3}, bought: {type: string, format: date}}, required: [machine]}
)");
    all["forms/fix.schema.json"] = R"({"type": "object", "properties": {"size": {"type": "integer", "minimum": 1, "maximum": 9}, "found": {"type": "string", "enum": ["wear", "misuse"]}, "next": {"type": "string", "format": "date"}}, "required": ["size", "found"]})";
    return all;
  }
  void SetUp() override {
    ApiTest::SetUp();
    sign_in("max");
    auto started = post("/cases", R"({"process":"repair","business_key":"M-1","service":"repair-service","tier":"critical","variables":{"machine":"MK-7","size":3}})");
    EXPECT_EQ(started.status, 200) << started.text;
    id = std::string(get("/queues/fitter").item(0).at("item").string());
  }
  test::Answer item() { return get("/work-items/" + id); }
  test::Answer act(std::string const& person, std::string const& what, std::string const& body = "{}") {
    sign_in(person);
    return post("/work-items/" + id + "/" + what, body);
  }
  std::string id;
};

TEST_F(WorkItemsTest, AStartIsAskedForWhatItsFormSays) {
  auto process = get("/processes/repair");
  EXPECT_EQ(process.word("start_form.source"), "inline");
  EXPECT_EQ(process.at("start_form.values.size"), feel::Value(3));
  auto refused = post("/cases", R"({"process":"repair","business_key":"M-2","variables":{"machine":"7","bought":"long ago","colour":"red"}})");
  EXPECT_EQ(refused.status, 422);
  ASSERT_EQ(refused.at("errors").list().size(), 3u) << refused.text;
  EXPECT_EQ(refused.at("errors").list()[0].at("pointer"), feel::Value("/variables/machine"));
}

TEST_F(WorkItemsTest, AnItemSaysWhoseItIsAndWhatItAsksFor) {
  auto shown = item();
  EXPECT_EQ(shown.word("priority"), "60");
  EXPECT_FALSE(shown.at("due").is_null());
  EXPECT_TRUE(shown.at("assignee").is_null());
  EXPECT_EQ(shown.at("candidates.roles").list()[0].at("id"), feel::Value("fitter"));
  EXPECT_EQ(shown.at("candidates.people").list()[0].at("id"), feel::Value("lea"));
  EXPECT_EQ(shown.word("form.source"), "forms/fix.schema.json");
  EXPECT_EQ(shown.at("form.values.size"), feel::Value(3));
  EXPECT_EQ(act("ann", "claim").status, 200);
  EXPECT_EQ(item().word("assignee.id"), "ann");
  EXPECT_EQ(item().word("may"), R"(["start", "complete", "unclaim", "assign", "delegate", "draft", "put_off"])");
  EXPECT_EQ(act("bob", "claim").status, 403);
  EXPECT_EQ(act("bob", "start").status, 403);
  EXPECT_EQ(act("lea", "claim").status, 403);  // she may do it, and it is Ann's
  EXPECT_EQ(get("/work-items?assignee=ann").status, 403);
  sign_in("ann");
  EXPECT_EQ(get("/work-items?assignee=me&role=fitter&process=repair&state=ready").size(), 1u);
  EXPECT_EQ(get("/work-items?due_before=2020-01-01T00:00:00Z").size(), 0u);
}

TEST_F(WorkItemsTest, WhatDoesNotFitItsFormIsToldAllAtOnce) {
  act("ann", "claim");
  auto refused = act("ann", "complete", R"({"result":{"size":12,"next":"soon","colour":"red"}})");
  EXPECT_EQ(refused.status, 422);
  ASSERT_EQ(refused.at("errors").list().size(), 4u) << refused.text;
  EXPECT_EQ(refused.at("errors").list()[0].at("pointer"), feel::Value("/result/found"));
  EXPECT_EQ(act("ann", "complete", R"({"result":{"found":"wear","next":"2026-04-01"}})").status, 200);  // its size is known
  sign_in("max");
  auto cases = get("/cases?q=M-1");
  EXPECT_EQ(get("/cases/" + std::string(cases.item(0).at("case_id").string())).word("variables.next"), "2026-04-01");
}

TEST_F(WorkItemsTest, ADraftIsForItsHolderAlone) {
  act("ann", "claim");
  auto saved = send("PUT", "/api/v1/work-items/" + id + "/draft", R"({"values":{"size":4}})");
  EXPECT_EQ(saved.status, 200) << saved.text;
  EXPECT_EQ(item().at("draft.size"), feel::Value(4));
  sign_in("bob");
  EXPECT_TRUE(item().at("draft").is_null());
}

TEST_F(WorkItemsTest, WhatIsDelegatedComesBackWithItsValues) {
  act("ann", "claim");
  EXPECT_EQ(act("ann", "delegate", R"({"to":"nobody"})").status, 422);
  EXPECT_EQ(act("ann", "delegate", R"({"to":"bob"})").status, 200);
  EXPECT_EQ(item().word("delegation"), "pending");
  EXPECT_EQ(item().word("owner.id"), "ann");
  EXPECT_EQ(act("bob", "complete", R"({"result":{"found":"wear"}})").status, 409);
  EXPECT_EQ(act("bob", "resolve", R"({"values":{"found":"wear"}})").status, 200);
  sign_in("ann");
  EXPECT_EQ(item().word("form.values.found"), "wear");
  sign_in("max");
  auto case_id = item().word("case_id");
  EXPECT_NE(get("/cases/" + case_id + "/why").text.find("Ann Bell, whose it is"), std::string::npos);
  EXPECT_EQ(act("ann", "complete", R"({"result":{}})").status, 200);
}

TEST_F(WorkItemsTest, DatesAreMovedByWhoMay) {
  act("ann", "claim");
  auto path = "/api/v1/work-items/" + id;
  EXPECT_EQ(send("PATCH", path, R"({"due":null})").status, 403);
  EXPECT_EQ(send("PATCH", path, R"({"follow_up":"2099-01-01T08:00:00Z"})").status, 200);
  EXPECT_EQ(get("/queues/fitter").item(0).at("rank"), feel::Value());
  EXPECT_EQ(send("PATCH", path, R"({"follow_up":5})").status, 422);
  sign_in("max");
  EXPECT_EQ(send("PATCH", path, R"({"due":null,"follow_up":null,"priority":80})").status, 200);
  EXPECT_TRUE(item().at("due").is_null());
  EXPECT_EQ(item().word("priority"), "80");
  EXPECT_EQ(get("/queues/fitter").item(0).at("rank"), feel::Value(1));
}

}  // namespace
}  // namespace drivetrain::app::api
