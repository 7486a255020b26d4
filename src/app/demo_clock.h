// The demo's clock: the company's time runs from an instant of its own, and can be moved forward. Whoever moves it lets every
// timer ring at its own time, so that a week that passes in a second leaves the same journal as a week that was lived.
#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>

#include "app/runtime.h"
#include "journal/world.h"

namespace drivetrain::app {

/// Thread-safe.
class DemoClock final : public journal::Clock {
 public:
  /// `speed`: seconds of company time per second; 0 stands.
  explicit DemoClock(Instant start, double speed = 1);
  Instant now() override;
  double speed() const { return speed_; }

  /// Stands still until run_on(); moves only by move_to(), never backwards.
  void hold();
  void move_to(Instant instant);
  void run_on();

 private:
  Instant running_now() const;
  double const speed_;
  mutable std::mutex mutex_;
  Instant from_;
  std::chrono::steady_clock::time_point since_;
  bool held_ = false;
};

/// Where the company's time stands, kept in a data folder: a demo goes on where it stopped. Error when the file cannot be written.
Result<std::optional<Instant>> read_demo_time(std::string const& folder);
Status write_demo_time(std::string const& folder, Instant now);

/// Moves the company's time.
class TimeKeeper {
 public:
  /// Lets the people of a sample company act between two instants: calls `move_to` (timers ring on the way) and issues their commands.
  using MoveTo = std::function<Status(Instant)>;
  using Play = std::function<Status(Runtime& runtime, Instant from, Instant to, MoveTo const& move_to)>;
  /// `folder`: where the time is noted down whenever it was moved; empty: nowhere.
  TimeKeeper(Runtime& runtime, DemoClock& clock, Play play = {}, std::string folder = {})
      : runtime_(runtime), clock_(clock), play_(std::move(play)), folder_(std::move(folder)) {}

  static constexpr Duration longest = days(14);
  /// Answers when the company has arrived there. DT-X902 for less than no time or more than `longest`; DT-X903 while another call moves it.
  Status advance(Duration by, bool people);
  /// Moves it there, and there it stands until unpin(); advance() moves it on, and it stands again. DT-X902 for a time that has passed, or one further away
  /// than `longest`; DT-X903 as of advance().
  Status pin(Instant at);
  /// It runs on from where it stands: the company's time never goes back.
  void unpin();
  double speed() const { return clock_.speed(); }

 private:
  Status move_to(Instant to);
  Runtime& runtime_;
  DemoClock& clock_;
  Play play_;
  std::string folder_;
  std::mutex moving_;
  bool pinned_ = false;  ///< under moving_
};

}  // namespace drivetrain::app
