// The folder that a company is served from, and the version in force, go together as a working copy and its branch do. Files that were edited come
// into force as a new version when they are coherent. A version that came into force by a change, or by going back, is written into the folder, as long as
// the folder still is what an earlier version was. When both have moved, nothing is overwritten on either side, and it is said what to do.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "app/runtime.h"
#include "model/compile.h"
#include "platform/tree_write.h"

namespace drivetrain::app {

struct ServedFolderOptions {
  bool deploy = true;     ///< edited files come into force
  bool write = true;      ///< a version that came into force otherwise is written into the folder
  std::string data = {};  ///< the journal's folder, for the command line that helps
};

class ServedFolder {
 public:
  enum class Seen {
    same,        ///< as in force
    deployed,    ///< came into force just now
    written,     ///< the version in force was written into it just now
    edited,      ///< edited, and edits are not put into force (ServedFolderOptions::deploy)
    behind,      ///< as an earlier version, and nothing is written into it (ServedFolderOptions::write)
    unwritten,   ///< as an earlier version, and it cannot be written
    apart,       ///< edited, and made from another version than the one in force
    incoherent,  ///< see the findings
    refused,     ///< unreadable, or the journal would not take it
  };
  struct Look {
    Seen seen = Seen::same;
    std::string text;                       ///< what is the case, and why; empty for `same`
    std::string help = {};                  ///< what to do; empty when nothing is to be done
    model::Compilation compilation = {};    ///< of an incoherent folder
    std::vector<std::string> carried = {};  ///< of one that came into force: errors that the version before has today, too
    bool in_step() const { return seen == Seen::same || seen == Seen::deployed || seen == Seen::written; }
  };
  /// How it stood when it was last looked at.
  struct State {
    Seen seen = Seen::same;
    std::string text, help;
    std::string revision;                   ///< in force then; empty before the first look
    Instant at;
    bool in_step = true;
  };
  using Say = std::function<void(Look const&)>;

  /// `runtime` outlives this. Nothing happens before start() or look().
  ServedFolder(Runtime& runtime, std::string folder, ServedFolderOptions options = {}) : runtime_(runtime), folder_(std::move(folder)), options_(std::move(options)) {}
  ~ServedFolder() { stop(); }
  ServedFolder(ServedFolder const&) = delete;

  /// Looks now, and acts. Thread-safe.
  Look look();
  State state() const;
  std::string const& folder() const { return folder_; }
  ServedFolderOptions const& options() const { return options_; }
  /// Looks whenever another version is in force, or files have changed and have been quiet for `interval`; while it cannot be written, every so often.
  /// `say` hears of whatever is not the same, once.
  void start(Duration interval, Say say);
  void stop();

 private:
  /// What is in force at one moment.
  struct InForce {
    std::shared_ptr<OperatingModel const> model, followed;  ///< `followed`: the version that the folder was last in step with, if it is known
    Date today;
    Instant now;
    bool folder_is_version = false;                         ///< the files are those of a version that was in force once
  };
  Result<InForce> in_force(std::string const& revision);
  Look look_at_files(std::string& in_force_revision);
  Look bring_up(model::Files const& files, InForce const& moment, std::string const& revision);
  Look take_edits(model::Files const& files, InForce const& moment, std::string const& revision);
  std::string export_verb() const;
  void watch(Duration interval, Say const& say, std::string looked_at);

  Runtime& runtime_;
  std::string const folder_;
  ServedFolderOptions const options_;
  std::mutex looking_, mutex_;
  mutable std::mutex state_mutex_;
  State state_;
  std::condition_variable woken_;
  bool stopping_ = false;
  std::string followed_;                    ///< revision of the folder when it last was the one in force; empty when that is not known
  std::thread thread_;
};

/// "in_step", "behind", … as the API and the doctor call it.
std::string_view to_string(ServedFolder::Seen seen);

/// The changes that make of these files the version's.
std::vector<platform::TreeChange> changes_to(model::Files const& files, model::Files const& version);

}  // namespace drivetrain::app
