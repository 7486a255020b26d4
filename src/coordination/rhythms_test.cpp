// Rhythms keep time: they come due in local time, are opened by their chair, yield actions, or are recorded as missed.
#include <gtest/gtest.h>

#include "coordination/works_for_test.h"

namespace drivetrain::coordination {
namespace {

using test::Lines;
using test::Works;

std::string open_huddle(Works& works) {
  works.by_policy(PlanRhythms{});
  works.after(minutes(30));
  return works.only_occurrence();
}

TEST(Rhythm, ComesDueAtItsLocalTimeAcrossTheChangeOfTheClock) {
  Works works;
  works.by_policy(PlanRhythms{});
  EXPECT_EQ(format_instant(works.company.state.planned.at("cell-huddle")), "2026-03-27T08:30:00Z");
  works.after(minutes(30));
  EXPECT_EQ(works.company.log, (Lines{"RhythmPlanned", "OccurrenceDue", "RhythmPlanned"}));
  EXPECT_EQ(format_instant(works.company.state.planned.at("cell-huddle")), "2026-03-30T07:30:00Z");
}

TEST(Rhythm, IsOpenedByItsChairOrADeputyAndByNobodyElse) {
  Works works;
  auto huddle = open_huddle(works);
  EXPECT_EQ(works.refusal("wil", StartOccurrence{huddle}),
            "DT-X904: Cell huddle is opened by its chair or a deputy, today Cem Aydin (cell-lead); you are winder");
  EXPECT_EQ(works.refusal("dora", StartOccurrence{huddle}), "");
  EXPECT_EQ(works.refusal("cem", StartOccurrence{huddle}), "DT-X903: Cell huddle was opened already, by Dora Lind");
}

TEST(Rhythm, FreezesItsAgendaTakesActionsAndClosesWithMinutes) {
  Works works;
  auto huddle = open_huddle(works);
  works.company.agenda = feel::Value(feel::List{feel::Value("Oven smokes")});
  works.after(minutes(3));
  works.ask("cem", StartOccurrence{huddle});
  works.company.agenda = feel::Value();
  EXPECT_EQ(works.company.state.occurrences.at(huddle).agenda, feel::Value(feel::List{feel::Value("Oven smokes")}));
  EXPECT_EQ(works.refusal("eva", NoteMinutes{huddle, "I was passing by", ""}),
            "DT-X904: Cell huddle is attended by others; you are operations-director");
  EXPECT_EQ(works.refusal("wil", NoteMinutes{huddle, "thermostat stuck", "1"}), "");
  auto action = works.ask("wyn", AddAction{huddle, "Order a thermostat", "wil", Date{2026, 3, 30}, "1"}).reply;
  works.after(minutes(7));
  EXPECT_EQ(works.refusal("cem", CloseOccurrence{huddle, "one action"}), "");
  auto const& held = works.company.state.past.at("cell-huddle").back();
  EXPECT_EQ(held.status, OccurrenceStatus::held);
  EXPECT_TRUE(held.on_time);
  EXPECT_EQ(held.minutes.at(0).note.text, "thermostat stuck");
  EXPECT_EQ(held.actions, Lines{action});
  EXPECT_EQ(works.refusal("cem", CloseOccurrence{huddle, "again"}), "DT-X903: " + huddle + " (cell-huddle) is over: it was held");
}

TEST(Rhythm, ThatStartsAfterItsGraceIsHeldButLate) {
  Works works;
  auto huddle = open_huddle(works);
  works.after(minutes(6));
  works.ask("cem", StartOccurrence{huddle});
  works.ask("cem", CloseOccurrence{huddle, ""});
  EXPECT_FALSE(works.company.state.past.at("cell-huddle").back().on_time);
  EXPECT_EQ(works.company.state.past.at("cell-huddle").back().late, minutes(6));
}

TEST(Rhythm, ThatNobodyOpensIsMissed) {
  Works works;
  auto huddle = open_huddle(works);
  works.after(minutes(14));
  EXPECT_EQ(works.company.log.back(), "RhythmPlanned");
  works.after(minutes(1));
  EXPECT_EQ(works.company.log.back(), "OccurrenceMissed");
  EXPECT_EQ(works.refusal("cem", StartOccurrence{huddle}), "DT-X903: " + huddle + " (cell-huddle) is over: it was missed");
  auto health = rhythm_health("cell-huddle", works.company.state, works.now(), days(7), Date{2026, 3, 27});
  EXPECT_EQ(health.due, 1);
  EXPECT_EQ(health.missed, 1);
  EXPECT_EQ(format_instant(*health.next), "2026-03-30T07:30:00Z");
}

TEST(Rhythm, OpenedInTimeDoesNotLapse) {
  Works works;
  auto huddle = open_huddle(works);
  works.ask("cem", StartOccurrence{huddle});
  works.after(hours(2));
  EXPECT_EQ(works.company.state.occurrences.at(huddle).status, OccurrenceStatus::running);
}

TEST(Rhythm, IsPlannedAnewByANewModelVersionAndDroppedWithIt) {
  Works works;
  works.by_policy(PlanRhythms{});
  works.company.model.rhythms["cell-huddle"].start = "2026-01-05T10:00";
  works.by_policy(PlanRhythms{});
  EXPECT_EQ(format_instant(works.company.state.planned.at("cell-huddle")), "2026-03-27T09:00:00Z");
  works.after(minutes(45));
  EXPECT_EQ(works.only_occurrence(), "");
  works.company.model.rhythms.clear();
  works.by_policy(PlanRhythms{});
  EXPECT_TRUE(works.company.state.planned.empty());
  works.after(hours(1));
  EXPECT_EQ(works.only_occurrence(), "");
}

TEST(Rhythm, KeepsItsClockOverARestart) {
  Works works;
  works.by_policy(PlanRhythms{});
  works.restart();
  works.after(minutes(30));
  EXPECT_NE(works.only_occurrence(), "");
}

TEST(Rhythm, IsCalledByTheCalendarNotByHand) {
  Works works;
  EXPECT_EQ(works.refusal("cem", PlanOccurrence{"cell-huddle", works.now()}),
            "DT-X904: a meeting is called by the calendar; you are cell-lead");
}

TEST(Action, NeedsAnOwnerAndADayToCome) {
  Works works;
  auto huddle = open_huddle(works);
  EXPECT_EQ(works.refusal("cem", AddAction{huddle, "Order copper", "wil", Date{2026, 3, 30}, ""}), "DT-X903: Cell huddle is not open yet");
  works.ask("cem", StartOccurrence{huddle});
  EXPECT_EQ(works.refusal("cem", AddAction{huddle, "Order copper", "will", Date{2026, 3, 30}, ""}),
            "DT-X902: owner names will, who is nobody in the model");
  EXPECT_EQ(works.refusal("cem", AddAction{huddle, "Order copper", "wil", Date{2026, 3, 26}, ""}),
            "DT-X902: the action is due on 2026-03-26, which has passed");
}

TEST(Action, IsCarriedOverUntilItsOwnerOrTheChairCompletesIt) {
  Works works;
  auto huddle = open_huddle(works);
  works.ask("cem", StartOccurrence{huddle});
  auto action = works.ask("cem", AddAction{huddle, "Order copper", "wil", Date{2026, 3, 27}, ""}).reply;
  works.ask("cem", CloseOccurrence{huddle, ""});
  EXPECT_EQ(open_actions_of_rhythm("cell-huddle", works.company.state).size(), 1u);
  EXPECT_EQ(works.refusal("wyn", CompleteAction{action, "did it"}), "DT-X904: Order copper is owned by Wil Moss; you are winder");
  works.world.clock.advance(days(1));
  EXPECT_EQ(works.refusal("wil", CompleteAction{action, "ordered"}), "");
  EXPECT_TRUE(works.company.state.done_actions.back().done.late);
  EXPECT_TRUE(works.company.state.actions.empty());
}

}  // namespace
}  // namespace drivetrain::coordination
