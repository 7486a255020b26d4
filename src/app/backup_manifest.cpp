// manifest.json of a backup (see backup.h).
#include "app/backup.h"
#include "base/json_writer.h"
#include "feel/json.h"

namespace drivetrain::app {

namespace {

constexpr std::int64_t manifest_format = 1;

Error no_manifest(std::string const& path, std::string const& why) {
  return {"DT-X950", path + " is no manifest of a backup: " + why, "Name the folder that 'drivetrain backup --to' made, or use another backup."};
}

class ManifestReader {
 public:
  ManifestReader(feel::Value const& value, std::string& missing) : value_(value), missing_(missing) {}
  feel::Value const* find(char const* name, feel::Kind kind) const {
    auto* entry = value_.kind() == feel::Kind::context ? value_.context().find(name) : nullptr;
    if (entry && entry->kind() == kind) return entry;
    if (missing_.empty()) missing_ = name;
    return nullptr;
  }
  std::string text(char const* name) const {
    auto* entry = find(name, feel::Kind::string);
    return entry ? std::string(entry->string()) : std::string();
  }
  std::uint64_t number(char const* name) const {
    auto* entry = find(name, feel::Kind::number);
    auto integer = entry ? entry->number().to_int64() : std::nullopt;
    if (entry && (!integer || *integer < 0) && missing_.empty()) missing_ = name;
    return integer && *integer >= 0 ? static_cast<std::uint64_t>(*integer) : 0;
  }

 private:
  feel::Value const& value_;
  std::string& missing_;
};

/// The files are put below the data folder by these names, so they must not lead out of it.
bool stays_below(std::string const& path) {
  return !path.empty() && path.front() != '/' && ("/" + path + "/").find("/../") == std::string::npos && path.find('\0') == std::string::npos;
}

}  // namespace

std::uint64_t BackupManifest::bytes() const {
  std::uint64_t sum = 0;
  for (auto const& file : files) sum += file.bytes;
  return sum;
}

std::string BackupManifest::json() const {
  JsonWriter json;
  json.begin_object().field("format", manifest_format).field("drivetrain", version).field("made_at", made_at);
  json.key("journal").begin_object().field("position", position).field("head_hash", head_hash).field("last_at", last_at).field("erased", erased);
  json.field("model_revision", model_revision).field("state_hash", state_hash).field("state_layout", state_layout).end_object();
  json.key("files").begin_array();
  for (auto const& file : files) json.begin_object().field("path", file.path).field("bytes", file.bytes).field("sha256", file.sha256).end_object();
  json.end_array().end_object();
  return json.take();
}

Result<BackupManifest> BackupManifest::parse(std::string const& text, std::string const& path) {
  auto value = feel::from_json(text);
  if (!value) return no_manifest(path, value.error().message);
  std::string missing;
  ManifestReader all(*value, missing);
  auto format = all.number("format");
  if (missing.empty() && format > static_cast<std::uint64_t>(manifest_format))
    return Error{"DT-X950", path + " was written by a newer Drivetrain (format " + std::to_string(format) + ", this one knows " + std::to_string(manifest_format) + ")", "Use that version or a newer one."};
  BackupManifest manifest;
  manifest.version = all.text("drivetrain");
  auto made_at = parse_instant(all.text("made_at"));
  if (made_at) manifest.made_at = *made_at;
  else if (missing.empty()) missing = "made_at";
  if (auto* journal = all.find("journal", feel::Kind::context)) {
    ManifestReader part(*journal, missing);
    manifest.position = part.number("position");
    manifest.head_hash = part.text("head_hash");
    manifest.erased = part.number("erased");
    manifest.model_revision = part.text("model_revision");
    manifest.state_hash = part.text("state_hash");
    manifest.state_layout = part.text("state_layout");
    if (auto* last = journal->context().find("last_at"); last && last->kind() == feel::Kind::string)
      if (auto at = parse_instant(last->string())) manifest.last_at = *at;
  }
  if (auto* files = all.find("files", feel::Kind::list)) {
    for (auto const& entry : files->list()) {
      ManifestReader part(entry, missing);
      manifest.files.push_back({part.text("path"), part.number("bytes"), part.text("sha256")});
      if (missing.empty() && !stays_below(manifest.files.back().path)) return no_manifest(path, "it names a file outside the backup: " + manifest.files.back().path);
    }
  }
  if (!missing.empty()) return no_manifest(path, "\"" + missing + "\" is missing or is not what it should be");
  return manifest;
}

}  // namespace drivetrain::app
