// Snapshots of the journal's state: files beside it, because what can be computed again has no place in the journal's file, its log
// and its backups (see sqlite_store.h).
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "journal/errors.h"
#include "platform/file_copy.h"
#include "platform/private_file.h"
#include "platform/sqlite_store.h"

namespace drivetrain::platform {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t snapshots_kept = 2;

std::string snapshots_folder(std::string const& data) { return data + "/snapshots"; }
std::string snapshot_file(std::string const& data, std::uint64_t position) { return snapshots_folder(data) + "/" + std::to_string(position); }

Status write_synchronised(std::string const& path, Bytes const& content) {
  int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return journal::errors::storage_unavailable(path + " cannot be made", std::strerror(errno));
  std::size_t done = 0;
  int cause = 0;
  while (done < content.size() && !cause) {
    auto put = ::write(file, content.data() + done, content.size() - done);
    if (put > 0) done += static_cast<std::size_t>(put);
    else if (errno != EINTR) cause = errno;
  }
  if (!cause && ::fsync(file) != 0) cause = errno;
  ::close(file);
  if (cause == ENOSPC || cause == EDQUOT) return journal::errors::disk_full(path);
  return cause ? journal::errors::storage_unavailable(path + " cannot be written", std::strerror(cause)) : Status{};
}

}  // namespace

Result<std::vector<std::uint64_t>> SqliteStore::snapshots() {
  std::vector<std::uint64_t> positions;
  std::error_code error;
  for (auto entry = fs::directory_iterator(snapshots_folder(folder_), error); !error && entry != fs::directory_iterator(); entry.increment(error)) {
    auto name = entry->path().filename().string();
    std::uint64_t position = 0;
    auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), position);
    if (problem == std::errc{} && end == name.data() + name.size()) positions.push_back(position);
  }
  if (error && error != std::errc::no_such_file_or_directory) return journal::errors::storage_unavailable(snapshots_folder(folder_) + " cannot be listed", error.message());
  std::sort(positions.rbegin(), positions.rend());
  return positions;
}

Result<Bytes> SqliteStore::load_snapshot(std::uint64_t position) {
  std::ifstream file(snapshot_file(folder_, position), std::ios::binary);
  if (!file) return Error{"", "it cannot be read", ""};
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

Status SqliteStore::save_snapshot(std::uint64_t position, Bytes const& snapshot) {
  if (access_ == Access::read_only) return journal::errors::storage_unavailable(path_ + " was opened for reading only", "so it keeps no snapshots");
  std::error_code error;
  DT_CHECK(make_private_folder(snapshots_folder(folder_)));
  auto path = snapshot_file(folder_, position);
  auto written = write_synchronised(path + ".writing", snapshot);
  if (written.ok()) {
    fs::rename(path + ".writing", path, error);
    if (error) written = journal::errors::storage_unavailable(path + " cannot be put in place", error.message());
  }
  if (!written.ok()) {
    fs::remove(path + ".writing", error);
    return written;
  }
  DT_CHECK(sync_folder(snapshots_folder(folder_)));
  DT_TRY(auto positions, snapshots());
  for (auto i = snapshots_kept; i < positions.size(); ++i) fs::remove(snapshot_file(folder_, positions[i]), error);
  return {};
}

Status SqliteStore::drop_snapshots() {
  std::error_code error;
  fs::remove_all(snapshots_folder(folder_), error);
  return error ? journal::errors::storage_unavailable(snapshots_folder(folder_) + " cannot be removed", error.message()) : Status{};
}

}  // namespace drivetrain::platform
