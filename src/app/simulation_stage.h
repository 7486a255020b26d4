// The simulation's port over a running company: what its people see is the company's state, what they do is a command.
#pragma once

#include <functional>

#include "app/runtime.h"
#include "simulation/stage.h"

namespace drivetrain::app {

class SimulationStage final : public simulation::Stage {
 public:
  /// Lets the company's time pass until then and every timer due on the way ring; must fire what is due also when time stands there
  /// already.
  using MoveTo = std::function<Status(Instant)>;
  /// `runtime` must outlive this; its journal may have been started or not.
  SimulationStage(Runtime& runtime, MoveTo move_to) : runtime_(runtime), move_to_(std::move(move_to)) {}

  Status look(std::function<void(simulation::Sight const&)> const& eye) override;
  Instant now() override { return runtime_.now(); }
  std::optional<Instant> next_timer() override { return runtime_.journal().next_timer(); }
  Status move_to(Instant then) override { return move_to_(then); }
  journal::Outcome issue(journal::Command command) override { return runtime_.execute(std::move(command)); }

 private:
  Runtime& runtime_;
  MoveTo move_to_;
};

}  // namespace drivetrain::app
