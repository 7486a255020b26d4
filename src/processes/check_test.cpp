// Coherence of a process from its flow alone: DT-P401 and DT-L901, as a process owner would run into them.
#include <gmock/gmock.h>

#include "processes/check.h"
#include "processes/sketch_for_test.h"

namespace drivetrain::processes::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<Diagnostic> findings(std::string const& sketch) {
  Diagnostics diagnostics;
  check(*Sketch::of("overhaul", sketch), diagnostics);
  return diagnostics.all();
}
std::vector<std::string> messages(std::string const& sketch) {
  std::vector<std::string> all;
  for (auto const& d : findings(sketch)) all.push_back(d.code + " " + d.message);
  return all;
}

TEST(Reachability, NamesWhatNoCaseCanReach) {
  EXPECT_THAT(messages(R"(
    start begin
    user strip role=fitter
    user weigh role=fitter
    task note
    end done
    end noted
    begin -> strip -> done
    weigh -> note -> noted)"),
              ElementsAre("DT-P401 overhaul: no case can reach the user task 'weigh'"));
  EXPECT_THAT(messages(R"(
    start begin
    xor a
    user b role=fitter
    end done
    end never
    begin -> done
    a -> b -> a
    a -> never default)"),
              ElementsAre("DT-P401 overhaul: no case can reach the exclusive gateway 'a'"));
}

TEST(Reachability, NamesWhatNeverEnds) {
  EXPECT_THAT(messages(R"(
    start begin
    xor way
    user test role=tester
    user mend role=fitter
    end done
    begin -> way
    way -> done default
    way -> test if broken = true
    test -> mend -> test)"),
              ElementsAre("DT-P401 overhaul: from the user task 'test' no end can be reached"));
}

TEST(Reachability, AForgottenArrowIsAWarning) {
  auto all = findings("start begin\n user strip role=fitter\n begin -> strip");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].severity, Severity::warning);
  EXPECT_THAT(all[0].message, HasSubstr("nothing follows the user task 'strip'"));
}

TEST(Synchronisation, AParallelJoinAfterAChoiceWaitsForEver) {
  auto all = findings(R"(
    start begin
    xor way
    user a role=r
    user b role=r
    and meet
    end done
    begin -> way
    way -> a if x = true
    way -> b default
    a -> meet -> done
    b -> meet)");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].message, "overhaul: the parallel gateway 'meet' waits for ever for a branch that does not come");
  ASSERT_EQ(all[0].notes.size(), 2u);
  EXPECT_EQ(all[0].notes[0].message, "what has come: 'begin' → 'way' → 'a' → 'meet'");
  EXPECT_EQ(all[0].notes[1].message, "the exclusive gateway 'way' sent the case another way: 'way' → 'a'");
}

TEST(Synchronisation, AMergeAfterAParallelSplitDoesTheRestTwice) {
  auto all = findings(R"(
    start begin
    and fork
    user rewind role=winder
    user machine role=machinist
    xor meet
    user assemble role=fitter
    end done
    begin -> fork -> rewind -> meet -> assemble -> done
    fork -> machine -> meet)");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].message,
            "overhaul: two branches that run at the same time meet in the exclusive gateway 'meet', which does not wait for both");
  EXPECT_THAT(all[0].help, HasSubstr("make it a parallel gateway"));
  ASSERT_EQ(all[0].notes.size(), 3u);
  EXPECT_EQ(all[0].notes[0].message, "the case splits at the parallel gateway 'fork'");
  EXPECT_THAT(all[0].notes[1].message + all[0].notes[2].message, HasSubstr("'fork' → 'rewind' → 'meet'"));
  EXPECT_THAT(all[0].notes[1].message + all[0].notes[2].message, HasSubstr("'fork' → 'machine' → 'meet'"));
}

