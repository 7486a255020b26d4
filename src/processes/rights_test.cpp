// Who may step into a case: whoever answers for it, and nobody by setting what a decision yields.
#include <gmock/gmock.h>

#include "processes/works_for_test.h"

namespace drivetrain::processes::test {
namespace {

using testing::HasSubstr;

journal::Actor person(char const* id) { return journal::Actor::person(id); }

char const* const approval = R"(
    start begin
    message approved approval role=desk
    rule price decision=quote result=answer
    xor way
    user go role=fitter
    end done
    begin -> approved -> price -> way
    way -> go if limit > 3
    way -> done default
    go -> done)";

TEST(CaseRights, ACaseIsCancelledByWhoeverAnswersForIt) {
  Works works;
  works.deploy("p", approval);
  auto c = works.start("p", {}, "4711");
  auto error = works.refused(CancelCase{c, "they changed their mind"}, person("jack"));
  EXPECT_EQ(error.code, "DT-X904");
  EXPECT_EQ(error.message, c + " is cancelled by ana (process-owner); you are fitter");
  works.done(CancelCase{c, "they sold the pump"}, person("ana"));
}

TEST(CaseRights, ACustomersOwnChannelCancels) {
  Works works;
  works.deploy("p", approval);
  works.done(CancelCase{works.start("p", {}, "4711"), "we sold the pump"}, journal::Actor::feed("portal"));
}

TEST(CaseRights, TheOwnerOfTheServiceAnswersForItsCasesToo) {
  Works works;
  works.deploy("p", approval);
  works.model.services["pumps"].header.owner = "desk";
  StartCase command{"p", "4711", "pumps", "", "", {}};
  auto c = works.done(command);
  works.done(CancelCase{c, "they sold the pump"}, person("hanna"));
}

TEST(CaseRights, WithoutAnOwnerNobodyCancelsByHand) {
  Works works;
  works.deploy("p", approval);
  works.model.processes["p"].header.owner.clear();
  auto error = works.refused(CancelCase{works.start("p", {}, "4711"), "x"}, person("ana"));
  EXPECT_THAT(error.message, HasSubstr("the process p has no owner"));
}

TEST(CaseRights, AMessageIsGivenByHandByThoseWhomItsEventNames) {
  Works works;
  works.deploy("p", approval);
  auto c = works.start("p", {}, "4711");
  auto error = works.refused(CorrelateMessage{"approval", "4711", {}}, person("jack"));
  EXPECT_EQ(error.code, "DT-X904");
  EXPECT_EQ(error.message, "the message approval is given by hand by hanna (desk) or ana (process-owner); you are fitter");
  works.done(CorrelateMessage{"approval", "4711", {}}, person("hanna"));
  EXPECT_EQ(works.where(c), "price");
}

TEST(CaseRights, WhatADecisionYieldsIsSetByNobodyElse) {
  Works works;
  works.deploy("p", approval);
  auto c = works.start("p", {}, "4711");
  auto error = works.refused(CorrelateMessage{"approval", "4711", with({{"answer", "approve"}})}, journal::Actor::feed("portal"));
  EXPECT_EQ(error.code, "DT-X904");
  EXPECT_THAT(error.message, HasSubstr("answer is what 'price' yields, by the right quote"));
  works.message("approval", "4711");
  works.complete(c, "price", with({{"outcome", "approve"}}));
  ASSERT_EQ(works.where(c), "way!");
  EXPECT_EQ(works.refused(ResolveIncident{c, works.activity(c, "way"), with({{"answer", "refuse"}})}, person("ana")).code, "DT-X904");
  EXPECT_EQ(works.refused(ResolveIncident{c, works.activity(c, "way"), with({{"limit", 8}})}, person("jack")).code, "DT-X904");
  works.done(ResolveIncident{c, works.activity(c, "way"), with({{"limit", 8}})}, person("ana"));
  EXPECT_EQ(works.where(c), "go");
  EXPECT_EQ(works.variable(c, "answer"), feel::Value("approve"));
}

TEST(CaseRights, ATaskRemembersWhoseWorkItWas) {
  Works works;
  works.deploy("p", "start begin\n user price role=fitter\n rule ok decision=quote\n end done\n begin -> price -> ok -> done");
  auto c = works.start("p", with({{"amount", 1}, {"tier", "gold"}}));
  works.done(CompleteActivity{c, works.activity(c, "price"), with({{"amount", 2000}}), "maya"});
  ASSERT_TRUE(works.look(c).given_by("amount"));
  EXPECT_EQ(works.look(c).given_by("amount")->person.text(), "maya");
  EXPECT_FALSE(works.look(c).given_by("tier")) << "no person started it";
  EXPECT_EQ(works.look(c).last_hand.text(), "maya");
  works.restart();
  EXPECT_EQ(works.look(c).given_by("amount")->person.text(), "maya");
}

TEST(BusinessKey, RunsOnceAtATime) {
  Works works;
  works.deploy("p", approval), works.deploy("q", approval);
  auto first = works.start("p", {}, "4711");
  auto error = works.refused(StartCase{"p", "4711", "", "", "", {}});
  EXPECT_EQ(error.code, "DT-X903");
  EXPECT_THAT(error.message, HasSubstr("4711 runs already: " + first + " of p, started "));
  works.start("q", {}, "4711");
  works.start("p"), works.start("p");  // without a key there is nothing to confuse
  works.restart();
  EXPECT_EQ(works.refused(StartCase{"p", "4711", "", "", "", {}}).code, "DT-X903");
  works.done(CancelCase{first, "they sold the pump"});
  works.start("p", {}, "4711");
}

TEST(BusinessKey, IsNotStartedTwiceByAMessage) {
  Works works;
  works.deploy("p", "starts called emergency\n user page role=desk\n end done\n called -> page -> done");
  works.done(CorrelateMessage{"emergency", "plant-7", {}}, journal::Actor::feed("phone"));
  EXPECT_EQ(works.refused(CorrelateMessage{"emergency", "plant-7", {}}, journal::Actor::feed("phone")).code, "DT-X903");
}

}  // namespace
}  // namespace drivetrain::processes::test
