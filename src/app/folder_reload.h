// Whoever serves a model from a folder edits that folder: when its files have changed and are coherent, they come into force as a new
// version; an incoherent folder is refused, said, and what runs stays. Only a folder that was made from the version in force follows it:
// what was approved in the company is never undone by an older copy of the files.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "app/runtime.h"
#include "model/compile.h"

namespace drivetrain::app {

class FolderReload {
 public:
  enum class Seen {
    same,        ///< as in force
    deployed,    ///< came into force just now
    incoherent,  ///< see the findings
    apart,       ///< made from another version than the one in force
    refused,     ///< unreadable, or the journal would not take it
  };
  struct Look {
    Seen seen = Seen::same;
    std::string text;                       ///< what is the case, and what to do; empty for `same`
    model::Compilation compilation = {};    ///< of an incoherent folder
  };
  using Say = std::function<void(Look const&)>;

  /// `runtime` outlives this. Nothing happens before start() or look().
  FolderReload(Runtime& runtime, std::string folder) : runtime_(runtime), folder_(std::move(folder)) {}
  ~FolderReload() { stop(); }
  FolderReload(FolderReload const&) = delete;

  /// Looks now, and acts. Thread-safe.
  Look look();
  /// Looks whenever the files have changed and have been quiet for `interval`; `say` hears of whatever is not the same, once.
  void start(Duration interval, Say say);
  void stop();

 private:
  void watch(Duration interval, Say const& say, std::string looked_at);
  Runtime& runtime_;
  std::string const folder_;
  std::mutex looking_, mutex_;
  std::condition_variable woken_;
  bool stopping_ = false;
  std::string followed_;                    ///< revision of the folder when it last was the one in force
  std::thread thread_;
};

}  // namespace drivetrain::app
