// A random story: what people, workers, other systems and the clock do to the cases of a random model, in any order: done, done twice, too late,
// by the wrong one, for what is over, with clocks that jump. After every deed everything must hold (ledger, invariants); at some moments the
// works restart; at the end every case is brought to its end or cancelled, and nothing may be left. No test framework (the fuzzer runs it).
#pragma once

#include <array>
#include <string>
#include <vector>

#include "processes/proof/invariants_for_test.h"
#include "processes/proof/proof_works_for_test.h"

namespace drivetrain::processes::proof {

struct Told {
  std::string fault;              ///< empty: everything held
  std::vector<std::string> deeds; ///< what was done, for whoever has to find the fault
  std::string xml;
  std::string chain_end;
  std::string state;
  std::size_t commands = 0, completed = 0, cancelled = 0, incidents = 0, begun = 0;
};

class Story {
 public:
  struct Options {
    std::size_t deeds = 40;
    bool restart_always = false;  ///< after every deed
    bool restarts = true;
  };
  Story(Choices& model, Choices& choices, Options options) : choices_(choices), options_(options), works_(7) {
    Choices again(model);
    made_ = ModelMaker(model, false).make();
    auto second = ModelMaker(again, true).make();
    if (auto problem = works_.deploy(made_, "r1"); !problem.empty()) works_.fail(problem);
    else if (problem = works_.deploy(second, "r2"); !problem.empty()) works_.fail("second version: " + problem);
  }

  Told tell() {
    if (works_.fault.empty()) {
      if (choices_.chance(50)) ask(PlanStarts{}, "plans the starts by the clock");
      start();
      for (std::size_t i = 0; i < options_.deeds && works_.fault.empty() && !choices_.over(); ++i) {
        deed();
        if (too_much() && works_.fault.empty()) calm();
        bool restart = choices_.below(12) == 11, snapshot = choices_.chance(50);
        if (options_.restart_always || (options_.restarts && restart)) works_.restart(snapshot);
      }
      if (works_.fault.empty()) finish();
      if (works_.fault.empty()) works_.replay();
    }
    told_.fault = works_.fault, told_.xml = made_.xml, told_.chain_end = works_.chain_end(), told_.state = canonical_text(works_.state);
    return std::move(told_);
  }

 private:
  // ------------------------------------------------------------------------------------------ what calls itself

  /// More than anybody would let go on; to look at all of it after each deed would take the day.
  bool too_much() const {
    std::size_t tokens = 0;
    for (auto const& [_, c] : works_.state.open_cases())
      if ((tokens += c.activities.size()) > 400) return true;
    return works_.state.open_cases().size() > 60;
  }
  /// A person cancels what has become too much, and everything else goes on.
  void calm() {
    std::vector<std::string> roots;
    for (auto const& [_, c] : works_.state.open_cases())
      if (c.parent == 0 && !works_.state.cancelling(c)) roots.push_back(c.id());
    for (auto const& id : roots)
      if (works_.fault.empty() && works_.state.open(id)) must(CancelCase{id, "it has no end"}, "cancels " + id);
    for (int i = 0; i < 4'000 && works_.fault.empty() && too_much(); ++i) works_.world.clock.advance(seconds(1)), ring();
    if (works_.fault.empty() && too_much()) works_.fail("cancel: what was too much is not gone after four thousand turns");
  }

  // ------------------------------------------------------------------------------------------ asking

  void check() {
    if (works_.fault.empty() && !works_.ledger.fault().empty()) works_.fail(works_.ledger.fault());
    if (too_much()) return;
    if (works_.fault.empty()) works_.ledger.compare(works_.state);
    if (works_.fault.empty() && !works_.ledger.fault().empty()) works_.fail(works_.ledger.fault());
    if (works_.fault.empty())
      if (auto broken = Invariants(works_.state, works_, works_.journal().pending_timers()).broken(); !broken.empty()) works_.fail(broken);
  }
  template <class C>
  journal::Outcome ask(C const& command, std::string deed) {
    ++told_.commands;
    auto head = works_.journal().head();
    auto outcome = works_.ask(command);
    if (outcome.refusal) deed += " — refused " + outcome.refusal->code + ": " + outcome.refusal->message;
    told_.deeds.push_back(std::move(deed));
    if (outcome.refusal && (outcome.refusal->code.empty() || outcome.refusal->message.empty())) works_.fail("refusal: without a code or a reason: " + told_.deeds.back());
    if (outcome.refusal && works_.journal().head() != head + 2) works_.fail("refusal: of something that happened all the same: " + told_.deeds.back());
    check();
    return outcome;
  }
  /// It must not be refused.
  template <class C>
  void must(C const& command, std::string const& deed) {
    if (auto outcome = ask(command, deed); outcome.refusal) works_.fail("refused what must be possible: " + told_.deeds.back());
  }

  feel::Value some_variables() {
    feel::Context context;
    auto count = choices_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      auto name = "v" + std::to_string(choices_.below(5));
      context.set(name, feel::Value(static_cast<std::int64_t>(choices_.below(3))));
    }
    if (choices_.chance(3)) context.set("v0", feel::Value("text"));
    if (choices_.chance(3)) context.set("v1", feel::Value());
    return context;
  }
  feel::Value all_variables(std::string const& key) {
    feel::Context context;
    for (int i = 0; i < 5; ++i) context.set("v" + std::to_string(i), feel::Value(static_cast<std::int64_t>(choices_.below(3))));
    context.set("key", feel::Value(key));
    feel::List items;
    for (std::size_t i = choices_.below(4); i > 0; --i) items.push_back(feel::Value(static_cast<std::int64_t>(i)));
    context.set("xs", feel::Value(std::move(items)));
    return context;
  }

