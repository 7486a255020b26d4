// The works of Tarnwick for the tests of coordination: winders with a queue, a cell lead with a huddle, an andon call in three
// tiers. Friday 2026-03-27, 09:00 in Berlin; summer time begins on Sunday.
#pragma once

#include "coordination/handle.h"
#include "coordination/views.h"
#include "decisions/tarnwick_for_test.h"

namespace drivetrain::coordination::test {

using decisions::test::add_role;
using decisions::test::Lines;
using decisions::test::role_ref;

inline strategy::ValueTable tarnwick_values() {
  strategy::ValueTable table;
  table.weights = {{"keep-critical-running", 60}, {"margin", 40}};
  table.processes["emergency"] = {0.6, {{"keep-critical-running", 9}}};
  table.processes["overhaul"] = {0.4, {{"margin", 9}}};
  table.tiers = {{"critical", 3}, {"standard", 1}};
  return table;
}

inline organisation::Model works_form() {
  auto form = decisions::test::tarnwick_form();
  for (auto [id, name] : {std::pair{"wil", "Wil Moss"}, {"wyn", "Wyn Reed"}})
    form.people[id].header.id = id, form.people[id].header.title = name;
  add_role(form, "winder", 5, {"wil", "wyn"});
  form.roles["winder"].many = true;
  return form;
}

inline Rhythm huddle() {
  Rhythm rhythm;
  rhythm.header.id = "cell-huddle";
  rhythm.header.title = "Cell huddle";
  rhythm.rrule.value = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR";
  rhythm.start = "2026-01-05T09:30";
  rhythm.duration = minutes(10);
  rhythm.chair = role_ref("cell-lead");
  rhythm.attendees = {role_ref("winder")};
  RhythmInput issues, actions;
  issues.list = "issues", actions.list = "actions";
  rhythm.inputs = {issues, actions};
  rhythm.outputs = {"actions"};
  return rhythm;
}

inline IssueType andon() {
  IssueType type;
  type.header.id = "machine-down";
  type.header.title = "Machine down";
  type.stops_work = true;
  type.tiers = {
      {role_ref("cell-lead"), minutes(10)}, {role_ref("works-manager"), minutes(30)}, {role_ref("operations-director"), hours(1)}};
  return type;
}

class Company final : public journal::Machine {
 public:
  Company() {
    commands<OpenWorkItem, StartWork, CompleteWork, ReturnWork, WithdrawWorkItem, ExpediteWork, ReorderQueues, ClaimWork, UnclaimWork, AssignWork,
             DelegateWork, ResolveWork, SaveDraft, RescheduleWork, PlanRhythms, PlanOccurrence,
             LapseOccurrence, StartOccurrence, CloseOccurrence, AddAction, NoteMinutes, CompleteAction, RaiseIssue, AcknowledgeIssue,
             ContainIssue, ResolveIssue, EscalateIssue, StateCause, TestEffect>();
    events<WorkItemOpened, WorkStarted, WorkCompleted, WorkReturned, WorkItemWithdrawn, WorkExpedited, QueuesReordered, WorkClaimed, WorkUnclaimed,
           WorkAssigned, WorkDelegated, WorkResolved, DraftSaved, WorkRescheduled, RhythmPlanned,
           OccurrenceDue, OccurrenceStarted, ActionAdded, MinuteNoted, OccurrenceHeld, OccurrenceMissed, ActionCompleted, IssueRaised,
           IssueCalled, IssueAcknowledged, IssueContained, IssueResolved, IssueRecurred, CauseStated, IssueFixed, EffectUnknown, IssueReopened>();
    registry.event<WorkStarted>(
        [](WorkStarted const& event, journal::Record const&, Company& company) { company.started.push_back(event); });
    registry.event<WorkCompleted>(
        [](WorkCompleted const& event, journal::Record const&, Company& company) { company.completed.push_back(event); });
    model.rhythms["cell-huddle"] = huddle();
    model.issue_types["machine-down"] = andon();
  }
  Status handle(journal::Command const& command, journal::Transition& transition) override {
    return registry.handle(command, *this, transition);
  }
  void apply(journal::Record const& event) override { registry.apply(event, *this); }
  void react(journal::Record const&, std::vector<journal::Command>&) override {}
  std::string const& model_revision() const override { return revision; }
  void reset() override { state = {}, log.clear(), started.clear(), completed.clear(); }
  People people() const { return {form, absences}; }

