// What a change did: two figures over whole windows, and nobody else's doing.
#include "adaptation/views.h"

#include <gtest/gtest.h>

#include "adaptation/handle.h"

namespace drivetrain::adaptation {
namespace {

/// A signal of the effort gauge (28 days), a change that answers it, and what was measured.
struct Loop {
  State state;
  Instant deployed{days(20'000).us};

  Loop() {
    journal::Record record;
    record.at = deployed - days(7);
    apply(SignalRaised{"signal-1", "effort", "Effort goes elsewhere", {}, "quentin"}, record, state);
    ChangeProposed proposal;
    proposal.change = "change-2", proposal.signal = "signal-1", proposal.revision = "two";
    apply(proposal, record, state);
    record.at = deployed;
    apply(ModelDeployed{"two", "one", {}, "change-2", "", {}, false}, record, state);
  }
  void measure(int day, double value, std::int64_t evidence = 10, bool on_demand = false) {
    journal::Record record;
    record.at = deployed + days(day);
    GaugeMeasured event;
    event.gauge = "effort", event.value = value, event.evidence = evidence, event.on_demand = on_demand;
    apply(event, record, state);
  }
  void deploy_next(int day) {
    journal::Record record;
    record.at = deployed + days(day);
    apply(ModelDeployed{"three", "two", {}, "", "", {}, false}, record, state);
  }
  std::string says() const {
    auto effect = effect_of(state.changes.at("change-2"), state);
    return effect ? effect->text : "nothing";
  }
};

TEST(EffectOfAChange, IsTwoFiguresOnceAWholeWindowHasPassed) {
  Loop loop;
  loop.measure(-7, 44), loop.measure(0, 40), loop.measure(7, 35);
  EXPECT_EQ(loop.says(), "Effort follows weight stood at 40 points before the change; not measured over a whole window of 28 days since.");
  loop.measure(28, 22);
  EXPECT_EQ(loop.says(), "Effort follows weight: 40 before, 22 points after.");
}

TEST(EffectOfAChange, StaysWhatItWasWhenNextYearIsMeasured) {
  Loop loop;
  loop.measure(0, 40), loop.measure(28, 22), loop.measure(365, 3);
  EXPECT_EQ(loop.says(), "Effort follows weight: 40 before, 22 points after.");
  loop.deploy_next(366);
  EXPECT_EQ(loop.says(), "Effort follows weight: 40 before, 22 points after.");
}

TEST(EffectOfAChange, EndsWithTheNextVersion) {
  Loop loop;
  loop.measure(0, 40), loop.measure(7, 35), loop.deploy_next(10), loop.measure(14, 30), loop.measure(35, 5);
  EXPECT_EQ(loop.says(), "Effort follows weight stood at 40 points before the change; the next version came into force before it was measured over a whole window of 28 days, "
                         "and stood at 35 then.");
}

TEST(EffectOfAChange, IsNotReadFromWeeksInWhichNothingHappened) {
  Loop loop;
  loop.measure(0, 40), loop.measure(28, 0, 0), loop.measure(35, 39.8);
  EXPECT_EQ(loop.says(), "Effort follows weight: 40 before, 40 points after; it did not move.");
}

TEST(Gauges, MeasuredOnDemandLeaveTheHistoryOfWeeksAlone) {
  Loop loop;
  loop.measure(0, 40);
  for (int click = 0; click < 600; ++click) loop.measure(1, 41, 10, true);
  loop.measure(28, 22);
  EXPECT_EQ(loop.state.gauges.at("effort").size(), 2u);
  EXPECT_EQ(loop.says(), "Effort follows weight: 40 before, 22 points after.");
}

}  // namespace
}  // namespace drivetrain::adaptation
