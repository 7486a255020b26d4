// Safekeeping: what is known of how safe a company's memory is: when it was last backed up, when its chain was last verified, and how far it
// reached when it was last looked at. Three notes beside the journal, left by whoever did it, so that others can tell.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace drivetrain::app {

struct LastBackup {
  Instant made_at;
  std::string to;  ///< folder, as it was named
  std::uint64_t position = 0;  ///< of the last record in it
  std::uint64_t bytes = 0;
  std::string head_hash;
};

struct LastVerification {
  Instant at;
  std::uint64_t records = 0;
  bool intact = false;
  std::string problem;  ///< empty when intact
};

/// A record that stood at the journal's end when somebody looked: the journal cannot end before it again, nor have another one there.
struct KnownHead {
  std::uint64_t position = 0;
  std::string hash;     ///< hex, its link in the chain
  Instant seen_at;      ///< by the machine's clock
  std::string seen_by;  ///< "server", "audit verify", "backup", "restore"
};

/// Notes replace the one before. DT-X920 and DT-X921 when the data folder cannot be written: whoever made the backup has it all the same.
Status note_backup(std::string const& data, LastBackup const& backup);
Status note_verification(std::string const& data, LastVerification const& verification);
/// Nothing when it never happened, or when the note cannot be read: a note is no proof.
std::optional<LastBackup> last_backup(std::string const& data);
std::optional<LastVerification> last_verification(std::string const& data);

/// Keeps the later one of both, so that whoever looked longer ago takes nothing away. Of an empty journal there is nothing to note.
Status note_head(std::string const& data, KnownHead const& head);
/// Replaces whatever was known: the journal is meant to be this one.
Status accept_head(std::string const& data, KnownHead const& head);
/// Of a folder that never had such a note, what the last backup saw; nothing when there is neither.
std::optional<KnownHead> known_head(std::string const& data);

/// Of the files' names in a data folder: notes stay where they were made, they say nothing of a copy.
bool is_safekeeping_note(std::string_view name);

struct JournalSize {
  std::uint64_t bytes = 0;       ///< of the journal's files
  std::uint64_t free_bytes = 0;  ///< that the disk has left
};
/// Nothing when the folder cannot be looked at.
std::optional<JournalSize> journal_size(std::string const& data);

}  // namespace drivetrain::app