  State state;
  Model model;
  organisation::Model form = works_form();
  organisation::State absences;
  strategy::ValueTable values = tarnwick_values();
  feel::Value agenda;
  std::optional<Figure> figure;
  std::string revision = "r1";
  Lines log;
  std::vector<WorkStarted> started;
  std::vector<WorkCompleted> completed;
  journal::Registry<Company> registry;

 private:
  template <class... C>
  void commands() {
    (registry.command<C>([](C const& command, Company& company, journal::Transition& transition) {
      Context context{transition, company.state, company.model, company.people(), company.values, company.agenda, company.figure};
      return coordination::handle(command, context);
    }),
     ...);
  }
  template <class... E>
  void events() {
    (registry.event<E>([](E const& event, journal::Record const& record, Company& company) {
      company.log.push_back(E::type.name);
      coordination::apply(event, record, company.state);
    }),
     ...);
  }
};

class Works {
 public:
  Works() { EXPECT_TRUE(journal_->open().ok()); }
  template <class C>
  journal::Outcome ask(std::string const& person, C const& command) {
    return journal_->execute(journal::command(command, journal::Actor::person(person)));
  }
  template <class C>
  journal::Outcome by_policy(C const& command) {
    return journal_->execute(journal::command(command, journal::Actor::policy("test")));
  }
  template <class C>
  std::string refusal(std::string const& person, C const& command) {
    auto outcome = ask(person, command);
    return outcome.refusal ? outcome.refusal->code + ": " + outcome.refusal->message : "";
  }
  /// Opens work for winders; replies its id.
  std::string open(std::string title, std::string process = "overhaul", std::string tier = "standard", std::optional<Duration> promised_in = {},
                   std::string case_id = "case-1") {
    return open(OpenWorkItem{}, std::move(title), std::move(process), std::move(tier), promised_in, std::move(case_id));
  }
  /// The same with what `command` says beside.
  std::string open(OpenWorkItem command, std::string title, std::string process = "overhaul", std::string tier = "standard", std::optional<Duration> promised_in = {},
                   std::string case_id = "case-1") {
    command.case_id = case_id, command.activity = "a-" + title, command.process = process, command.title = title, command.role = command.role.empty() ? "winder" : command.role,
    command.tier = tier;
    if (promised_in) command.promised = now() + *promised_in;
    command.expected = hours(2);
    return by_policy(command).reply;
  }
  void after(Duration duration) {
    for (auto until = world.clock.now() + duration; world.clock.now() < until;) {
      world.clock.advance(minutes(1));
      journal_->fire_due_timers();
    }
  }
  void away(std::string const& person, Duration for_how_long) {
    company.absences.absences[person].push_back({"absence-" + person, person, now(), now() + for_how_long, "ill", "ada"});
  }
  void restart() {
    journal_.reset();
    journal_ = std::make_unique<journal::Journal>(world.world(), company, company.registry);
    EXPECT_TRUE(journal_->open().ok());
  }
  Instant now() { return world.clock.now(); }
  std::string only_occurrence() const { return company.state.occurrences.size() == 1 ? company.state.occurrences.begin()->first : ""; }
  Lines titles_for(std::string const& person) {
    Lines titles;
    for (auto const& entry : queue_for(person, company.state, company.model, company.values, company.people(), now()))
      titles.push_back(entry.item->opened.title);
    return titles;
  }

  journal::SimWorld world;
  Company company;

 private:
  std::unique_ptr<journal::Journal> journal_ = std::make_unique<journal::Journal>(world.world(), company, company.registry);
};

}  // namespace drivetrain::coordination::test
