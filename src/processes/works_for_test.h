// A works that runs processes: a real journal on a simulated world, and nothing else of the company. After everything it does,
// the state is folded anew from the journal and must be the same.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>

#include "decisions/called.h"
#include "journal/journal.h"
#include "journal/registry.h"
#include "journal/sim_world.h"
#include "processes/registration.h"
#include "processes/sketch_for_test.h"
#include "processes/views.h"

namespace drivetrain::processes::test {

inline feel::Value with(std::initializer_list<std::pair<std::string, feel::Value>> entries) {
  feel::Context context;
  for (auto const& [name, value] : entries) context.set(name, value);
  return context;
}

class Works : public journal::Machine, public ProgramSource {
 public:
  Works() {
    enlist(
        registry_,
        [](Works& works, journal::Transition& transition) { return Context{transition, works.state, works, works.model, working, works.form, works.absences}; },
        [](Works& works) -> State& { return works.state; });
    form.company.timezone.value = "UTC";
    add_role("process-owner", "ana"), add_role("fitter", "jack"), add_role("desk", "hanna");
    open();
  }

  // The model.
  State state;
  Model model;
  organisation::Model form;
  organisation::State absences;
  std::string revision = "r1";
  void deploy(std::string const& process, std::string const& sketch) { deploy(Sketch::of(process, sketch)); }
  void deploy(std::shared_ptr<Program const> program) {
    auto process = program->process();
    programs_[revision + "/" + process] = std::move(program);
    model.processes[process].header.owner = "process-owner";
  }
  std::string owner(std::string_view, std::string_view process) const override {
    auto found = model.processes.find(std::string(process));
    return found == model.processes.end() ? "" : found->second.header.owner;
  }
  void add_role(std::string const& role, std::string const& person) {
    form.roles[role].header.id = role;
    form.people[person].header.id = person;
    auto& assignment = form.assignments[role + "-today"];
    assignment.role.id.value = role;
    organisation::Term holder;
    holder.person.id.value = person;
    assignment.holders.push_back(holder);
  }
  decisions::CalledDecisions called;
  std::shared_ptr<decisions::CalledDecision const> called_decision(Asked const& asked) const override {
    auto found = called.find(asked.id);
    return found == called.end() ? nullptr : found->second;
  }
  Program const* find(std::string_view revision, std::string_view process) const override {
    auto found = programs_.find(std::string(revision) + "/" + std::string(process));
    return found == programs_.end() ? nullptr : found->second.get();
  }
  /// Monday to Friday around the clock, in UTC.
  static Result<Instant> working(Instant from, Duration duration) {
    while (true) {
      auto day = from.us / days(1).us;
      auto midnight = Instant{(day + 1) * days(1).us};
      auto left = weekday(date_from_days(day)) <= 5 ? midnight - from : Duration{};
      if (duration <= left) return from + duration;
      duration = duration - left, from = midnight;
    }
  }

  // What people, policies and the clock do.
  std::string start(std::string const& process, feel::Value variables = {}, std::string const& key = {}) {
    StartCase command;
    command.process = process, command.business_key = key, command.variables = std::move(variables);
    return done(command);
  }
  template <class C>
  journal::Outcome ask(C const& command, journal::Actor actor = journal::Actor::policy("test")) {
    auto outcome = journal_->execute(journal::command(command, std::move(actor)));
    expect_same_when_folded();
    return outcome;
  }
  template <class C>
  std::string done(C const& command, journal::Actor actor = journal::Actor::policy("test")) {
    auto outcome = ask(command, std::move(actor));
    EXPECT_TRUE(outcome.accepted()) << outcome.refusal->message;
    return outcome.reply;
  }
  template <class C>
  Error refused(C const& command, journal::Actor actor = journal::Actor::policy("test")) {
    auto outcome = ask(command, std::move(actor));
    EXPECT_FALSE(outcome.accepted());
    return outcome.refusal.value_or(Error{});
  }
  void complete(std::string const& case_id, std::string const& element, feel::Value variables = {}) {
    done(CompleteActivity{case_id, activity(case_id, element), std::move(variables)});
  }
  void message(std::string const& name, std::string const& key, feel::Value variables = {}) {
    done(CorrelateMessage{name, key, std::move(variables)}, journal::Actor::feed("mail"));
  }
  void after(Duration duration) {
    sim.clock.advance(duration);
    journal_->fire_due_timers();
    expect_same_when_folded();
  }
  void restart() {
    auto before = canonical_text(state);
    open();
    EXPECT_EQ(canonical_text(state), before);
  }

