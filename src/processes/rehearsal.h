// Rehearsal: cases of given programs in memory, with a clock that somebody else moves; no journal, no company, no rights. For replaying
// what another engine did, for trying a model before it is deployed, and for tests of the engine by itself.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "journal/registry.h"
#include "journal/transition.h"
#include "processes/context.h"
#include "processes/engine.h"

namespace drivetrain::processes {

class Rehearsal final : public journal::Transition, public ProgramSource {
 public:
  explicit Rehearsal(Instant begin);

  /// A program of the same process replaces the one before it; cases that run on that must be over.
  void deploy(std::shared_ptr<Program const> program);

  /// Which start events of the process begin a case; none: nothing begins. The case's id. `whole` as for act().
  Result<std::string> start(Program const& program, std::vector<NodeIndex> const& starts, feel::Context variables, bool whole);
  /// Lets the engine do something with an open case. `whole`: it is done wholly or not at all: an incident takes everything back, and is the Error.
  Status act(std::string const& case_id, bool whole, std::function<void(Engine&)> const& work);
  /// A condition is true of these variables, as conditional start events are asked.
  static bool holds(Program const& program, NodeIndex start, feel::Context const& variables, Instant now);

  /// Forgets all but the first so many events.
  void take_back(std::size_t events);

  /// Drops from memory what happened so far. From then on nothing can be taken back (precondition of take_back and of whole actions).
  void forget() { events_.clear(), events_.shrink_to_fit(), forgotten_ = true; }

  void set_clock(Instant now) { now_ = now; }
  processes::State const& state() const { return state_; }
  /// Everything that happened, oldest first; `position` counts events alone.
  std::vector<journal::Record> const& events() const { return events_; }
  /// Called with each event before it is applied.
  std::function<void(journal::Record const&)> before_apply;

  // journal::Transition
  Instant now() const override { return now_; }
  journal::Actor const& actor() const override { return actor_; }
  std::uint64_t command_position() const override { return command_; }
  std::string const& model_revision() const override { return revision_; }
  void cancel_timer(std::string_view) override {}
  void reply(std::string) override {}
  void about(std::string) override {}

  // ProgramSource
  Program const* find(std::string_view revision, std::string_view process) const override;
  std::string owner(std::string_view, std::string_view) const override { return {}; }

 private:
  void emit_encoded(journal::TypeNumber type, Bytes payload) override;
  void set_timer_command(std::string, Instant, journal::Command) override {}  // what is due stands in the state
  Context context();

  Instant now_;
  journal::Actor actor_ = journal::Actor::policy("rehearsal");
  std::string revision_ = "rehearsal";
  std::uint64_t position_ = 0, command_ = 0;
  State state_;
  std::map<std::string, std::shared_ptr<Program const>, std::less<>> programs_;
  std::vector<journal::Record> events_;
  bool forgotten_ = false;
  journal::Registry<Rehearsal> registry_;
  Model model_;
  organisation::Model form_;
  organisation::State absences_;
};

}  // namespace drivetrain::processes
