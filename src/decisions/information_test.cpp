// A decision rests on figures of a certain age: what is too old is shown, refuses the answer, or is signed for.
#include <gtest/gtest.h>

#include "decisions/tarnwick_for_test.h"

namespace drivetrain::decisions {
namespace {

using test::Tarnwick;

/// Works where the decider looks at the hours of the queue, which may be two hours old.
struct Informed : Tarnwick {
  explicit Informed(WhenStale when_stale) {
    Information hours_in_queue;
    hours_in_queue.kpi.id.value = "queue-hours";
    hours_in_queue.max_age = hours(2);
    hours_in_queue.when_stale = when_stale;
    company.versions.models["r1"].decisions["expedite-job"].information.push_back(hours_in_queue);
    company.newest["queue-hours"] = now() - hours(1);
  }
  AnsweredDecision const& answered() { return company.state.answered.back(); }
};

TEST(Information, FreshEnoughIsRecordedWithTheAnswerAndNeedsNoSignature) {
  Informed works(WhenStale::block);
  auto id = works.open(12);
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "line 2 stands", "not needed"}), "");
  auto const& briefing = works.answered().asked.briefing;
  ASSERT_EQ(briefing.inputs.size(), 1u);
  EXPECT_EQ(briefing.inputs[0].id, "queue-hours");
  EXPECT_EQ(briefing.inputs[0].value, feel::Value(Decimal(7)));
  EXPECT_FALSE(briefing.inputs[0].stale);
  EXPECT_EQ(briefing.signed_by, "");
  EXPECT_EQ(briefing.signature, "");
}

TEST(Information, AtItsAgeIsFreshAndAMinuteLaterIsNot) {
  Informed works(WhenStale::block);
  works.company.newest["queue-hours"] = works.now() - hours(2);
  auto id = works.open(12);
  auto briefing = brief(works.company.model().decisions.at("expedite-job"), works.company, works.now());
  EXPECT_TRUE(briefing.blocking.empty());
  works.after(minutes(1));
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "line 2 stands", "it will do"}),
            "DT-X910: Expedite job 4711 cannot be answered on old information: queue-hours is 2 h 1 min old and may be 2 h");
  EXPECT_TRUE(works.company.state.live.contains(id));
  works.company.newest["queue-hours"] = works.now();
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "line 2 stands"}), "");
}

TEST(Information, ThatNeverCameIsTooOld) {
  Informed works(WhenStale::block);
  works.company.newest.clear();
  auto id = works.open(12);
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "line 2 stands"}),
            "DT-X910: Expedite job 4711 cannot be answered on old information: queue-hours has no data");
}

TEST(Information, TooOldIsSignedForAndTheSignatureIsKeptOverARestart) {
  Informed works(WhenStale::sign);
  auto id = works.open(12);
  works.company.newest["queue-hours"] = works.now() - hours(5);
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "line 2 stands"}),
            "DT-X910: Expedite job 4711 rests on old information, and nobody has signed for it: queue-hours is 5 h old and may be 2 h");
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "line 2 stands", "the planner counted by hand"}), "");
  works.restart();
  auto const& briefing = works.answered().asked.briefing;
  EXPECT_TRUE(briefing.inputs.at(0).stale);
  EXPECT_EQ(briefing.signed_by, "ben");
  EXPECT_EQ(briefing.signature, "the planner counted by hand");
}

TEST(Information, ThatIsOnlyShownHindersNobody) {
  Informed works(WhenStale::show);
  works.company.newest.clear();
  auto id = works.open(12);
  EXPECT_EQ(works.refusal("ben", TakeDecision{id, "approve", "line 2 stands"}), "");
  EXPECT_TRUE(works.answered().asked.briefing.inputs.at(0).stale);
}

}  // namespace
}  // namespace drivetrain::decisions