TEST(Synchronisation, TwoFlowsIntoATaskAreAMerge) {
  EXPECT_THAT(
      messages("start begin\n and fork\n task a\n task b\n user c role=r\n end done\n begin -> fork -> a -> c -> done\n fork -> b -> c"),
      ElementsAre(HasSubstr("two branches that run at the same time meet in the user task 'c'")));
}

TEST(Synchronisation, AJoinInsideALoopWaitsForWhatCanOnlyComeBehindIt) {
  auto all = findings(R"(
    start begin
    and meet
    user test role=tester
    xor way
    end done
    begin -> meet -> test -> way
    way -> meet if again = true
    way -> done default)");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_THAT(all[0].message, HasSubstr("'meet' waits for ever"));
  EXPECT_THAT(all[0].help, HasSubstr("exclusive gateway in front"));
}

TEST(Synchronisation, WhatALoopSendsOffMayEndForItselfButNotMeet) {
  // Control-flow pattern 12: each visit ends for itself.
  EXPECT_THAT(messages(R"(
    start begin
    xor more
    and send
    user visit role=r
    end visited
    xor way
    end done
    begin -> more -> send
    send -> visit -> visited
    send -> way
    way -> more if again = true
    way -> done default)"),
              IsEmpty());
  // Here the letters of one round could meet the visit of another.
  auto all = findings(R"(
    start begin
    xor more
    and send
    user visit role=r
    user letter role=r
    and meet
    user report role=r
    end reported
    xor way
    end done
    begin -> more -> send
    send -> visit -> meet
    send -> letter -> meet -> report -> reported
    send -> way
    way -> more if again = true
    way -> done default)");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_THAT(all[0].message, HasSubstr("'send'"));
}

TEST(Synchronisation, ChoicesInsideBranchesAndLoopsAroundThemAreSound) {
  EXPECT_THAT(messages(R"(
    start begin
    xor again
    and fork
    xor way
    user a role=r
    user b role=r
    xor back
    user c role=r
    and meet
    xor enough
    end done
    begin -> again -> fork -> way
    way -> a if x = true
    way -> b default
    a -> back -> meet
    b -> back
    fork -> c -> meet -> enough
    enough -> again if y = true
    enough -> done default)"),
              IsEmpty());
}

TEST(Synchronisation, KnottedButSoundFlowsAreProvedByExploring) {
  // Two forks whose branches cross (no blocks), joined properly.
  EXPECT_THAT(messages(R"(
    start begin
    and f1
    and f2
    and f3
    user a role=r
    user b role=r
    user c role=r
    and m1
    and m2
    and m3
    end done
    begin -> f1 -> f2 -> a -> m1 -> m3 -> done
    f1 -> f3 -> b -> m1
    f2 -> c -> m2 -> m3
    f3 -> m2)"),
              IsEmpty());
}

TEST(Synchronisation, AnInclusiveJoinWaitsForWhatWasChosen) {
  EXPECT_THAT(messages(R"(
    start begin
    or some
    user a role=r
    user b role=r
    or meet
    end done
    begin -> some
    some -> a if x = true
    some -> b if y = true
    a -> meet -> done
    b -> meet)"),
              IsEmpty());
}

TEST(Synchronisation, AParallelJoinAfterAnInclusiveSplitMayWaitForEver) {
  auto all = messages(R"(
    start begin
    or some
    user a role=r
    user b role=r
    and meet
    end done
    begin -> some
    some -> a if x = true
    some -> b default
    a -> meet -> done
    b -> meet)");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_THAT(all[0], HasSubstr("'meet' waits for ever"));
}

TEST(Synchronisation, AMergeAfterAnInclusiveSplitMayDoTheRestTwice) {
  auto all = messages(R"(
    start begin
    or some
    user a role=r
    user b role=r
    xor meet
    user rest role=r
    end done
    begin -> some
    some -> a if x = true
    some -> b if y = true
    a -> meet -> rest -> done
    b -> meet)");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_THAT(all[0], HasSubstr("two branches that run at the same time meet in the exclusive gateway 'meet'"));
}

