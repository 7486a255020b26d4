// Backup and restore: the memory of a company, carried to another place and proven there. A backup is a folder: the files of the data
// folder, the journal copied in one consistent piece while its server runs on, and manifest.json, which says what they are, up to
// which record the journal goes, and which state that record leads to.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace drivetrain::app {

struct BackupManifest {
  struct File {
    std::string path;  ///< relative to the backup's folder
    std::uint64_t bytes = 0;
    std::string sha256;
  };
  std::string version;  ///< of the Drivetrain that made it
  Instant made_at;
  std::uint64_t position = 0;  ///< of the last record
  std::uint64_t erased = 0;    ///< records whose content was erased
  std::string head_hash;       ///< link of the last record in the hash chain
  std::optional<Instant> last_at;
  std::string model_revision;  ///< in force at that position; empty when none was
  std::string state_hash;      ///< of the state that replay leads to
  std::string state_layout;    ///< hash of what the state's bytes mean: only the same layouts have comparable state hashes
  std::vector<File> files;

  std::uint64_t bytes() const;
  std::string json() const;
  /// DT-X950 when the text is no manifest or one of a newer format.
  static Result<BackupManifest> parse(std::string const& text, std::string const& path);
};

/// What is being done, how far, of how much. False stops.
using BackupProgress = std::function<bool(std::string_view what, std::uint64_t done, std::uint64_t all)>;

enum class Overwrite : std::uint8_t { refuse, replace };
enum class Rehearse : std::uint8_t { no, only };

struct BackupOptions {
  std::string data;  ///< folder of a server, running or not
  std::string to;    ///< the backup's folder; made
  Overwrite overwrite = Overwrite::refuse;
  Rehearse rehearse = Rehearse::no;  ///< only: says what would be copied and writes nothing; hashes and position are then empty
  std::string version;
  Instant now;
};

/// Copies, then opens the copy, verifies its whole chain and replays it: what is answered is proven. The folder appears whole or not at
/// all. Errors: DT-X920 no journal or unreadable, DT-X921 no space, DT-X951 `to` is there already, DT-X950 the journal itself is damaged,
/// DT-X952 it ends before a record that was seen in it (known_head.h).
Result<BackupManifest> back_up(BackupOptions const& options, BackupProgress const& progress);

struct BackupProof {
  BackupManifest manifest;
  bool state_compared = false;  ///< false: made by a Drivetrain whose state has another layout; everything else was compared
};
/// Every file against the manifest; then the copy is opened where it lies (read only), its chain verified to the last link, and replayed.
/// DT-X950 names what is wrong. Nothing is written.
Result<BackupProof> verify_backup(std::string const& from, BackupProgress const& progress);

struct RestoreOptions {
  std::string from, data;
  Overwrite overwrite = Overwrite::refuse;
  Rehearse rehearse = Rehearse::no;
  Instant now;
};
struct Restored {
  BackupManifest manifest;
  std::string set_aside;  ///< folder with what was in the data folder before; empty when there was nothing
};
/// Checks every file against the manifest, then puts them into the data folder. DT-X922 while a server has it, DT-X951 when it holds a
/// journal already and nothing was said of replacing it: with Overwrite::replace what was there is set aside, never deleted.
Result<Restored> restore(RestoreOptions const& options, BackupProgress const& progress);

}  // namespace drivetrain::app
