// Playing a company (see simulated_company.h).
#include "app/simulated_company.h"

#include "app/simulation_stage.h"
#include "base/render_diagnostic.h"
#include "platform/files.h"
#include "simulation/kinds.h"

namespace drivetrain::app {

void SeededEntropy::fill(std::span<std::uint8_t> out) {
  auto random = root_.fork(next_++);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < out.size(); ++i, bits >>= 8) {
    if (i % 8 == 0) bits = random.next();
    out[i] = static_cast<std::uint8_t>(bits);
  }
}

Result<simulation::Profile> read_profile(std::string text, OperatingModel const& model) {
  SourceText source("simulation/profile.yaml", std::move(text));
  simulation::Known known;
  known.entity = [&](std::string const& kind, std::string const& id) { return model.find(kind, id) != nullptr; };
  known.entities = [&](std::string const& kind) {
    std::vector<std::string> ids;
    for (auto const& entity : model.entities)
      if (entity.kind == kind) ids.push_back(entity.id);
    return ids;
  };
  known.tasks = [&](std::string const& process) {
    std::vector<std::string> tasks;
    auto program = model.programs.find(process);
    if (program == model.programs.end()) return tasks;
    for (processes::NodeIndex i = 0; i < program->second->nodes().size(); ++i)
      if (program->second->node(i).kind == processes::ElementKind::user_task) tasks.push_back(program->second->id(i));
    return tasks;
  };
  Diagnostics found;
  auto profile = simulation::read_profile(source, known, found);
  if (found.errors() == 0) return profile;
  return Error{"DT-X908", "the simulation cannot be played:\n" + render_text(found, [&](std::string_view) { return &source; }), "mend simulation/profile.yaml"};
}

Result<simulation::Profile> load_profile(std::string const& folder, OperatingModel const& model) {
  auto path = folder + "/simulation/profile.yaml";
  auto text = platform::read_file(path);
  if (!text) return Error{"DT-X901", folder + " has no simulation/profile.yaml: nobody there knows how people behave", "copy models/tarnwick/simulation and change it"};
  return read_profile(text.take(), model);
}

SimulatedCompany::SimulatedCompany(journal::Store& store, std::uint64_t seed)
    : random_(seed), entropy_(seed), store_(store), runtime_(std::make_unique<Runtime>(journal::World{clock_, random_, entropy_, store_})) {}

Status SimulatedCompany::open(model::Compilation const& compilation, Instant begin, std::optional<Instant> resume) {
  DT_CHECK(runtime_->open());
  auto head = runtime_->journal().head();
  entropy_.go_on_at(head + 1);
  continued_ = runtime_->deployed();
  if (!continued_) {
    clock_.set(begin);
    DT_TRY(auto outcome, runtime_->deploy_first(compilation));
    if (!outcome.accepted()) return *outcome.refusal;
    return {};
  }
  Instant last{};
  DT_CHECK(store_.read(head, [&](journal::StoredRecord const& stored) { return last = stored.record.at, false; }));
  clock_.set(std::max(last, resume.value_or(last)));
  return {};
}

Status SimulatedCompany::move_to(Instant then) {
  // Six hours of commands share one commit; nobody waits for an answer here.
  if (auto stretch = then.us / hours(6).us; stretch != stretch_) {
    stretch_ = stretch;
    DT_CHECK(runtime_->journal().commit_group());
    runtime_->journal().begin_group();
  }
  if (then > clock_.now()) clock_.set(then);
  for (auto due = runtime_->journal().next_timer(); due && *due <= clock_.now(); due = runtime_->journal().next_timer())
    if (runtime_->journal().fire_due_timers() == 0) return Error{"DT-X920", "a timer that is due cannot be fired", "look at the data folder's disk"};
  return {};
}

Status SimulatedCompany::play(simulation::People& people, Instant until, std::function<bool(Instant)> const& watch) {
  SimulationStage stage(*runtime_, [this](Instant then) { return move_to(then); });
  runtime_->journal().begin_group();
  auto played = people.play(stage, until, watch);
  auto committed = runtime_->journal().commit_group();
  return played.ok() ? committed : played;
}

}  // namespace drivetrain::app