TEST(Synchronisation, InclusiveBranchesMayCrossOtherJoins) {
  EXPECT_THAT(messages(R"(
    start begin
    or some
    user a role=r
    user b role=r
    user c role=r
    or early
    or late
    end done
    begin -> some
    some -> a if x = true
    some -> b if y = true
    some -> c if z = true
    a -> early
    b -> early -> late -> done
    c -> late)"),
              IsEmpty());
}

TEST(Synchronisation, BranchesMayEndByThemselves) {
  EXPECT_THAT(messages(R"(
    start begin
    and fork
    user a role=r
    user b role=r
    end one
    end other
    begin -> fork -> a -> one
    fork -> b -> other)"),
              IsEmpty());
  EXPECT_THAT(
      messages("start begin\n and fork\n user a role=r\n user b role=r\n end done\n begin -> fork -> a -> done\n fork -> b -> done"),
      IsEmpty());
}

TEST(Synchronisation, AReminderBesideTheWorkMustNotFlowBackIntoIt) {
  char const* const work = R"(
    start begin
    user quote role=estimator
    boundary late on=quote PT4H beside
    user chase role=desk
    user send role=desk
    end done
    begin -> quote -> send -> done
)";
  EXPECT_THAT(messages(std::string(work) + "end chased\n late -> chase -> chased"), IsEmpty());
  EXPECT_THAT(messages(std::string(work) + "late -> chase -> send"), ElementsAre(HasSubstr("meet in the user task 'send'")));
}

TEST(Synchronisation, AnInterruptionMayFlowBack) {
  EXPECT_THAT(messages(R"(
    start begin
    user quote role=estimator
    boundary late on=quote PT4H
    user chase role=desk
    user send role=desk
    end done
    begin -> quote -> send -> done
    late -> chase -> send)"),
              IsEmpty());
}

TEST(Synchronisation, LooksIntoSubProcesses) {
  EXPECT_THAT(messages(R"(
    start begin
    sub part
    start p_begin in=part
    xor p_way in=part
    user p_a role=r in=part
    user p_b role=r in=part
    and p_meet in=part
    end p_end in=part
    end done
    begin -> part -> done
    p_begin -> p_way
    p_way -> p_a if x = true
    p_way -> p_b default
    p_a -> p_meet -> p_end
    p_b -> p_meet)"),
              ElementsAre(HasSubstr("'p_meet' waits for ever")));
}

TEST(Literals, ALimitInAGatewayIsADecision) {
  auto with = [](std::string const& condition) {
    return messages(
        "start begin\n rule quote decision=quote-and-discount\n xor way\n end a\n end b\n begin -> quote -> way\n way -> a if " +
        condition + "\n way -> b default");
  };
  EXPECT_THAT(with("amount > 2500"), ElementsAre("DT-L901 gateway 'way' in overhaul decides by the literal 2500; that is a decision"));
  EXPECT_THAT(with("amount > 2500 and amount <= 15000"), ElementsAre(HasSubstr("the literal 2500, 15000;")));
  EXPECT_THAT(with("amount * 2 > 2500.50"), ElementsAre(HasSubstr("the literal 2500.50;"))) << "also where it is more than a comparison";
  EXPECT_THAT(with("count(parts) > 0"), IsEmpty()) << "none or some is logic";
  EXPECT_THAT(with("missing = 1"), IsEmpty());
  EXPECT_THAT(with("answer = \"over 2500\""), IsEmpty()) << "the outcome of a decision";
  EXPECT_THAT(with("amount > limit"), IsEmpty());
}

TEST(Literals, NameTheDecisionThatIsNear) {
  auto all = findings(
      "start begin\n rule quote decision=quote-and-discount\n user strip role=r\n xor way\n end a\n end b\n"
      " begin -> quote -> strip -> way\n way -> a if amount > 2500\n way -> b default");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_THAT(all[0].help, HasSubstr("move it to the decision quote-and-discount (taken at 'quote')"));
}

}  // namespace
}  // namespace drivetrain::processes::test