  // ------------------------------------------------------------------------------------------ who there is

  Case const* some_case() {
    auto const& open = works_.state.open_cases();
    if (open.empty()) return nullptr;
    return &std::next(open.begin(), static_cast<std::ptrdiff_t>(choices_.below(std::min<std::size_t>(open.size(), 200))))->second;
  }
  struct Found {
    std::string case_id, activity, element;
  };
  template <class Fits>
  std::vector<Found> all(Fits fits) const {
    std::vector<Found> found;
    for (auto const& [_, c] : works_.state.open_cases())
      for (auto const& [number, a] : c.activities)
        if (fits(c, a) && found.size() < 200) found.push_back({c.id(), activity_id(number), a.element.text()});
    return found;
  }
  bool halted(Case const& c) const { return works_.state.suspended(c) || works_.state.cancelling(c); }
  std::vector<Found> tasks() const {
    return all([this](Case const& c, Activity const& a) { return a.kind.text() == "user_task" && !a.incident && !works_.state.open_cases().empty() && !halted(c); });
  }
  std::vector<Found> stuck() const {
    return all([this](Case const& c, Activity const& a) { return a.incident.has_value() && !halted(c); });
  }
  static std::string at(Found const& one) { return one.case_id + "/" + one.activity + " '" + one.element + "'"; }

  // ------------------------------------------------------------------------------------------ deeds

  void start() {
    StartCase command;
    command.process = choices_.chance(10) ? "q" : "p";
    auto key = "K" + std::to_string(++begun_ % 3);
    command.business_key = choices_.chance(20) ? std::string() : key + "-" + std::to_string(begun_);
    command.variables = all_variables(key);
    ask(command, "starts " + command.process + " with " + feel::to_text(command.variables));
  }

  void deed() {
    switch (choices_.below(32)) {
      default: return complete();
      case 8:
      case 9:
      case 10: return work();
      case 11:
      case 12: return message();
      case 13: return signal();
      case 14:
      case 15: return clock();
      case 16: return variables();
      case 17: return start();
      case 18: return halt();
      case 19: return modify();
      case 20: return migrate();
      case 21: return cancel();
      case 22:
      case 23: return resolve();
      case 24: return batch();
      case 25: return jobs();
      case 26: return nonsense();
      case 27: return job_ends();
      case 28: return job_ends();
      case 29: return clock_to_next();
      case 30: return again();
    }
  }

  void complete() {
    auto there = tasks();
    if (there.empty()) return work();
    last_ = choices_.one_of(there);
    must(CompleteActivity{last_.case_id, last_.activity, some_variables(), choices_.chance(30) ? "jack" : ""}, "completes " + at(last_));
  }
  /// What was done is done once more.
  void again() {
    if (last_.case_id.empty()) return complete();
    ask(CompleteActivity{last_.case_id, last_.activity, {}}, "completes again " + at(last_));
  }

