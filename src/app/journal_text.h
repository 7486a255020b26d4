// A journal as one text file: every record, and the model files that its versions need, so that another store, another machine or a
// later Drivetrain can tell it again. Golden journals are kept in this form (test/journals), and `drivetrain export` writes it.
// One JSON object a line: the head (what the journal leads to), then the files, then the records.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journal/store.h"

namespace drivetrain::app {

/// The first line. `summary` and the hashes are what the journal led to when it was written.
struct JournalHead {
  std::string version;  ///< of the Drivetrain that wrote it
  std::uint64_t records = 0;
  std::string head_hash, state_hash, state_layout;
  std::vector<std::string> summary;
};

struct ExportedJournal {
  std::uint64_t records = 0, files = 0, bytes = 0;
  std::string head_hash;
};
/// Takes the text piece by piece; an error of its own ends the writing.
using TextSink = std::function<Status(std::string_view)>;
/// What is being done, records done, of all.
using ExportProgress = std::function<void(std::string_view, std::uint64_t, std::uint64_t)>;

/// Tells the journal to the end, then writes it. DT-X920 when it cannot be told.
Result<ExportedJournal> export_journal(journal::Store& store, std::string const& version, TextSink const& sink, ExportProgress const& progress = {});
/// The same as one text, for journals of a test's size.
Result<std::string> write_journal_text(journal::Store& store, std::string const& version);

/// Puts the records into an empty store, chain and salts as they were. DT-X950 names the line that is not as it should be, or says that
/// the records do not lead to the hash of the head.
Result<JournalHead> read_journal_text(std::string_view text, journal::Store& into);

}  // namespace drivetrain::app
