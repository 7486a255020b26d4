// Who it is today: exactly one person, or nobody with the reason.
#include "organisation/views.h"

#include <gtest/gtest.h>

#include "organisation/company_for_test.h"

namespace drivetrain::organisation::test {
namespace {

auto const friday = at("2026-03-27T09:00:00Z");

void away(State& state, char const* person, char const* from, char const* to) {
  journal::Record record;
  apply(PersonAbsent{std::string("absence-of-") + person, person, at(from), at(to), ""}, record, state);
}

TEST(ActingPerson, IsTheHolderOfThatDay) {
  auto model = works();
  auto acting = acting_person(model, {}, "works-manager", friday);
  EXPECT_EQ(acting.person, "ben");
  EXPECT_EQ(acting.via, Via::holder);
  EXPECT_EQ(acting.why, "Ben Okafor holds Works manager");
  EXPECT_EQ(acting.until, day("2026-06-30"));
  EXPECT_TRUE(acting.candidates.empty());
}

TEST(ActingPerson, ChangesAtMidnightOfTheCompanyNotOfGreenwich) {
  auto model = works();
  // 30 June ends in Berlin at 22:00Z. Both days of a term are included.
  EXPECT_EQ(acting_person(model, {}, "works-manager", at("2026-06-30T21:59:59Z")).person, "ben");
  EXPECT_EQ(acting_person(model, {}, "works-manager", at("2026-06-30T22:00:00Z")).person, "eva");
  EXPECT_EQ(acting_person(model, {}, "works-manager", at("2025-12-31T22:59:59Z")).person, "ana");
  EXPECT_EQ(acting_person(model, {}, "works-manager", at("2025-12-31T23:00:00Z")).person, "ben");
}

TEST(ActingPerson, IsTheFirstDeputyWhileTheHolderIsAway) {
  auto model = works();
  State state;
  away(state, "ben", "2026-03-26T23:00:00Z", "2026-04-03T22:00:00Z");
  auto acting = acting_person(model, state, "works-manager", friday);
  EXPECT_EQ(acting.person, "ana");
  EXPECT_EQ(acting.via, Via::deputy);
  EXPECT_EQ(acting.why, "Ben Okafor is away until 2026-04-03; Ana Ruiz is the first deputy");
  EXPECT_EQ(acting.until, day("2026-04-03"));
  // Half-open: away from the very moment, back at the very moment.
  EXPECT_EQ(acting_person(model, state, "works-manager", at("2026-03-26T22:59:59Z")).person, "ben");
  EXPECT_EQ(acting_person(model, state, "works-manager", at("2026-03-26T23:00:00Z")).person, "ana");
  EXPECT_EQ(acting_person(model, state, "works-manager", at("2026-04-03T22:00:00Z")).person, "ben");
}

TEST(ActingPerson, DeputiesComeInOrderAndOnlyWhileTheirOwnTermLasts) {
  auto model = works();
  State state;
  away(state, "ben", "2026-03-27T08:00:00Z", "2026-05-01T12:30:00Z");
  away(state, "ana", "2026-03-27T08:00:00Z", "2026-05-01T22:00:00Z");
  auto acting = acting_person(model, state, "works-manager", friday);
  EXPECT_EQ(acting.person, "tom");
  EXPECT_EQ(acting.why, "Ben Okafor is away until 2026-05-01 14:30; Ana Ruiz is away until 2026-05-01; Tom Hale is the second deputy");
  EXPECT_EQ(acting.until, day("2026-03-31"));
  auto april = acting_person(model, state, "works-manager", at("2026-04-10T09:00:00Z"));
  EXPECT_EQ(april.via, Via::nobody);
  EXPECT_EQ(april.person, "");
  EXPECT_EQ(april.why, "Ben Okafor is away until 2026-05-01 14:30; Ana Ruiz is away until 2026-05-01");
}

TEST(ActingPerson, NobodySaysWhy) {
  auto model = works();
  State state;
  away(state, "tom", "2026-03-27T08:00:00Z", "2026-03-28T23:00:00Z");
  EXPECT_EQ(acting_person(model, state, "cell-lead", friday).why, "Tom Hale is away until 2026-03-28; no deputy is named for that day");
  EXPECT_EQ(acting_person(model, state, "treasurer", friday).why, "there is no role treasurer in the model in force");
  model.assignments.erase("cell-lead-assignment");
  EXPECT_EQ(acting_person(model, {}, "cell-lead", friday).why, "nobody holds Cell lead on 2026-03-27; no deputy is named for that day");
}

TEST(ActingPerson, ADeputyStandsInForAVacancy) {
  auto model = works();
  model.assignments["works-manager-assignment"].holders.clear();
  auto acting = acting_person(model, {}, "works-manager", friday);
  EXPECT_EQ(acting.person, "ana");
  EXPECT_EQ(acting.why, "nobody holds Works manager on 2026-03-27; Ana Ruiz is the first deputy");
  EXPECT_EQ(acting.until, std::nullopt);
}

TEST(RoleOfMany, HasCandidatesInsteadOfOnePerson) {
  auto model = works();
  auto acting = acting_person(model, {}, "winder", friday);
  EXPECT_EQ(acting.via, Via::many);
  EXPECT_EQ(acting.person, "");
  EXPECT_EQ(acting.candidates, (std::vector<std::string>{"ida", "kim", "tom"}));
  EXPECT_EQ(acting_person(model, {}, "winder", friday + days(3)).candidates, (std::vector<std::string>{"ida", "kim"}));
  EXPECT_TRUE(may_act(model, {}, "kim", "winder", friday));
  EXPECT_FALSE(may_act(model, {}, "ana", "winder", friday));
}

TEST(RoleOfMany, FallsToDeputiesOnlyWhenNoHolderIsThere) {
  auto model = works();
  State state;
  for (auto person : {"ida", "kim"}) away(state, person, "2026-03-27T08:00:00Z", "2026-04-27T08:00:00Z");
  EXPECT_EQ(acting_person(model, state, "winder", friday).candidates, std::vector<std::string>{"tom"});
  auto monday = acting_person(model, state, "winder", friday + days(3));
  EXPECT_EQ(monday.candidates, std::vector<std::string>{"ana"});
  EXPECT_EQ(monday.why, "no holder of Winder is there; any deputy may act");
  away(state, "ana", "2026-03-27T08:00:00Z", "2026-04-27T08:00:00Z");
  auto nobody = acting_person(model, state, "winder", friday + days(3));
  EXPECT_EQ(nobody.via, Via::nobody);
  EXPECT_TRUE(nobody.candidates.empty());
}

TEST(RolesOf, ListsHeldAndCoveredRolesHighestAuthorityFirst) {
  auto model = works();
  auto roles = roles_of(model, {}, "tom", friday);
  ASSERT_EQ(roles.size(), 2u);
  EXPECT_EQ(roles[0].role, "cell-lead");
  EXPECT_EQ(roles[0].via, Via::holder);
  EXPECT_EQ(roles[1].role, "winder");
  EXPECT_EQ(roles[1].via, Via::holder);
  EXPECT_EQ(roles[1].until, day("2026-03-28"));

  State state;
  away(state, "ben", "2026-03-27T08:00:00Z", "2026-03-29T22:00:00Z");
  away(state, "ana", "2026-03-27T08:00:00Z", "2026-03-28T23:00:00Z");
  roles = roles_of(model, state, "tom", friday);
  ASSERT_EQ(roles.size(), 3u);
  EXPECT_EQ(roles[0].role, "works-manager");
  EXPECT_EQ(roles[0].via, Via::deputy);
  EXPECT_EQ(roles[0].until, day("2026-03-29"));
  EXPECT_NE(roles[0].why.find("Tom Hale is the second deputy"), std::string::npos);
  EXPECT_TRUE(roles_of(model, state, "ben", friday).empty());
  EXPECT_TRUE(roles_of(model, {}, "stranger", friday).empty());
}

TEST(MayAct, OnlyTheOneOfToday) {
  auto model = works();
  State state;
  EXPECT_TRUE(may_act(model, state, "ben", "works-manager", friday));
  EXPECT_FALSE(may_act(model, state, "ana", "works-manager", friday));
  EXPECT_FALSE(may_act(model, state, "", "works-manager", friday));
  EXPECT_FALSE(may_act(model, state, "", "treasurer", friday));
  away(state, "ben", "2026-03-27T08:00:00Z", "2026-03-28T08:00:00Z");
  EXPECT_FALSE(may_act(model, state, "ben", "works-manager", friday));
  EXPECT_TRUE(may_act(model, state, "ana", "works-manager", friday));
}

TEST(Staffing, LooksAtTermsNotAtAbsences) {
  auto model = works();
  EXPECT_EQ(holders_today(model, "works-manager", friday), std::vector<std::string>{"ben"});
  EXPECT_EQ(holders_today(model, "winder", friday), (std::vector<std::string>{"ida", "kim", "tom"}));
  EXPECT_TRUE(holders_today(model, "treasurer", friday).empty());
  EXPECT_TRUE(is_staffed(model, "works-manager", day("2025-06-01")));  // the deputy's term is open
  model.assignments["works-manager-assignment"].deputies.clear();
  EXPECT_FALSE(is_staffed(model, "works-manager", day("2025-12-31")));
  EXPECT_TRUE(is_staffed(model, "works-manager", day("2026-06-30")));
}

}  // namespace
}  // namespace drivetrain::organisation::test
