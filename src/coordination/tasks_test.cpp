// Whose work it is: a claim keeps others away and jumps no queue, what is lent comes back, and what presses is not for the loudest to say.
#include <gtest/gtest.h>

#include "coordination/works_for_test.h"

namespace drivetrain::coordination {
namespace {

using test::Lines;
using test::Works;

/// Like a task of a process: Ben answers for it as works manager.
OpenWorkItem of_process() {
  OpenWorkItem command;
  command.owner_role = "works-manager";
  return command;
}
std::string manager_of(Works& works) { return organisation::acting_person(works.company.form, works.company.absences, "works-manager", works.now()).person; }

feel::Value values(std::string name, feel::Value value) {
  feel::Context context;
  context.set(name, std::move(value));
  return feel::Value(std::move(context));
}

TEST(Claim, KeepsOthersAwayAndTheItemInItsPlace) {
  Works works;
  auto emergency = works.open("emergency", "emergency", "critical");
  auto rewind = works.open(of_process(), "rewind");
  EXPECT_EQ(works.refusal("ada", ClaimWork{rewind}), "DT-X904: rewind is work of winder, today Wil Moss and Wyn Reed (winder); you are planner");
  EXPECT_EQ(works.refusal("wil", ClaimWork{rewind}), "");
  EXPECT_EQ(works.refusal("wil", ClaimWork{rewind}), "DT-X903: rewind is yours already");
  EXPECT_EQ(works.refusal("wyn", ClaimWork{rewind}), "DT-X904: rewind is Wil Moss's; you are winder");
  EXPECT_EQ(works.refusal("wyn", StartWork{rewind, ""}), "DT-X904: rewind is Wil Moss's; you are winder");
  EXPECT_EQ(works.refusal("wyn", CompleteWork{rewind, {}, {}}), "DT-X904: rewind is Wil Moss's; you are winder");
  EXPECT_EQ(works.titles_for("wil"), (Lines{"emergency", "rewind"}));
  EXPECT_EQ(works.titles_for("wyn"), Lines{"emergency"});
  // The claim was free; taking it before the emergency still needs a reason.
  EXPECT_EQ(works.refusal("wil", StartWork{rewind, ""}).substr(0, 7), "DT-X905");
  EXPECT_EQ(works.refusal("wil", UnclaimWork{rewind}), "");
  EXPECT_EQ(works.titles_for("wyn"), (Lines{"emergency", "rewind"}));
}

TEST(Claim, OfSomebodyWhoIsAwayHoldsNothingUp) {
  Works works;
  auto item = works.open("rewind");
  works.ask("wil", ClaimWork{item});
  works.away("wil", hours(8));
  EXPECT_EQ(works.refusal("wyn", ClaimWork{item}), "");
  EXPECT_EQ(works.company.state.items.at(item).assignee, "wyn");
}

TEST(Claim, IsEnoughToCompleteWhatComesFirst) {
  Works works;
  auto emergency = works.open("emergency", "emergency", "critical");
  auto rewind = works.open("rewind");
  works.ask("wil", ClaimWork{rewind});
  EXPECT_EQ(works.refusal("wil", CompleteWork{rewind, {}, {}}).substr(0, 7), "DT-X905");
  EXPECT_EQ(works.refusal("wil", CompleteWork{rewind, values("turns", feel::Value(40)), {}, "the copper is warm"}), "");
  ASSERT_EQ(works.company.started.size(), 1u);
  EXPECT_EQ(works.company.started[0].passed_over, emergency);
  EXPECT_EQ(works.company.completed.at(0).person, "wil");
  EXPECT_EQ(works.company.state.items.count(rewind), 0u);
  EXPECT_TRUE(works.company.state.named.empty());
}

TEST(Assigning, IsForWhoHoldsItOrAnswersForTheProcess) {
  Works works;
  auto item = works.open(of_process(), "rewind");
  auto manager = manager_of(works);
  EXPECT_EQ(works.refusal("wil", AssignWork{item, "wyn"}).substr(0, 7), "DT-X904");  // nobody's yet: not his to give
  EXPECT_EQ(works.refusal(manager, AssignWork{item, "ada"}).substr(0, 7), "DT-X902");  // a planner winds nothing
  EXPECT_EQ(works.refusal(manager, AssignWork{item, "wil"}), "");
  EXPECT_EQ(works.refusal("wil", AssignWork{item, "wyn"}), "");
  EXPECT_EQ(works.company.state.items.at(item).assignee, "wyn");
  EXPECT_EQ(works.titles_for("wil"), Lines{});
  // From somebody who is on it, it is taken.
  works.ask("wyn", StartWork{item, ""});
  EXPECT_EQ(works.refusal(manager, AssignWork{item, "wil"}), "");
  EXPECT_TRUE(works.company.state.items.at(item).ready());
  EXPECT_EQ(works.titles_for("wil"), Lines{"rewind"});
}

TEST(Delegating, LendsTheWorkUntilItComesBack) {
  Works works;
  auto item = works.open("rewind");
  works.ask("wil", ClaimWork{item});
  EXPECT_EQ(works.refusal("wil", DelegateWork{item, "wil"}).substr(0, 7), "DT-X902");
  EXPECT_EQ(works.refusal("wil", ResolveWork{item, {}}).substr(0, 7), "DT-X903");
  EXPECT_EQ(works.refusal("wil", DelegateWork{item, "wyn"}), "");
  auto const& state = works.company.state.items.at(item);
  EXPECT_EQ(to_string(state.delegation), "pending");
  EXPECT_EQ(state.owner, "wil");
  EXPECT_EQ(works.refusal("wyn", CompleteWork{item, {}, {}}), "DT-X903: rewind was delegated to you by Wil Moss, who completes it");
  EXPECT_EQ(works.refusal("wyn", UnclaimWork{item}).substr(0, 7), "DT-X903");
  EXPECT_EQ(works.refusal("wil", ResolveWork{item, {}}).substr(0, 7), "DT-X904");
  EXPECT_EQ(works.refusal("wyn", ResolveWork{item, values("turns", feel::Value(40))}), "");
  EXPECT_EQ(to_string(state.delegation), "resolved");
  EXPECT_EQ(state.assignee, "wil");
  EXPECT_EQ(works.refusal("wil", CompleteWork{item, values("checked", feel::Value(true)), {}}), "");
  auto const& result = works.company.completed.at(0).result.context();
  EXPECT_EQ(*result.find("turns"), feel::Value(40));
  EXPECT_EQ(*result.find("checked"), feel::Value(true));
}

TEST(Naming, AnAssigneeCandidatesAndWhomTheModelDoesNotKnow) {
  Works works;
  OpenWorkItem command;
  command.assignee = "wyn", command.candidate_roles = {"planner", "pilot"}, command.candidate_people = {"cem", "astrid"};
  auto item = works.open(command, "rewind");
  auto const& state = works.company.state.items.at(item);
  EXPECT_EQ(state.assignee, "wyn");
  EXPECT_EQ(state.opened.candidate_roles, Lines{"planner"});
  EXPECT_EQ(state.opened.candidate_people, Lines{"cem"});
  EXPECT_EQ(state.opened.note, "the role pilot is nobody in the model; the candidate astrid is nobody in the model");
  works.ask("wyn", UnclaimWork{item});
  for (auto who : {"wil", "ada", "cem"}) EXPECT_EQ(works.titles_for(who), Lines{"rewind"}) << who;
  EXPECT_EQ(works.refusal("cem", ClaimWork{item}), "");
  EXPECT_EQ(works.titles_for("ada"), Lines{});
}

TEST(Naming, NobodyWhomTheModelKnowsLeavesItToWhoAnswersForTheProcess) {
  Works works;
  auto command = of_process();
  command.role = "pilot";
  auto item = works.open(command, "rewind");
  EXPECT_EQ(works.company.state.items.at(item).opened.role, "works-manager");
  EXPECT_EQ(works.company.state.items.at(item).opened.note, "the role pilot is nobody in the model; so it waits with works-manager, who answers for the process");
}

TEST(FollowUp, PutsWorkBehindWhatIsToBeDoneNow) {
  Works works;
  auto later = of_process();
  later.follow_up = works.now() + hours(2);
  auto item = works.open(later, "emergency", "emergency", "critical");
  works.open("rewind");
  EXPECT_EQ(works.titles_for("wil"), (Lines{"rewind", "emergency"}));
  auto queue = queue_of("winder", works.company.state, works.company.model, works.company.values, works.now());
  EXPECT_EQ(queue[1].rank, 0);
  EXPECT_EQ(queue[1].sleeps_until, later.follow_up);
  // Nothing that sleeps is passed over.
  EXPECT_EQ(works.refusal("wil", StartWork{queue[0].item->opened.item, ""}), "");
  works.after(hours(2));
  queue = queue_of("winder", works.company.state, works.company.model, works.company.values, works.now());
  EXPECT_EQ(queue[0].rank, 1);
  works.ask("wil", ClaimWork{item});
  EXPECT_EQ(works.refusal("wil", RescheduleWork{item, {"follow_up"}, {}, works.now() + days(1)}), "");
  EXPECT_TRUE(queue_of("winder", works.company.state, works.company.model, works.company.values, works.now())[0].sleeps_until);
}

TEST(DueDate, PressesLikeAPromiseAndIsNotForWhoWantsItFirst) {
  Works works;
  auto soon = of_process();
  soon.due = works.now() + hours(3);
  works.open("first come");
  auto item = works.open(soon, "due soon");
  EXPECT_EQ(works.titles_for("wil"), (Lines{"due soon", "first come"}));
  works.ask("wil", ClaimWork{item});
  EXPECT_EQ(works.refusal("wil", RescheduleWork{item, {"due"}, works.now()}).substr(0, 7), "DT-X904");
  EXPECT_EQ(works.refusal(manager_of(works), RescheduleWork{item, {"due", "priority"}, {}, {}, 70}), "");
  auto const& state = works.company.state.items.at(item);
  EXPECT_FALSE(state.due);
  EXPECT_EQ(state.priority, 70);
  EXPECT_EQ(works.titles_for("wil"), (Lines{"due soon", "first come"}));  // by its priority now: worth the same
  EXPECT_EQ(works.refusal(manager_of(works), RescheduleWork{item, {"priority"}, {}, {}, 101}).substr(0, 7), "DT-X902");
}

TEST(Draft, IsKeptForWhoHoldsTheWorkUntilItIsDone) {
  Works works;
  auto item = works.open("rewind");
  EXPECT_EQ(works.refusal("wil", SaveDraft{item, values("turns", feel::Value(4))}).substr(0, 7), "DT-X904");
  works.ask("wil", ClaimWork{item});
  EXPECT_EQ(works.refusal("wil", SaveDraft{item, feel::Value("turns")}).substr(0, 7), "DT-X902");
  EXPECT_EQ(works.refusal("wil", SaveDraft{item, values("turns", feel::Value(std::string(100'000, 'x')))}).substr(0, 7), "DT-X902");
  EXPECT_EQ(works.refusal("wil", SaveDraft{item, values("turns", feel::Value(4))}), "");
  EXPECT_EQ(works.refusal("wil", SaveDraft{item, values("turns", feel::Value(40))}), "");
  works.restart();
  EXPECT_EQ(works.company.state.items.at(item).draft, values("turns", feel::Value(40)));
  works.ask("wil", CompleteWork{item, {}, {}});
  EXPECT_EQ(works.company.state.items.count(item), 0u);
}

}  // namespace
}  // namespace drivetrain::coordination
