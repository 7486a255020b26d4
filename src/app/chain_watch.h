// The watch over the chain: while a server runs, its whole journal is walked at the start and then each day, beside the work and behind it: a
// start from a snapshot does not look at old records, so nobody else would notice that somebody altered them. It only tells; it stops nothing.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "base/result.h"
#include "base/time.h"
#include "journal/chain.h"
#include "journal/world.h"

namespace drivetrain::app {

struct ChainWatchOptions {
  std::string data;                        ///< folder of the journal
  Duration every = hours(24);              ///< between two walks; zero: none, not even at the start
  Duration note_every = minutes(10);       ///< how far the journal reaches is noted down (known_head.h)
  std::function<std::uint64_t()> written;  ///< position up to which the server knows that the journal is on the disk
  std::function<void(std::string const&)> alarm;  ///< hears one sentence when the journal is not what was written; any thread
};

class ChainWatch {
 public:
  /// `clock` is the machine's, and outlives this.
  ChainWatch(ChainWatchOptions options, journal::Clock& clock);
  ~ChainWatch();  ///< stops
  ChainWatch(ChainWatch const&) = delete;

  void start();
  /// Leaves a walk where it is.
  void stop();

  /// The whole walk on the caller's thread, with its note (safekeeping.h) and its alarm. The verdict, or why there is none.
  Status walk();
  /// Notes the journal's last record as seen by the server.
  Status note();

 private:
  void run();
  bool stopped();
  /// False when it was told to stop meanwhile.
  bool pause(Duration duration);
  std::string problem_of(journal::ChainReport const& report, std::uint64_t written, journal::Store& store) const;

  ChainWatchOptions const options_;
  journal::Clock& clock_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace drivetrain::app
