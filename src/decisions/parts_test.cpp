// Recommend, agree and input before the answer, perform after it; duties that are kept apart are done by different people.
#include <gtest/gtest.h>

#include "decisions/parts.h"
#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

using test::Lines;
using test::Tarnwick;

/// The planner recommends, quality must agree, the customer desk gives input; two hours for it, then the decider is asked.
struct WithParts : Tarnwick {
  WithParts() {
    auto add = [&](char const* id, int authority, char const* person, char const* name) {
      company.form.people[person].header.id = person, company.form.people[person].header.title = name;
      test::add_role(company.form, id, authority, {person});
    };
    add("quality-engineer", 15, "quinn", "Quinn Hale");
    add("customer-desk", 5, "dee", "Dee Park");
    auto& rapid = right().rapid;
    rapid.agree = {test::role_ref("quality-engineer")};
    rapid.input = {test::role_ref("customer-desk")};
    rapid.perform = test::role_ref("cell-lead");
    rapid.waits_for = {{"recommend", {}}, {"agree", {}}, {"input", {}}};
    rapid.within = hours(2);
  }
  Decision& right() { return company.versions.models["r1"].decisions["expedite-job"]; }
  /// Asked by the company's own rule, recommended by nobody yet.
  std::string unprepared() {
    feel::Context facts;
    facts.set("delay_hours", feel::Value(12));
    auto asked = ask("mo", OpenDecision{"expedite-job", "job-9", "work", "Expedite job 9", feel::Value(facts), "", ""});
    EXPECT_TRUE(asked.accepted());
    return asked.reply;
  }
  std::string part(char const* person, std::string const& id, char const* part, char const* stance = "", char const* outcome = "", char const* reason = "it is so") {
    return refusal(person, ContributeToDecision{id, part, stance, outcome, reason});
  }
};

TEST(Parts, ComeInOrderAndThenTheDeciderIsAsked) {
  WithParts works;
  auto id = works.unprepared();
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "hurry"}),
            "DT-X911: Expedite job 9 is not yet to be decided: recommend (planner, Ada Voss), agree (quality-engineer, Quinn Hale), input (customer-desk, Dee Park) are not in");
  EXPECT_EQ(works.part("quinn", id, "agree", "agree"), "DT-X911: nobody has recommended anything yet for Expedite job 9; there is nothing to agree to");
  EXPECT_EQ(works.part("ada", id, "recommend", "", "approve"), "");
  EXPECT_EQ(works.part("quinn", id, "agree", "agree", "", ""), "");
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "hurry"}),
            "DT-X911: Expedite job 9 is not yet to be decided: input (customer-desk, Dee Park) is not in");
  EXPECT_EQ(works.part("dee", id, "input", "", "", "the customer waits since Monday"), "");
  works.restart();
  EXPECT_EQ(works.live(id).recommended_by, "ada");
  EXPECT_EQ(works.live(id).contributions.size(), 3u);
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "hurry"}), "");
}

TEST(Parts, OfAnotherRoleAreRefusedByNamingIt) {
  WithParts works;
  auto id = works.unprepared();
  EXPECT_EQ(works.part("dee", id, "recommend", "", "approve"), "DT-X911: to recommend is asked of planner (Ada Voss), and that is not you");
  EXPECT_EQ(works.part("cem", id, "perform"), "DT-X911: Expedite job 9 is not decided yet; it is performed after the answer");
  EXPECT_EQ(works.part("ada", id, "recommend", "", "aprove"), "DT-X902: aprove is no outcome of expedite-job");
  EXPECT_EQ(works.part("dee", id, "input", "", "", " "), "DT-X905: your part in Expedite job 9 says nothing");
  EXPECT_EQ(works.part("dee", id, "bless"), "DT-X902: there is no part bless");
}

TEST(Parts, TheDeciderIsAskedWithoutThemOnceTheirTimeIsOver) {
  WithParts works;
  auto id = works.unprepared();
  works.after(minutes(119));
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "hurry"}).substr(0, 7), "DT-X911");
  works.after(minutes(1));
  EXPECT_EQ(works.live(id).role, "works-manager") << "the ladder counts from when the decider is asked";
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "hurry"}), "");
}

TEST(Parts, TheLadderCountsFromWhenTheLastOneCameIn) {
  WithParts works;
  auto id = works.unprepared();
  works.after(minutes(30));
  works.part("ada", id, "recommend", "", "approve"), works.part("quinn", id, "agree", "agree"), works.part("dee", id, "input");
  works.restart();
  works.after(minutes(119));
  EXPECT_EQ(works.live(id).role, "works-manager");
  works.after(minutes(1));
  EXPECT_EQ(works.live(id).role, "operations-director");
}

TEST(Parts, ADisagreementIsAnsweredWithAReasonAndKept) {
  WithParts works;
  auto id = works.unprepared();
  works.part("ada", id, "recommend", "", "approve"), works.part("dee", id, "input");
  EXPECT_EQ(works.part("quinn", id, "agree", "disagree", "", "the gauge is not calibrated"), "");
  EXPECT_EQ(works.live(id).person, "ben");
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", ""}).substr(0, 7), "DT-X905");
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "we gauge it again tonight"}), "");
  EXPECT_EQ(works.company.taken[0].against, Lines{"quality-engineer"});
}