  std::string worker() { return choices_.chance(20) ? "eve" : "worker"; }
  void work() {
    auto const& before = works_.state.jobs();
    std::set<std::string> held;
    // By the journal's time, which does not go back with the clock.
    auto now = std::max(works_.world.clock.now(), works_.world.store.records().back().record.at);
    for (auto const& [job, hold] : before.holds)
      if (!hold.worker.empty() && now < hold.until && !hold.free) held.insert(case_id(job.case_number) + "/" + activity_id(job.activity));
    auto lock = choices_.chance(50) ? minutes(5) : seconds(1);
    auto outcome = ask(ActivateJobs{worker(), {{"t0", lock}, {"t1", lock}}, static_cast<std::int64_t>(1 + choices_.below(3))}, "asks for jobs");
    std::string word;
    for (char c : outcome.reply + " ") {
      if (c != ' ') {
        word += c;
        continue;
      }
      if (word.empty()) continue;
      if (held.contains(word)) works_.fail("jobs: " + word + " was given to two workers at once");
      taken_.push_back({word.substr(0, word.find('/')), word.substr(word.find('/') + 1), ""});
      word.clear();
    }
    if (choices_.chance(60)) job_ends();
  }
  /// Of a job that some worker took, perhaps long ago; perhaps it is over.
  void job_ends() {
    if (taken_.empty()) return complete();
    auto job = taken_[taken_.size() - 1 - choices_.below(std::min<std::size_t>(taken_.size(), 8))];
    auto who = worker();
    bool over = !works_.state.jobs().hold({case_number(job.case_id), activity_number(job.activity)});
    switch (choices_.below(8)) {
      default: {
        auto outcome = ask(CompleteJob{job.case_id, job.activity, who, some_variables(), choices_.chance(20) ? some_variables() : feel::Value()}, who + " completes the job " + at(job));
        if (over && !outcome.refusal) works_.fail("jobs: one was done that nobody held: " + told_.deeds.back());
        break;
      }
      case 4: ask(FailJob{job.case_id, job.activity, who, "it broke", "", {}, choices_.chance(50) ? std::optional(minutes(1)) : std::nullopt}, who + " fails at the job " + at(job)); break;
      case 5: ask(FailJob{job.case_id, job.activity, who, "it broke", "", 0, {}}, who + " gives up the job " + at(job)); break;
      case 6: ask(ThrowJobError{job.case_id, job.activity, who, "E" + std::to_string(choices_.below(3)), "no", some_variables()}, who + " throws an error at the job " + at(job)); break;
      case 7: ask(UnlockJob{job.case_id, job.activity, choices_.chance(50) ? "" : who}, who + " gives back the job " + at(job)); break;
    }
  }
  void jobs() {
    auto there = all([](Case const&, Activity const& a) { return !a.topic.empty(); });
    if (there.empty()) return complete();
    auto job = choices_.one_of(there);
    switch (choices_.below(4)) {
      case 0: ask(SetJobRetries{job.case_id, job.activity, static_cast<std::int64_t>(choices_.below(3))}, "sets the tries of " + at(job)); break;
      case 1: ask(SetJobPriority{job.case_id, job.activity, static_cast<std::int64_t>(choices_.below(9))}, "sets the priority of " + at(job)); break;
      case 2: ask(LockJob{job.case_id, job.activity, worker(), minutes(1)}, "locks " + at(job)), taken_.push_back(job); break;
      default: ask(ExtendJobLock{job.case_id, job.activity, worker(), minutes(10)}, "holds on to " + at(job)); break;
    }
  }

  void message() {
    constexpr std::array names{"m0", "m1", "m2", "b0", "b1", "e0", "e1", "g0", "g1", "begin_p", "begin_q", "nobody"};
    CorrelateMessage command;
    auto waiting = all([](Case const&, Activity const& a) { return !a.message.empty(); });
    if (!waiting.empty() && choices_.chance(75)) {
      auto one = choices_.one_of(waiting);
      auto const& a = *works_.state.open(one.case_id)->find(activity_number(one.activity));
      command.message = a.message.text(), command.key = a.key;
    } else {
      command.message = choices_.one_of(names), command.key = "K" + std::to_string(choices_.below(3));
    }
    command.variables = some_variables();
    if (choices_.chance(40)) command.ttl = choices_.chance(50) ? minutes(5) : hours(48);
    if (choices_.chance(20)) command.message_id = "id" + std::to_string(choices_.below(3));
    ask(command, "sends " + command.message + " to " + command.key + (command.ttl.us ? ", kept" : ""));
  }
  void signal() {
    constexpr std::array names{"s0", "s1", "s2", "begin", "nobody"};
    std::string name = choices_.one_of(names);
    ask(BroadcastSignal{name, some_variables()}, "gives the signal " + name);
  }

