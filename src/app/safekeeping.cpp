// The notes (see safekeeping.h): one JSON object each.
#include "app/safekeeping.h"

#include <filesystem>

#include "base/json_writer.h"
#include "feel/json.h"
#include "platform/files.h"
#include "platform/private_file.h"

namespace drivetrain::app {

namespace {

constexpr std::string_view backup_note = "last-backup.json", verification_note = "last-verification.json", head_note = "known-head.json";

/// A note being read; `whole` is false once something was missing.
class NoteReader {
 public:
  NoteReader(std::string const& data, std::string_view name) {
    std::error_code error;
    auto path = data + "/" + std::string(name);
    if (!std::filesystem::exists(path, error)) return;
    auto text = platform::read_file(path);
    auto value = text ? feel::from_json(*text) : Result<feel::Value>(text.error());
    if (!value || value->kind() != feel::Kind::context) return;
    value_ = value.take();
    whole_ = true;
  }
  std::string text(char const* key) {
    auto const* entry = find(key, feel::Kind::string);
    return entry ? std::string(entry->string()) : std::string();
  }
  std::uint64_t number(char const* key) {
    auto const* entry = find(key, feel::Kind::number);
    auto integer = entry ? entry->number().to_int64() : std::nullopt;
    if (entry && (!integer || *integer < 0)) whole_ = false;
    return integer && *integer >= 0 ? static_cast<std::uint64_t>(*integer) : 0;
  }
  bool boolean(char const* key) {
    auto const* entry = find(key, feel::Kind::boolean);
    return entry && entry->is_true();
  }
  Instant instant(char const* key) {
    auto at = parse_instant(text(key));
    if (!at) whole_ = false;
    return at ? *at : Instant{};
  }
  bool whole() const { return whole_; }

 private:
  feel::Value const* find(char const* key, feel::Kind kind) {
    auto const* entry = whole_ ? value_.context().find(key) : nullptr;
    if (entry && entry->kind() == kind) return entry;
    whole_ = false;
    return nullptr;
  }
  feel::Value value_;
  bool whole_ = false;
};

}  // namespace

Status note_backup(std::string const& data, LastBackup const& backup) {
  JsonWriter json;
  json.begin_object().field("made_at", backup.made_at).field("to", backup.to).field("position", backup.position).field("bytes", backup.bytes).field("head_hash", backup.head_hash).end_object();
  return platform::write_private_file(data + "/" + std::string(backup_note), json.take() + "\n");
}

Status note_verification(std::string const& data, LastVerification const& verification) {
  JsonWriter json;
  json.begin_object().field("at", verification.at).field("records", verification.records).field("intact", verification.intact).field("problem", verification.problem).end_object();
  return platform::write_private_file(data + "/" + std::string(verification_note), json.take() + "\n");
}

std::optional<LastBackup> last_backup(std::string const& data) {
  NoteReader note(data, backup_note);
  LastBackup backup{note.instant("made_at"), note.text("to"), note.number("position"), note.number("bytes"), note.text("head_hash")};
  return note.whole() ? std::optional(std::move(backup)) : std::nullopt;
}

std::optional<LastVerification> last_verification(std::string const& data) {
  NoteReader note(data, verification_note);
  LastVerification verification{note.instant("at"), note.number("records"), note.boolean("intact"), note.text("problem")};
  return note.whole() ? std::optional(std::move(verification)) : std::nullopt;
}

Status accept_head(std::string const& data, KnownHead const& head) {
  JsonWriter json;
  json.begin_object().field("position", head.position).field("hash", head.hash).field("seen_at", head.seen_at).field("seen_by", head.seen_by).end_object();
  return platform::write_private_file(data + "/" + std::string(head_note), json.take() + "\n");
}

Status note_head(std::string const& data, KnownHead const& head) {
  if (head.position == 0) return {};
  auto known = known_head(data);
  return known && known->position > head.position ? Status{} : accept_head(data, head);
}

std::optional<KnownHead> known_head(std::string const& data) {
  NoteReader note(data, head_note);
  KnownHead head{note.number("position"), note.text("hash"), note.instant("seen_at"), note.text("seen_by")};
  if (note.whole()) return head;
  auto backup = last_backup(data);
  if (!backup || backup->position == 0 || backup->head_hash.empty()) return std::nullopt;
  return KnownHead{backup->position, backup->head_hash, backup->made_at, "backup"};
}

bool is_safekeeping_note(std::string_view name) { return name == backup_note || name == verification_note || name == head_note; }

std::optional<JournalSize> journal_size(std::string const& data) {
  namespace fs = std::filesystem;
  std::error_code error;
  JournalSize size;
  for (auto const* name : {"journal.db", "journal.db-wal"}) {
    auto bytes = fs::file_size(data + "/" + name, error);
    if (!error) size.bytes += bytes;
  }
  auto space = fs::space(data, error);
  if (error) return std::nullopt;
  size.free_bytes = space.available;
  return size;
}

}  // namespace drivetrain::app