TEST(Parts, ADisagreementGoesUpAtOnceWhereTheRightSaysSo) {
  WithParts works;
  works.right().rapid.on_disagreement = OnDisagreement::escalate;
  auto id = works.unprepared();
  works.part("ada", id, "recommend", "", "approve"), works.part("dee", id, "input");
  works.part("quinn", id, "agree", "disagree", "", "the gauge is not calibrated");
  EXPECT_EQ(works.live(id).person, "eva");
  EXPECT_EQ(works.live(id).escalated_because, "Quinn Hale (quality-engineer) disagrees: the gauge is not calibrated");
  EXPECT_EQ(works.refusal("eva", TakeDecision{id, "refuse", "Quinn is right"}), "");
  EXPECT_TRUE(works.company.taken[0].against.empty());
}

TEST(Parts, TheLastWordOfARoleCounts) {
  WithParts works;
  auto id = works.unprepared();
  works.part("ada", id, "recommend", "", "approve"), works.part("dee", id, "input");
  works.part("quinn", id, "agree", "disagree", "", "the gauge is not calibrated");
  works.part("quinn", id, "agree", "agree", "", "it is now");
  works.ask("ben", TakeDecision{id, "approve", "good"});
  EXPECT_TRUE(works.company.taken[0].against.empty());
}

TEST(Parts, ArePerformedAfterTheAnswerByItsRoleAndKeptApartFromIt) {
  WithParts works;
  works.right().rapid.waits_for.clear();
  works.right().sod.push_back({"perform", {}});
  auto id = works.open(4, "ada");
  EXPECT_EQ(works.refusal("cem", TakeDecision{id, "approve", "go"}), "");
  EXPECT_EQ(works.part("cem", id, "perform"), "DT-X906: you decided Expedite job 4711 and may not do this part too (perform)");
  works.away("cem", days(1));
  EXPECT_EQ(works.part("dora", id, "perform", "", "", "moved to bench 2"), "");
  EXPECT_EQ(works.company.state.answered.back().asked.contributions.back().person, "dora");
}

TEST(SeparateDuties, WhoeverRecommendsLaterStandsAsideToo) {
  WithParts works;
  works.right().rapid.recommend = test::role_ref("works-manager");
  works.right().rapid.waits_for.clear();
  auto id = works.unprepared();
  EXPECT_EQ(works.live(id).person, "ben");
  EXPECT_EQ(works.part("ben", id, "recommend", "", "approve"), "");
  EXPECT_EQ(works.live(id).person, "dora");
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "I know best"}).substr(0, 7), "DT-X906");
}

TEST(SeparateDuties, WhoeverAskedDoesNotDecideAlsoWhenAnotherRecommends) {
  WithParts works;
  works.right().rapid.waits_for.clear();
  auto id = works.unprepared();  // asked by Mo
  EXPECT_EQ(works.part("ada", id, "recommend", "", "approve"), "");
  works.after(hours(3));
  EXPECT_EQ(works.live(id).person, "mo");
  EXPECT_EQ(works.refusal("mo", TakeDecision{id, "approve", "I asked for it"}), "DT-X906: you did another part in Expedite job 9 (recommend) and may not decide it too");
}

TEST(SeparateDuties, OnePersonDoesOneOfThem) {
  WithParts works;
  works.right().sod = {{"recommend", {}}, {"agree", {}}, {"decide", {}}};
  works.right().rapid.waits_for.clear();
  test::add_role(works.company.form, "quality-engineer", 15, {"ada"});
  works.company.form.assignments["quality-engineer-assignment"].holders = {{{Id<organisation::Person>("ada"), {}}, {}, {}}};
  auto id = works.unprepared();
  EXPECT_EQ(works.part("ada", id, "recommend", "", "approve"), "");
  EXPECT_EQ(works.part("ada", id, "agree", "agree"), "DT-X906: you did another part in Expedite job 9 (recommend) and may not do this one too (agree)");
}

TEST(SeparateDuties, TheDeciderDoesNotAgreeWithHimself) {
  WithParts works;
  works.right().sod = {{"agree", {}}, {"decide", {}}};
  works.right().rapid.agree = {test::role_ref("works-manager")};
  works.right().rapid.waits_for.clear();
  auto id = works.unprepared();
  EXPECT_EQ(works.part("ben", id, "agree", "agree"), "DT-X906: you decide Expedite job 9 and may not do this part too (agree)");
  // Passed up to somebody who agreed before: that one may not decide it.
  works.right().rapid.agree = {test::role_ref("operations-director")};
  EXPECT_EQ(works.part("eva", id, "agree", "agree"), "");
  works.ask("ben", EscalateDecision{id, 0, "too hot"});
  EXPECT_EQ(works.refusal("eva", TakeDecision{id, "approve", "as I said"}), "DT-X906: you did another part in Expedite job 9 (agree) and may not decide it too");
}

}  // namespace
}  // namespace drivetrain::decisions