  void clock() {
    constexpr std::array jumps{60, 1, 600, 3600, 86400, 7 * 86400, -3600, -86400};
    auto by = seconds(choices_.one_of(jumps));
    works_.world.clock.advance(by);
    told_.deeds.push_back("the clock goes by " + std::to_string(by.us / 1'000'000) + " s");
    ring();
  }
  void clock_to_next() {
    auto next = works_.journal().next_timer();
    if (!next) return complete();
    if (works_.world.clock.now() < *next) works_.world.clock.set(*next);
    told_.deeds.push_back("the clock goes to " + format_instant(*next));
    ring();
  }
  void ring() {
    works_.journal().fire_due_timers();
    check();
  }

  void variables() {
    auto const* c = some_case();
    if (!c) return start();
    std::string activity;
    if (choices_.chance(30) && !c->activities.empty()) activity = activity_id(c->activities.begin()->first);
    auto given = some_variables();
    ask(SetVariables{c->id(), activity, given}, "sets " + feel::to_text(given) + " in " + c->id() + " " + activity);
  }
  void halt() {
    auto const* c = some_case();
    if (!c) return start();
    auto id = c->id();
    if (c->suspended) must_unless_halted(ResumeCase{id}, "resumes " + id);
    else ask(SuspendCase{id, "why not"}, "suspends " + id);
  }
  template <class C>
  void must_unless_halted(C const& command, std::string const& deed) { ask(command, deed); }

  void modify() {
    auto const* c = some_case();
    if (!c) return start();
    auto const* program = works_.find(c->revision.text(), c->process.text());
    ModifyCase command;
    command.case_id = c->id(), command.reason = "why not";
    auto id = c->id();
    std::vector<std::string> tokens;
    for (auto const& [number, a] : c->activities)
      if (!a.listens()) tokens.push_back(activity_id(number));
    auto begun = choices_.below(3);
    if (!tokens.empty() && (begun == 0 || choices_.chance(60))) command.cancel.push_back(choices_.one_of(tokens));
    std::string deed = "changes " + id + ": ends " + (command.cancel.empty() ? "nothing" : command.cancel.front());
    for (std::size_t i = 0; i < begun; ++i) {
      NewToken token;
      token.element = program->id(static_cast<NodeIndex>(choices_.below(std::min<std::size_t>(program->nodes().size(), 256))));
      token.after = choices_.chance(30);
      if (choices_.chance(30)) token.variables = some_variables();
      deed += std::string(", begins ") + (token.after ? "after " : "at ") + token.element;
      command.start.push_back(std::move(token));
    }
    works_.ledger.expect_change(command.start);
    ask(command, deed);
  }
  void migrate() {
    auto const* c = some_case();
    if (!c) return start();
    auto id = c->id();
    auto to = c->revision.text() == "r1" ? "r2" : "r1";
    ask(MigrateCase{id, to, {}, "why not", choices_.chance(20)}, "moves " + id + " to " + to);
    if (choices_.chance(20)) works_.revision = works_.revision == "r1" ? "r2" : "r1";
  }
  void cancel() {
    auto const* c = some_case();
    if (!c) return start();
    auto id = c->id();
    if (c->parent == 0 && !works_.state.cancelling(*c)) must(CancelCase{id, "why not"}, "cancels " + id);
    else ask(CancelCase{id, "why not"}, "cancels " + id);
  }
  void resolve() {
    auto there = stuck();
    if (there.empty()) return complete();
    auto one = choices_.one_of(there);
    must(ResolveIncident{one.case_id, one.activity, choices_.chance(70) ? all_variables("K1") : feel::Value()}, "resolves " + at(one));
  }
  void batch() {
    constexpr std::array actions{"set_variables", "retry", "suspend", "resume", "migrate", "cancel"};
    StartBatch command;
    command.action = choices_.one_of(actions), command.reason = "why not", command.revision = choices_.chance(50) ? "r1" : "r2";
    command.variables = some_variables();
    if (command.action == std::string("cancel") && !choices_.chance(25)) command.action = "retry";
    for (auto const& [_, c] : works_.state.open_cases())
      if (command.cases.size() < 30) command.cases.push_back(c.id());
    ask(command, "begins a batch: " + command.action);
    ring();
  }
  void nonsense() {
    auto const* c = some_case();
    auto id = c ? c->id() : std::string("case-1");
    auto activity = "a" + std::to_string(choices_.below(20));
    switch (choices_.below(9)) {
      case 0: ask(CompleteActivity{id, activity, feel::Value(7)}, "completes " + id + "/" + activity + " with a number"); break;
      case 1: ask(FireTimer{id, activity}, "rings " + id + "/" + activity + " by hand"); break;
      case 2: ask(ResolveIncident{id, activity, {}}, "resolves " + id + "/" + activity); break;
      case 3: ask(CompleteJob{id, activity, "nobody", {}, {}}, "nobody completes " + id + "/" + activity); break;
      case 4: ask(EvaluateConditions{all_variables("K2"), ""}, "asks whose conditions hold"); break;
      case 5: ask(StartCase{"unheard", "", "", "", "", {}}, "starts what there is not"); break;
      case 6: ask(CompleteActivity{"case-0", "a1", {}}, "completes in no case"); break;
      case 7: {
        feel::Context own;
        own.set("$items", feel::Value(feel::List{}));
        ask(SetVariables{id, "", feel::Value(own)}, "sets the engine's own names");
        break;
      }
      default: ask(PlanStarts{}, "plans the starts anew"); break;
    }
  }

