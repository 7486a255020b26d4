// Capabilities over the API: a level is earned by what was done, and one thing can be thought away.
#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

class CapabilitiesTest : public test::ApiTest {
 protected:
  feel::Value restore_fast(std::string const& query = "") { return get("/capabilities" + query).item(0); }
  void finish_a_repair() {
    sign_in("ann");
    start_repair("M-1", "critical");
    do_the_task();
    sign_in("lea");
    auto live = std::string(get("/decisions").item(0).at("live").string());
    ASSERT_EQ(post("/decisions/" + live + "/take", R"({"outcome":"keep order","reason":"nobody waits"})").status, 200);
    sign_in("ann");
    do_the_task();
  }
  void do_the_task() {
    auto const& items = runtime->company().coordination.items;
    ASSERT_EQ(items.size(), 1u);
    auto item = items.begin()->first;
    ASSERT_EQ(post("/work-items/" + item + "/start", "{}").status, 200);
    pass(hours(1));
    ASSERT_EQ(post("/work-items/" + item + "/complete", R"({"result":{}})").status, 200);
  }
};

TEST_F(CapabilitiesTest, ALevelIsEarnedByWhatWasDone) {
  auto before = restore_fast();
  EXPECT_EQ(before.at("id"), feel::Value("restore-fast"));
  EXPECT_EQ(before.at("level_name"), feel::Value("declared"));
  EXPECT_EQ(before.at("status"), feel::Value("no_data")) << "the company is younger than the window";
  EXPECT_EQ(before.at("gaps").list()[0], feel::Value("Repair: nothing shows that it was done since 2026-01-02."));
  finish_a_repair();
  auto after = restore_fast();
  auto repair = after.at("carriers").list()[0];
  EXPECT_EQ(repair.at("done"), feel::Value(1));
  EXPECT_EQ(repair.at("text"), feel::Value("1 case ended"));
  auto fitter = repair.at("rests_on").list()[0];
  EXPECT_EQ(fitter.at("title"), feel::Value("Fitter"));
  EXPECT_EQ(fitter.at("people"), feel::Value(2));
  EXPECT_EQ(fitter.at("done"), feel::Value(2));
  EXPECT_EQ(after.at("carriers").list()[1].at("text"), feel::Value("1 time taken"));
  EXPECT_EQ(after.at("level_name"), feel::Value("practised"));
  EXPECT_EQ(after.at("gaps"), feel::Value(feel::List{feel::Value("Morning huddle: nothing shows that it was done since 2026-01-02.")})) << "the promise was kept, and the huddle not held";
  EXPECT_EQ(after.at("plan").list()[0].at("id"), feel::Value("second-bench"));
  pass(days(15));
  EXPECT_EQ(restore_fast("?weeks=2").at("level_name"), feel::Value("declared")) << "what was done before the window does not count";
}

TEST_F(CapabilitiesTest, OneThingIsThoughtAway) {
  auto answer = get("/capabilities?without=process/repair");
  EXPECT_EQ(answer.at("turned"), feel::Value(feel::List{feel::Value("restore-fast")}));
  EXPECT_EQ(answer.at("without").at("title"), feel::Value("Repair"));
  EXPECT_EQ(answer.item(0).at("level"), feel::Value(0));
  EXPECT_EQ(answer.item(0).at("gaps").list()[0], feel::Value("Repair is not there."));
  EXPECT_TRUE(get("/capabilities").at("turned").is_null());
  EXPECT_EQ(get("/capabilities?without=process/polish").at("turned"), feel::Value(feel::List{}));
  EXPECT_EQ(get("/capabilities?without=process/repare").status, 404);
  EXPECT_EQ(get("/capabilities?without=repair").status, 404);
  EXPECT_EQ(get("/capabilities?weeks=0").status, 400);
}

TEST_F(CapabilitiesTest, ObjectivesWithoutARequirementAreNamed) {
  auto answer = get("/capabilities");
  ASSERT_EQ(answer.at("without_requirement").list().size(), 1u);
  EXPECT_EQ(answer.at("without_requirement").list()[0].at("id"), feel::Value("margin"));
}

}  // namespace
}  // namespace drivetrain::app::api
