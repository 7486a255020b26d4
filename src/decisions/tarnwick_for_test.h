// A small Tarnwick for the tests of decision rights: planner, cell lead, works manager, two directors; one right, "expedite",
// in bands of hours; a journal in simulated time. Friday 2026-03-27, 09:00 in Berlin; clocks go forward on Sunday.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "decisions/handle.h"
#include "decisions/views.h"
#include "feel/json.h"
#include "journal/journal.h"
#include "journal/registry.h"
#include "journal/sim_world.h"
#include "organisation/views.h"

namespace drivetrain::decisions::test {

using Lines = std::vector<std::string>;

inline void add_role(organisation::Model& form, std::string id, int authority, std::vector<std::string> holders,
                     std::vector<std::string> deputies = {}) {
  auto& role = form.roles[id];
  role.header.id = id;
  role.header.title = id;
  role.authority = authority;
  auto& assignment = form.assignments[id + "-assignment"];
  assignment.role.id.value = id;
  for (auto& person : holders) assignment.holders.push_back({{Id<organisation::Person>(person), {}}, {}, {}});
  for (auto& person : deputies) assignment.deputies.push_back({{Id<organisation::Person>(person), {}}, {}, {}});
}

inline organisation::Model tarnwick_form() {
  organisation::Model form;
  form.company.timezone.value = "Europe/Berlin";
  form.company.calendar.id.value = "works";
  auto& works = form.calendars["works"];
  for (auto day : {"mon", "tue", "wed", "thu", "fri"}) works.hours[day] = {{"08:00-16:00", {}}};
  for (auto [id, name] : {std::pair{"ada", "Ada Voss"},
                          {"cem", "Cem Aydin"},
                          {"dora", "Dora Lind"},
                          {"ben", "Ben Okoro"},
                          {"eva", "Eva Stern"},
                          {"mo", "Mo Farah"}})
    form.people[id].header.id = id, form.people[id].header.title = name;
  add_role(form, "planner", 10, {"ada"});
  add_role(form, "cell-lead", 20, {"cem"}, {"dora"});
  add_role(form, "works-manager", 30, {"ben"}, {"dora"});
  add_role(form, "operations-director", 40, {"eva"});
  add_role(form, "managing-director", 50, {"mo"});
  return form;
}

inline Ref<Role> role_ref(std::string id) { return {Id<Role>(std::move(id)), {}}; }

inline Decision expedite() {
  Decision decision;
  decision.header.id = "expedite-job";
  decision.question = "May this job overtake the queue?";
  Fact delay;
  delay.name.value = "delay_hours";
  delay.unit = "h";
  delay.min = Decimal(0);
  decision.facts.push_back(delay);
  decision.bands = {{{"delay_hours <= 8", {}}, role_ref("cell-lead"), {}},
                    {{"delay_hours > 8 and delay_hours <= 40", {}}, role_ref("works-manager"), {}},
                    {{"delay_hours > 40", {}}, role_ref("operations-director"), {}}};
  decision.outcomes = {{"approve", {}}, {"refuse", {}}};
  decision.criteria = {"a critical customer stands still"};
  decision.sla = hours(4);
  decision.escalation = {{hours(2), role_ref("next-band"), {}}, {hours(3), role_ref("managing-director"), {}}};
  decision.rapid.recommend = role_ref("planner");
  decision.sod = {{"recommend", {}}, {"decide", {}}};
  return decision;
}

/// Keeps every version it is given, as app/ does.
struct Versions final : DecisionSource {
  std::map<std::string, Model> models;
  Decision const* find(std::string const& revision, std::string const& id) const override {
    auto model = models.find(revision);
    if (model == models.end()) return nullptr;
    auto decision = model->second.decisions.find(id);
    return decision == model->second.decisions.end() ? nullptr : &decision->second;
  }
};

class Company final : public journal::Machine, public SubjectSource, public InformationSource {
 public:
  Company() {
    add<OpenDecision>(), add<TakeDecision>(), add<EscalateDecision>(), add<MarkOverdue>(), add<WithdrawDecision>(), add<RerouteDecision>(),
        add<ContributeToDecision>(), add<StopAutonomy>(), add<ResumeAutonomy>();
    keep<DecisionOpened>(), keep<DecisionRouted>(), keep<DecisionTaken>(), keep<DecisionEscalated>(), keep<DecisionWithdrawn>(),
        keep<DecisionOverdue>(), keep<DecisionDueSet>(), keep<DecisionSuggested>(), keep<DecisionBriefed>(), keep<DecisionContributed>(), keep<AutonomyStopped>(), keep<AutonomyResumed>();
    registry.event<DecisionTaken>(
        [](DecisionTaken const& event, journal::Record const&, Company& company) { company.taken.push_back(event); });
    versions.models["r1"].decisions["expedite-job"] = expedite();
  }
  Status handle(journal::Command const& command, journal::Transition& transition) override {
    return registry.handle(command, *this, transition);
  }
  void apply(journal::Record const& event) override { registry.apply(event, *this); }
  void react(journal::Record const&, std::vector<journal::Command>&) override {}
  std::string const& model_revision() const override { return revision; }
  void reset() override { state = {}, taken.clear(), log.clear(); }

