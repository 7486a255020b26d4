// The works of the proof: a journal on a simulated world that runs random models in two versions, with the ledger looking on at every event. No
// test framework: the fuzzer uses it, too. Snapshots hold the state as the company's do.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "journal/chain.h"
#include "journal/journal.h"
#include "journal/registry.h"
#include "journal/sim_world.h"
#include "notation/bpmn.h"
#include "processes/compile.h"
#include "processes/proof/ledger_for_test.h"
#include "processes/proof/random_model_for_test.h"
#include "processes/registration.h"
#include "processes/state_image.h"

namespace drivetrain::processes::proof {

class ProofWorks final : public journal::Machine, public ProgramSource {
 public:
  explicit ProofWorks(std::uint64_t seed) : ledger([this](std::string const& revision, std::string const& process) { return find(revision, process); }), world(seed) {
    enlist(
        registry_,
        [](ProofWorks& works, journal::Transition& transition) {
          auto working = [](Instant from, Duration duration) -> Result<Instant> { return from + duration; };
          return Context{transition, works.state, works, works.model, working, works.form, works.absences};
        },
        [](ProofWorks& works) -> State& { return works.state; });
    form.company.timezone.value = "Europe/Berlin";
    open();
  }

  State state;
  Model model;
  organisation::Model form;
  organisation::State absences;
  std::string revision = "r1";
  Ledger ledger;
  journal::SimWorld world;
  std::string fault;  ///< the first that was found

  /// What is wrong with the model; empty: it is deployed as that revision.
  std::string deploy(Made const& made, std::string const& as) {
    Diagnostics findings;
    auto definitions = notation::read_bpmn(SourceText("made.bpmn", made.xml), findings);
    if (!definitions) return "the model cannot be read: " + findings.all().front().message;
    for (auto const& id : made.processes) {
      auto program = compile_foreign(*definitions, id, made.dialect, findings);
      for (auto const& one : findings.all())
        if (one.severity == Severity::error) return "the model is refused: " + one.code + " " + one.message;
      programs_[as + "/" + id] = std::move(program);
      model.processes[id].header.id = id;
    }
    return {};
  }
  Program const* find(std::string_view revision, std::string_view process) const override {
    auto found = programs_.find(std::string(revision) + "/" + std::string(process));
    return found == programs_.end() ? nullptr : found->second.get();
  }
  std::string owner(std::string_view, std::string_view) const override { return {}; }

  template <class C>
  journal::Outcome ask(C const& command) { return journal_->execute(journal::command(command, journal::Actor::policy("proof"))); }
  journal::Journal& journal() { return *journal_; }

  /// A new journal over the same store; `snapshot`: the state was saved before.
  void restart(bool snapshot) {
    auto before = canonical_text(state);
    auto timers = timer_text();
    if (snapshot && !journal_->save_snapshot().ok()) return fail("restart: no snapshot could be taken");
    open();
    if (snapshot && journal_->told_from() == 0) fail("restart: the snapshot was passed over" + (journal_->notes().empty() ? "" : ": " + journal_->notes().front()));
    if (auto after = canonical_text(state); after != before) fail("restart: the state is another one" + difference(before, after));
    if (timer_text() != timers) fail("restart: other timers are set");
  }
  /// The whole journal, told from its beginning.
  void replay() {
    if (!world.store.drop_snapshots().ok()) return fail("replay: snapshots cannot be dropped");
    restart(false);
    auto report = journal::verify_chain(world.store);
    if (!report.ok() || report->broken_at != 0) fail("replay: the chain is broken");
  }
  std::string chain_end() {
    std::string text;
    if (!world.store.records().empty())
      for (auto byte : world.store.records().back().chain) text += static_cast<char>('a' + byte / 16), text += static_cast<char>('a' + byte % 16);
    return text;
  }
  std::string timer_text() const {
    std::string text;
    for (auto const& timer : journal_->pending_timers()) text += timer.key + " " + format_instant(timer.due) + "\n";
    return text;
  }
  void fail(std::string what) {
    if (fault.empty()) fault = std::move(what);
  }

 private:
  static std::string difference(std::string const& before, std::string const& after) {
    std::size_t at = 0;
    while (at < before.size() && at < after.size() && before[at] == after[at]) ++at;
    auto begin = at < 200 ? 0 : at - 200;
    return "\nbefore: …" + before.substr(begin, 400) + "\nafter: …" + after.substr(begin, 400);
  }
  void open() {
    journal_.reset();
    reset();
    journal::Options options;
    options.build = "proof";
    live_ = false;
    journal_ = std::make_unique<journal::Journal>(world.world(), *this, registry_, options);
    if (auto opened = journal_->open(); !opened.ok()) fail("restart: " + opened.error().message);
    live_ = true;
  }

  // journal::Machine
  Status handle(journal::Command const& command, journal::Transition& transition) override {
    auto status = registry_.handle(command, *this, transition);
    ledger.end_of_command();
    return status;
  }
  void apply(journal::Record const& event) override {
    // The events as they come, for whoever looks at one seed.
    if (live_ && std::getenv("DRIVETRAIN_PROCESS_TRACE")) std::fprintf(stderr, "%s\n", registry_.to_json(event).c_str());
    if (live_) ledger.on(event);
    registry_.apply(event, *this);
  }
  void react(journal::Record const&, std::vector<journal::Command>&) override {}
  std::string const& model_revision() const override { return revision; }
  void reset() override { state.clear(); }
  std::optional<Bytes> image() const override {
    Bytes out;
    image::put(out, state);
    return out;
  }
  std::string image_layout() const override { return image::layout_of<State>(); }
  bool load_image(std::span<std::uint8_t const> bytes) override {
    image::Source source(bytes);
    return image::get(source, state) && source.in.done();
  }

  std::map<std::string, std::shared_ptr<Program const>> programs_;
  journal::Registry<ProofWorks> registry_;
  std::unique_ptr<journal::Journal> journal_;
  bool live_ = false;
};

}  // namespace drivetrain::processes::proof
