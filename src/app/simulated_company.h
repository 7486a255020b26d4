// A company in simulated time: a runtime whose clock is moved, whose salts follow from the seed, and whose people are simulated. The
// same seed writes the same journal byte for byte, in one go or with stops; so nobody should erase personal data in a simulated journal
// and believe it unguessable.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/runtime.h"
#include "journal/sim_world.h"
#include "simulation/people.h"

namespace drivetrain::app {

/// Salts by the number of their record, so that a journal that is continued goes on as if it had not stopped.
class SeededEntropy final : public journal::Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed) : root_(seed) {}
  void go_on_at(std::uint64_t record) { next_ = record; }
  void fill(std::span<std::uint8_t> out) override;

 private:
  Random root_;
  std::uint64_t next_ = 1;
};

/// The profile beside a model: simulation/profile.yaml in its folder. Error DT-X901 when there is none; findings in the error's
/// message when it names what the model does not have.
Result<simulation::Profile> load_profile(std::string const& folder, OperatingModel const& model);
/// The same from a text at hand.
Result<simulation::Profile> read_profile(std::string text, OperatingModel const& model);

class SimulatedCompany {
 public:
  /// `store` must outlive this.
  SimulatedCompany(journal::Store& store, std::uint64_t seed);
  SimulatedCompany(SimulatedCompany const&) = delete;

  /// Opens the journal. When it is empty the model is put into force at `begin`; otherwise time goes on at `resume`, or where the last
  /// record stands, whichever is later.
  Status open(model::Compilation const& compilation, Instant begin, std::optional<Instant> resume = {});
  /// Whether open() found a journal that had begun.
  bool continued() const { return continued_; }

  Runtime& runtime() { return *runtime_; }
  Company const& company() const { return runtime_->company(); }
  Instant now() const { return clock_.now(); }
  /// Plays until then; one commit for each six simulated hours. `watch`: as People::play.
  Status play(simulation::People& people, Instant until, std::function<bool(Instant)> const& watch = {});

 private:
  Status move_to(Instant then);
  mutable journal::SimClock clock_{Instant{0}};
  Random random_;
  SeededEntropy entropy_;
  journal::Store& store_;
  std::unique_ptr<Runtime> runtime_;
  bool continued_ = false;
  std::int64_t stretch_ = 0;
};

}  // namespace drivetrain::app