  Status find_subject(OpenDecision const& command) const override {
    if (command.subject != "nonsense") return {};
    return Error{"DT-X901", "there is no work nonsense", ""};
  }
  Result<Decimal> measure(std::string const&, OpenDecision const&, Instant) const override { return measured; }

  BriefedInput look_up(Information const& information, Instant) const override {
    auto found = newest.find(information.kpi.text());
    BriefedInput input;
    if (found != newest.end()) input.value = feel::Value(Decimal(7)), input.data_at = found->second;
    return input;
  }

  std::map<std::string, Instant> newest;  ///< data of each KPI
  Tables tables;
  Decimal measured = 12;  ///< hours that others would wait
  Model const& model() const { return versions.models.at(revision); }
  People people() const { return {form, absences}; }
  DeclarationOf declaration() const {
    return [this](LiveDecision const& live) { return versions.find(live.revision, live.decision); };
  }

  State state;
  organisation::Model form = tarnwick_form();
  organisation::State absences;
  Versions versions;
  std::string revision = "r1";
  std::vector<DecisionTaken> taken;
  Lines log;  ///< names of events, in order
  journal::Registry<Company> registry;

 private:
  template <class C>
  void add() {
    registry.command<C>([](C const& command, Company& company, journal::Transition& transition) {
      Context context{transition, company.state, company.model(), company.versions, company, company.people(), company, &company.tables};
      return decisions::handle(command, context);
    });
  }
  template <class E>
  void keep() {
    registry.event<E>([](E const& event, journal::Record const& record, Company& company) {
      company.log.push_back(E::type.name);
      decisions::apply(event, record, company.state);
    });
  }
};

/// The company with its journal; people ask, time passes.
class Tarnwick {
 public:
  Tarnwick() { EXPECT_TRUE(journal_->open().ok()); }
  template <class C>
  journal::Outcome ask(std::string const& person, C const& command) {
    return journal_->execute(journal::command(command, journal::Actor::person(person)));
  }
  /// Opens an expedite of a job that is late by so much; replies the live id.
  std::string open(int delay_hours, std::string recommended_by = "", std::string subject = "job-4711") {
    feel::Context facts;
    facts.set("delay_hours", feel::Value(delay_hours));
    OpenDecision command{
        "expedite-job", subject, "work", "Expedite job 4711", feel::Value(facts), recommended_by, recommended_by.empty() ? "" : "approve"};
    auto outcome = ask(recommended_by.empty() ? "ada" : recommended_by, command);
    EXPECT_TRUE(outcome.accepted()) << (outcome.refusal ? outcome.refusal->message : "");
    return outcome.reply;
  }
  /// Refusal as "DT-X904: message"; empty when accepted.
  template <class C>
  std::string refusal(std::string const& person, C const& command) {
    auto outcome = ask(person, command);
    return outcome.refusal ? outcome.refusal->code + ": " + outcome.refusal->message : "";
  }
  /// Time passes in steps of a minute, so that timers fire when they are due.
  void after(Duration duration) {
    for (auto until = world.clock.now() + duration; world.clock.now() < until;) {
      world.clock.advance(minutes(1));
      journal_->fire_due_timers();
    }
  }
  void away(std::string const& person, Duration for_how_long) {
    auto now = world.clock.now();
    company.absences.absences[person].push_back({"absence-" + person, person, now, now + for_how_long, "ill", "ada"});
  }
  /// The process dies and starts again over the same store.
  void restart() {
    journal_.reset();
    journal_ = std::make_unique<journal::Journal>(world.world(), company, company.registry);
    EXPECT_TRUE(journal_->open().ok());
  }
  LiveDecision const& live(std::string const& id) const { return company.state.live.at(id); }
  Instant now() { return world.clock.now(); }

  journal::SimWorld world;
  Company company;

 private:
  std::unique_ptr<journal::Journal> journal_ = std::make_unique<journal::Journal>(world.world(), company, company.registry);
};

}  // namespace drivetrain::decisions::test
