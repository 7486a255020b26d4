// Backup: copy, then prove the copy (see backup.h).
#include "app/backup.h"

#include <algorithm>
#include <filesystem>

#include "app/known_head.h"
#include "app/replayed_company.h"
#include "app/safekeeping.h"
#include "base/text.h"
#include "journal/chain.h"
#include "journal/errors.h"
#include "platform/file_copy.h"
#include "platform/files.h"
#include "platform/folder_lock.h"
#include "platform/private_file.h"
#include "platform/sqlite_store.h"

namespace drivetrain::app {

namespace fs = std::filesystem;

namespace {

constexpr char const* manifest_name = "manifest.json";
constexpr char const* set_aside_prefix = "before-restore-";

/// What a data folder holds beside its memory: locks, logs that SQLite folds into their file, what can be computed again, what is half
/// written, what serves only the process that runs there, and the answers that are repeated for a day.
bool is_kept(fs::path const& relative) {
  auto name = relative.filename().string();
  if (name == "operator.key" || name == "operator.key.new" || name == "answers.db" || is_safekeeping_note(name)) return false;
  for (auto const* end : {".lock", "-wal", "-shm", "-journal", ".writing", ".restoring"})
    if (name.ends_with(end)) return false;
  auto first = relative.begin()->string();
  return first != "snapshots" && !first.starts_with(set_aside_prefix);
}

bool is_database(std::string const& path) { return path.ends_with(".db"); }

struct FoundFile {
  std::string path;
  std::uint64_t bytes = 0;
};

Result<std::vector<FoundFile>> files_of(std::string const& folder) {
  std::error_code error;
  std::vector<FoundFile> found;
  for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    auto relative = entry->path().lexically_relative(folder);
    if (entry->is_symlink() || !entry->is_regular_file() || !is_kept(relative)) continue;
    found.push_back({relative.generic_string(), entry->file_size(error)});
  }
  if (error) return journal::errors::storage_unavailable(folder + " cannot be listed", error.message());
  std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.path < b.path; });
  return found;
}

Error damaged_backup(std::string const& from, std::string const& what) {
  return {"DT-X950", "the backup in " + from + " is damaged: " + what, "Use another backup, and find out what happened to this one's disk."};
}

Error already_there(std::string const& path, std::string const& what) {
  return {"DT-X951", path + " " + what, "Name another folder, or say --force to replace it."};
}

Status need_space(std::string const& folder, std::uint64_t bytes) {
  std::error_code error;
  auto space = fs::space(folder, error);
  if (error || space.available >= bytes) return {};
  auto full = journal::errors::disk_full(folder);
  full.message = "the disk that holds " + folder + " has " + std::to_string(space.available / 1'000'000) + " MB left, and " +
                 std::to_string(bytes / 1'000'000) + " MB are needed; nothing was done.";
  return full;
}

platform::FileProgress file_progress(BackupProgress const& progress, std::string what) {
  if (!progress) return {};
  return [&progress, what = std::move(what)](std::uint64_t done, std::uint64_t all) { return progress(what, done, all); };
}

/// Chain and replay of the journal that lies in `folder`.
struct Told {
  journal::ChainReport chain;
  std::uint64_t position = 0;
  std::optional<Instant> last_at;
  std::string model_revision, state_hash, state_layout;
};
Result<Told> tell(std::string const& folder, BackupProgress const& progress) {
  DT_TRY(auto store, platform::SqliteStore::open(folder, platform::Access::read_only));
  Told told;
  DT_TRY(auto head, store->head());
  auto show = [&](std::string_view what, std::uint64_t done) {
    if (progress) progress(what, done, head);
  };
  DT_ASSIGN(told.chain, journal::verify_chain(*store, [&](std::uint64_t records) { show("verify the hash chain", records); }));
  if (told.chain.broken_at) return Error{"DT-X950", told.chain.problem, ""};
  ReplayedCompany company(*store);
  DT_CHECK(company.replay_in_steps([&](std::uint64_t records) { show("replay", records); }));
  told.position = company.fold().position;
  if (told.position) told.last_at = company.fold().last_at;
  told.model_revision = company.company().model_revision();
  told.state_hash = company.state_hash();
  told.state_layout = to_hex(sha256(company.company().image_layout()));
  return told;
}

/// Each folder between `root`, which is there, and a file below it.
Status make_folders_below(std::string const& root, std::string const& file) {
  for (auto slash = file.find('/'); slash != std::string::npos; slash = file.find('/', slash + 1)) DT_CHECK(platform::make_private_folder(root + "/" + file.substr(0, slash)));
  return {};
}