  // What is to be seen.
  Case const& look(std::string const& case_id) const {
    auto const* c = state.find(case_id);
    DT_ASSERT(c != nullptr);
    return *c;
  }
  std::string activity(std::string const& case_id, std::string const& element) const {
    for (auto const& [number, a] : look(case_id).activities)
      if (a.element.text() == element) return activity_id(number);
    return "none at " + element;
  }
  /// Where tokens wait, sorted: "rewind, machine"; at a join "meet(1)", stuck "way!"; or how the case ended.
  std::string where(std::string const& case_id) const {
    auto const& c = look(case_id);
    if (c.status != CaseStatus::running) return std::string(to_string(c.status)) + (c.end.empty() ? "" : " at " + c.end.text());
    std::vector<std::string> tokens;
    for (auto const& [number, a] : c.activities)
      if (a.host == 0 && a.kind.text() != "sub_process") tokens.push_back(a.element.text() + (a.incident ? "!" : ""));
    c.each_join([&](Join const& join) {
      std::uint32_t count = 0;
      for (auto const& arrival : join.arrivals) count += arrival.tokens;
      tokens.push_back(join.element.text() + "(" + std::to_string(count) + ")");
    });
    std::sort(tokens.begin(), tokens.end());
    std::string text;
    for (auto const& token : tokens) text += (text.empty() ? "" : ", ") + token;
    return text;
  }
  Incident incident(std::string const& case_id) const {
    for (auto const& [_, a] : look(case_id).activities)
      if (a.incident) return *a.incident;
    return {"no incident", ""};
  }
  feel::Value variable(std::string const& case_id, std::string const& name) const {
    auto const* value = look(case_id).variables.find(name);
    return value ? *value : feel::Value();
  }
  std::size_t timers() const { return journal_->pending_timers().size(); }
  std::vector<journal::Record> records() {
    std::vector<journal::Record> all;
    for (auto const& stored : sim.store.records()) all.push_back(stored.record);
    return all;
  }
  template <class E>
  std::vector<E> happened() {
    std::vector<E> all;
    for (auto const& record : records()) {
      E event;
      if (record.kind == journal::RecordKind::event && record.type == E::type.number && decode_fields(record.payload, event))
        all.push_back(event);
    }
    return all;
  }

  journal::SimWorld sim;
  bool fold_each_time = true;  ///< long stories fold at the end

 private:
  void open() {
    journal_.reset();
    reset();
    journal_ = std::make_unique<journal::Journal>(sim.world(), *this, registry_);
    auto opened = journal_->open();
    EXPECT_TRUE(opened.ok());
  }
  void expect_same_when_folded() {
    if (!fold_each_time) return;
    auto live = canonical_text(state);
    state.clear();
    for (auto const& stored : sim.store.records())
      if (stored.record.kind == journal::RecordKind::event) apply(stored.record);
    ASSERT_EQ(canonical_text(state), live);
  }

  // journal::Machine
  Status handle(journal::Command const& command, journal::Transition& transition) override {
    return registry_.handle(command, *this, transition);
  }
  void apply(journal::Record const& event) override { registry_.apply(event, *this); }
  void react(journal::Record const&, std::vector<journal::Command>&) override {}
  std::string const& model_revision() const override { return revision; }
  void reset() override { state.clear(); }

  std::map<std::string, std::shared_ptr<Program const>> programs_;
  journal::Registry<Works> registry_;
  std::unique_ptr<journal::Journal> journal_;
};

}  // namespace drivetrain::processes::test
