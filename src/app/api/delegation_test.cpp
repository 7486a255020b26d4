// The delegation of authority is read from what routes: it names who answers on the day, and proves that no case falls between bands.
#include "app/api/client_for_test.h"
#include "organisation/commands.h"

namespace drivetrain::app::api {
namespace {

class DelegationTest : public test::ApiTest {
 protected:
  feel::Value right(std::string const& id, std::string const& query = "") {
    for (auto const& one : get("/delegation" + query).items())
      if (one.at("decision").at("id") == feel::Value(id)) return one;
    ADD_FAILURE() << "no " << id;
    return {};
  }
};

TEST_F(DelegationTest, NamesBandRolePersonDeputyAndWhoIsNext) {
  auto expedite = right("expedite");
  ASSERT_EQ(expedite.at("bands").list().size(), 2u);
  auto first = expedite.at("bands").list()[0], second = expedite.at("bands").list()[1];
  EXPECT_EQ(first.at("when"), feel::Value("delay_hours <= 8"));
  EXPECT_EQ(first.at("holder").at("person").at("id"), feel::Value("lea"));
  EXPECT_EQ(first.at("deputies").list()[0].at("person").at("id"), feel::Value("max"));
  // "next-band" is resolved for each band: from the lead to the manager, and from the manager to nobody but the ladder's end.
  EXPECT_EQ(first.at("ladder").list()[0].at("holder").at("role").at("id"), feel::Value("manager"));
  EXPECT_TRUE(second.at("ladder").list()[0].at("holder").is_null());
  EXPECT_EQ(second.at("ladder").list()[1].at("holder").at("role").at("id"), feel::Value("director"));
  EXPECT_EQ(expedite.at("proof").at("holds"), feel::Value(true));
  EXPECT_GE(*expedite.at("proof").at("points").number().to_int64(), 3);  // below, at and above the limit
}

TEST_F(DelegationTest, TheDayDecidesWhoItIs) {
  auto away = runtime->ask(journal::Actor::person("lea"), organisation::ReportAbsence{"lea", runtime->now() + days(4), runtime->now() + days(6), "training"});
  ASSERT_TRUE(away.accepted()) << away.refusal->message;
  auto holder = [&](std::string const& query) { return right("expedite", query).at("bands").list()[0].at("holder"); };
  EXPECT_EQ(holder("").at("via"), feel::Value("holder"));
  auto day = format_date(runtime->company().today(runtime->now() + days(5)));
  EXPECT_EQ(holder("?on=" + day).at("via"), feel::Value("deputy"));
  EXPECT_EQ(holder("?on=" + day).at("person").at("id"), feel::Value("max"));
  auto sheet = get("/delegation?on=" + day);
  EXPECT_EQ(sheet.word("unsettled") + " " + sheet.word("vacant"), "0 0");
  EXPECT_EQ(get("/delegation?on=tomorrow").status, 400);
}

TEST_F(DelegationTest, WhatChangesTheModelStandsAfterWhatIsDecidedDaily) {
  auto items = get("/delegation").items();
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].at("kind"), feel::Value("operating"));
  EXPECT_EQ(items[2].at("kind"), feel::Value("design"));
}

}  // namespace
}  // namespace drivetrain::app::api
