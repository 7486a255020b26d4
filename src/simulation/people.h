// People: a whole company under simulated time. What anybody would do next is asked of every habit; the earliest is done, by a
// command; then everybody looks again. Between two moments only the clock acts. Nothing is remembered from one moment to the next
// but what was done last, so that play() may stop anywhere and go on later, in another process, to the same journal.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "simulation/habit.h"
#include "simulation/profile.h"
#include "simulation/stage.h"

namespace drivetrain::simulation {

class People {
 public:
  People(Profile profile, std::uint64_t seed);
  ~People();
  People(People const&) = delete;

  /// These are played by somebody else from now on: nothing is done in their names.
  void leave_out(std::set<std::string> apart);

  /// Plays from the stage's now until then, both ends included; the clock stands at `until` afterwards. Errors are those of the
  /// stage's storage. A refused command is no error: whoever was refused leaves it, or comes back to it within the hour.
  /// `watch`: called after each moment with the time reached; false stops there.
  Status play(Stage& stage, Instant until, std::function<bool(Instant)> const& watch = {});

  struct Tally {
    std::uint64_t commands = 0, refused = 0;
    std::uint64_t looks = 0;
    std::vector<std::string> refusals;         ///< the last ones in words, at most 50
  };
  Tally const& tally() const { return tally_; }

 private:
  std::optional<Intention> next(Stage& stage, Status& status);
  std::optional<journal::Command> command_of(Stage& stage, Intention const& intention, Status& status);
  void gather(Sight const& sight);

  Profile profile_;
  Chance chance_;
  std::set<std::string> apart_;
  std::vector<std::unique_ptr<Habit>> habits_;
  std::unique_ptr<Cast> cast_;
  Intention done_;
  Tally tally_;
};

}  // namespace drivetrain::simulation
