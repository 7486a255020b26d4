// The four numbers of a right, counted again by hand from the answers.
#include "decisions/scorecard.h"

#include <gtest/gtest.h>

#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

using test::Tarnwick;

struct Counted : Tarnwick {
  Scorecard card() { return scorecards(company.model(), company.state).at(0); }
  void answer(int delay, char const* person, char const* outcome, Duration after_so_long = minutes(10)) {
    auto id = open(delay, "", "job-" + std::to_string(++jobs));
    after(after_so_long);
    auto said = refusal(person, TakeDecision{id, outcome, "because"});
    EXPECT_EQ(said, "");
  }
  int jobs = 0;
};

TEST(Scorecard, OfARightThatNobodyUsedSaysNothing) {
  Counted works;
  auto card = works.card();
  EXPECT_EQ(card.answered, 0u);
  EXPECT_EQ(card.consistent, Share{});
  EXPECT_EQ(card.timely, Share{});
  EXPECT_FALSE(card.median || card.p90 || card.since);
}

TEST(Scorecard, IsConsistentWhereTheSameFactsHaveTheSameAnswer) {
  Counted works;
  works.answer(12, "ben", "approve"), works.answer(12, "ben", "approve"), works.answer(12, "ben", "refuse");
  works.answer(5, "cem", "refuse"), works.answer(5, "cem", "refuse");
  works.answer(7, "cem", "approve");  // asked about once
  EXPECT_EQ(works.card().consistent, (Share{4, 5}));
  EXPECT_EQ(works.card().answered, 6u);
}

TEST(Scorecard, IsTimelyByWorkingTime) {
  Counted works;
  works.answer(60, "eva", "approve", minutes(30));
  works.answer(60, "mo", "approve", minutes(245));  // passed up meanwhile, and late
  auto card = works.card();
  EXPECT_EQ(card.timely, (Share{1, 2}));
  EXPECT_EQ(card.median, minutes(30));
  EXPECT_EQ(card.p90, minutes(245));
}

TEST(Scorecard, IsTransparentWithTheInformationThatTheRightDeclares) {
  Counted works;
  works.answer(5, "cem", "approve");
  EXPECT_EQ(works.card().transparent, (Share{1, 1}));
  Information figure;
  figure.kpi.id.value = "queue-hours";
  works.company.versions.models["r1"].decisions["expedite-job"].information = {figure};
  EXPECT_EQ(works.card().transparent, (Share{0, 1})) << "that answer was given without it";
  works.answer(6, "cem", "approve");
  EXPECT_EQ(works.card().transparent, (Share{1, 2}));
}

TEST(Scorecard, IsAlignedWhereTheSuggestionWasFollowed) {
  Counted works;
  auto suggested = [&](char const* suggestion, char const* outcome) {
    AnsweredDecision one;
    one.asked.decision = "expedite-job", one.asked.suggestion.outcome = suggestion, one.outcome = outcome;
    works.company.state.answered.push_back(one);
  };
  suggested("approve", "approve"), suggested("approve", "refuse"), suggested("", "refuse"), suggested("refuse", "refuse");
  EXPECT_EQ(works.card().aligned, (Share{2, 3}));
}

}  // namespace
}  // namespace drivetrain::decisions