Status copy_all(std::vector<FoundFile> const& files, BackupOptions const& options, std::string const& target, BackupProgress const& progress) {
  for (auto const& file : files) {
    auto from = options.data + "/" + file.path, to = target + "/" + file.path;
    DT_CHECK(make_folders_below(target, file.path));
    if (is_database(file.path)) {
      DT_TRY(auto source, platform::Connection::open(from, platform::Access::read_only, 2'000));
      DT_CHECK(platform::make_private_file(to));
      DT_CHECK(source->copy_to(to, file_progress(progress, "copy " + file.path)));
    } else {
      DT_CHECK(platform::copy_file(from, to, file_progress(progress, "copy " + file.path)));
    }
  }
  return {};
}

Result<BackupManifest> make_backup(std::vector<FoundFile> const& found, BackupOptions const& options, std::string const& target, BackupProgress const& progress) {
  DT_CHECK(copy_all(found, options, target, progress));
  auto told = tell(target, progress);
  if (!told && told.error().code == "DT-X950")
    return Error{"DT-X950", "no backup was made, because the journal in " + options.data + " is itself damaged: " + told.error().message,
                 "Run 'drivetrain audit verify', keep the data folder as it is, and restore the last good backup elsewhere."};
  if (!told) return told.error();
  BackupManifest manifest;
  manifest.version = options.version;
  manifest.made_at = options.now;
  manifest.position = told->position;
  manifest.erased = told->chain.erased;
  manifest.head_hash = told->chain.head_hash;
  manifest.last_at = told->last_at;
  manifest.model_revision = told->model_revision;
  manifest.state_hash = told->state_hash;
  manifest.state_layout = told->state_layout;
  for (auto const& file : found) {
    auto path = target + "/" + file.path;
    std::error_code error;
    BackupManifest::File kept{file.path, fs::file_size(path, error), ""};
    DT_ASSIGN(kept.sha256, platform::hash_file(path, file_progress(progress, "hash " + file.path)));
    manifest.files.push_back(std::move(kept));
  }
  DT_CHECK(platform::write_private_file(target + "/" + manifest_name, manifest.json() + "\n"));
  DT_CHECK(platform::sync_folder(target));
  return manifest;
}

Status check_files(BackupManifest const& manifest, std::string const& from, BackupProgress const& progress) {
  bool has_journal = false;
  for (auto const& file : manifest.files) {
    auto path = from + "/" + file.path;
    std::error_code error;
    auto bytes = fs::file_size(path, error);
    if (error) return damaged_backup(from, file.path + " is missing");
    if (bytes != file.bytes) return damaged_backup(from, file.path + " has " + std::to_string(bytes) + " bytes, the manifest says " + std::to_string(file.bytes));
    DT_TRY(auto hash, platform::hash_file(path, file_progress(progress, "check " + file.path)));
    if (hash != file.sha256) return damaged_backup(from, file.path + " is not what was backed up (its hash is " + hash.substr(0, 16) + "…, the manifest says " + file.sha256.substr(0, 16) + "…)");
    has_journal = has_journal || file.path == "journal.db";
  }
  return has_journal ? Status{} : damaged_backup(from, "its manifest names no journal.db");
}

Result<BackupManifest> read_manifest(std::string const& from) {
  auto path = from + "/" + manifest_name;
  std::error_code error;
  if (!fs::exists(path, error)) return Error{"DT-X950", "there is no backup in " + from + " (" + path + " does not exist)", "Name the folder that 'drivetrain backup --to' made."};
  DT_TRY(auto text, platform::read_file(path));
  return BackupManifest::parse(text, path);
}

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

/// Everything that was there goes into a folder of its own beside the new files.
Status set_aside(std::string const& data, std::string const& into) {
  std::error_code error;
  std::vector<fs::path> there;
  for (auto const& entry : fs::directory_iterator(data, error)) {
    auto name = entry.path().filename().string();
    if (name.ends_with(".lock") || name.ends_with(".restoring") || name.starts_with(set_aside_prefix)) continue;
    there.push_back(entry.path());
  }
  if (!there.empty()) DT_CHECK(platform::make_private_folder(into));
  for (auto const& path : there) {
    fs::rename(path, fs::path(into) / path.filename(), error);
    if (error) return journal::errors::storage_unavailable(path.string() + " could not be set aside", error.message());
  }
  return {};
}

}  // namespace

Result<BackupManifest> back_up(BackupOptions const& given, BackupProgress const& progress) {
  auto options = given;
  options.data = without_slash(options.data), options.to = without_slash(options.to);
  std::error_code error;
  // Says in plain words when there is no journal, or one of a newer Drivetrain.
  DT_TRY(auto store, platform::SqliteStore::open(options.data, platform::Access::read_only));
  DT_TRY(auto head, store->head());
  // The copy of a journal that has lost its end would take the place of one that still has it.
  DT_CHECK(check_known_head(*store, options.data));
  DT_TRY(auto found, files_of(options.data));
  auto inside = fs::weakly_canonical(options.to, error).lexically_relative(fs::weakly_canonical(options.data, error));
  if (!inside.empty() && *inside.begin() != "..")
    return Error{"DT-X951", options.to + " lies in the data folder itself, which it should outlive.", "Name a folder elsewhere, best on another disk."};
  bool there = fs::exists(options.to, error);
  if (there && options.overwrite == Overwrite::refuse && !fs::is_empty(options.to, error)) return already_there(options.to, "is there already.");
  if (there && !fs::is_empty(options.to, error) && !fs::exists(options.to + "/" + manifest_name, error))
    return Error{"DT-X951", options.to + " is there already and is no backup, so it is not replaced, whatever was said.", "Name another folder."};
  if (options.rehearse == Rehearse::only) {
    BackupManifest manifest;
    manifest.version = options.version, manifest.made_at = options.now, manifest.position = head;
    for (auto const& file : found) manifest.files.push_back({file.path, file.bytes, ""});
    return manifest;
  }
  auto writing = options.to + ".writing";
  fs::remove_all(writing, error);
  DT_CHECK(platform::make_private_folder(writing));  // it holds what people wrote, and what proves who they are
  std::uint64_t bytes = 0;
  for (auto const& file : found) bytes += file.bytes;
  auto space = need_space(writing, bytes);
  auto made = space.ok() ? make_backup(found, options, writing, progress) : Result<BackupManifest>(space.error());
  if (made && there) fs::remove_all(options.to, error);
  if (made) fs::rename(writing, options.to, error);
  if (made && error) made = journal::errors::storage_unavailable(options.to + " cannot be put in place", error.message());
  if (made) (void)platform::sync_folder(fs::absolute(options.to).parent_path().string()).ok();
  else fs::remove_all(writing, error);
  return made;
}

Result<BackupProof> verify_backup(std::string const& given, BackupProgress const& progress) {
  auto from = without_slash(given);
  BackupProof proof;
  DT_ASSIGN(proof.manifest, read_manifest(from));
  auto const& manifest = proof.manifest;
  DT_CHECK(check_files(manifest, from, progress));
  auto told = tell(from, progress);
  if (!told && told.error().code == "DT-X950") return damaged_backup(from, told.error().message);
  if (!told) return told.error();
  if (told->position != manifest.position || told->chain.head_hash != manifest.head_hash)
    return damaged_backup(from, "its journal ends at record " + std::to_string(told->position) + " (" + told->chain.head_hash.substr(0, 16) + "…), the manifest says " +
                                    std::to_string(manifest.position) + " (" + manifest.head_hash.substr(0, 16) + "…)");
  proof.state_compared = told->state_layout == manifest.state_layout;
  if (proof.state_compared && told->state_hash != manifest.state_hash)
    return damaged_backup(from, "replaying it leads to another state (" + told->state_hash.substr(0, 16) + "…) than the one that was backed up (" + manifest.state_hash.substr(0, 16) + "…)");
  return proof;
}

Result<Restored> restore(RestoreOptions const& given, BackupProgress const& progress) {
  auto options = given;
  options.from = without_slash(options.from), options.data = without_slash(options.data);
  Restored restored;
  DT_ASSIGN(restored.manifest, read_manifest(options.from));
  DT_CHECK(check_files(restored.manifest, options.from, progress));
  std::error_code error;
  std::string there;
  for (auto const& file : restored.manifest.files)
    if (fs::exists(options.data + "/" + file.path, error) && (there.empty() || file.path == "journal.db")) there = file.path;
  bool replaces = !there.empty();
  if (replaces && options.overwrite == Overwrite::refuse) return already_there(options.data, "holds a " + there + " already.");
  auto aside = options.data + "/" + set_aside_prefix + format_instant(options.now);
  if (replaces) restored.set_aside = aside;
  if (options.rehearse == Rehearse::only) return restored;
  DT_CHECK(platform::make_private_folder(options.data));
  DT_TRY(auto lock, platform::FolderLock::take(options.data));
  DT_CHECK(need_space(options.data, restored.manifest.bytes()));
  for (auto const& file : restored.manifest.files) {
    auto to = options.data + "/" + file.path + ".restoring";
    DT_CHECK(make_folders_below(options.data, file.path));
    DT_CHECK(platform::copy_file(options.from + "/" + file.path, to, file_progress(progress, "restore " + file.path)));
    platform::give_to_owner_of_folder(to);
    DT_TRY(auto hash, platform::hash_file(to));
    if (hash != file.sha256) return journal::errors::storage_unavailable(to + " cannot be trusted", "what was read back is not what was written");
  }
  if (replaces) DT_CHECK(set_aside(options.data, aside));
  for (auto const& file : restored.manifest.files) {
    auto to = options.data + "/" + file.path;
    fs::rename(to + ".restoring", to, error);
    if (error) return journal::errors::storage_unavailable(to + " could not be put in place", error.message());
  }
  DT_CHECK(platform::sync_folder(options.data));
  // Whatever was known of the journal that stood here before: from now on this one is it, on purpose.
  DT_CHECK(accept_head(options.data, {restored.manifest.position, restored.manifest.head_hash, options.now, "restore"}));
  return restored;
}

}  // namespace drivetrain::app