  // ------------------------------------------------------------------------------------------ the end

  /// Everybody does what there is to do. What is then still open (loops, conditions that never hold) is cancelled, and nothing is left.
  void finish() {
    for (int round = 0; round < 12 && works_.fault.empty() && !works_.state.open_cases().empty(); ++round) {
      if (too_much()) calm();
      for (auto const& [id, c] : std::map(works_.state.open_cases()))
        if (c.suspended && works_.state.open(c.id())) ask(ResumeCase{c.id()}, "resumes " + c.id());
      for (auto const& one : tasks()) {
        auto const* c = works_.state.open(one.case_id);
        if (c && c->find(activity_number(one.activity)) && works_.fault.empty()) ask(CompleteActivity{one.case_id, one.activity, all_variables("K1")}, "completes " + at(one));
      }
      for (auto const& one : stuck()) {
        auto const* c = works_.state.open(one.case_id);
        if (c && c->find(activity_number(one.activity)) && works_.fault.empty()) ask(ResolveIncident{one.case_id, one.activity, all_variables("K1")}, "resolves " + at(one)), ++told_.incidents;
      }
      auto jobs = ask(ActivateJobs{"last", {{"t0", seconds(1)}, {"t1", seconds(1)}}, 20}, "asks for jobs").reply;
      for (std::size_t from = 0; from < jobs.size() && works_.fault.empty();) {
        auto to = std::min(jobs.find(' ', from), jobs.size());
        auto word = jobs.substr(from, to - from);
        from = to + 1;
        ask(CompleteJob{word.substr(0, word.find('/')), word.substr(word.find('/') + 1), "last", {}, {}}, "completes the job " + word);
      }
      for (auto const& one : all([](Case const&, Activity const& a) { return !a.message.empty() && !a.listens(); })) {
        auto const* c = works_.state.open(one.case_id);
        auto const* a = c ? c->find(activity_number(one.activity)) : nullptr;
        if (a && works_.fault.empty()) ask(CorrelateMessage{a->message.text(), a->key, {}}, "sends " + a->message.text());
      }
      for (auto name : {"s0", "s1"})
        if (works_.fault.empty()) ask(BroadcastSignal{name, {}}, std::string("gives the signal ") + name);
      works_.world.clock.advance(days(1));
      if (works_.fault.empty()) ring();
    }
    for (auto const& [number, c] : std::map(works_.state.open_cases())) {
      auto const* open = works_.state.open(c.id());
      if (open && open->parent == 0 && !works_.state.cancelling(*open) && works_.fault.empty()) must(CancelCase{c.id(), "the story ends"}, "cancels " + c.id());
    }
    for (int i = 0; i < 4'000 && works_.fault.empty() && !works_.state.open_cases().empty(); ++i) works_.world.clock.advance(seconds(1)), ring();
    for (auto const& [number, c] : works_.state.open_cases())
      if (!works_.state.finished_cases().empty() && c.started < works_.world.clock.now() - hours(1)) works_.fail("cancel: " + c.id() + " is left, although everything was cancelled");
    for (auto const& c : works_.state.finished_cases()) (c.status == CaseStatus::completed ? told_.completed : told_.cancelled)++;
    told_.begun = works_.state.finished_cases().size();
  }

  Choices& choices_;
  Options options_;
  ProofWorks works_;
  Made made_;
  Told told_;
  Found last_;
  std::vector<Found> taken_;
  std::size_t begun_ = 0;
};

}  // namespace drivetrain::processes::proof
