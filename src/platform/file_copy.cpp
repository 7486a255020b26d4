// Copying and hashing in pieces (see file_copy.h).
#include "platform/file_copy.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "base/hash_stream.h"
#include "journal/errors.h"

namespace drivetrain::platform {

namespace {

constexpr std::size_t piece_bytes = 1u << 20;

class OpenFile {
 public:
  OpenFile(std::string const& path, int flags, mode_t mode = 0600) : file_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {}
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  OpenFile(OpenFile const&) = delete;
  operator int() const { return file_; }

 private:
  int file_;
};

Error copy_failure(std::string const& path, int cause) {
  if (cause == ENOSPC || cause == EDQUOT) return journal::errors::disk_full(path);
  return journal::errors::storage_unavailable(path + " could not be read or written", std::strerror(cause));
}

template <class Take>
Status read_pieces(std::string const& path, FileProgress const& progress, Take take) {
  OpenFile file(path, O_RDONLY);
  struct stat about{};
  if (file < 0 || ::fstat(file, &about) != 0) return copy_failure(path, errno);
  std::vector<std::uint8_t> piece(piece_bytes);
  std::uint64_t done = 0;
  for (;;) {
    auto got = ::read(file, piece.data(), piece.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return copy_failure(path, errno);
    if (got == 0) return {};
    DT_CHECK(take(std::span(piece).first(static_cast<std::size_t>(got))));
    done += static_cast<std::uint64_t>(got);
    if (progress && !progress(done, static_cast<std::uint64_t>(about.st_size))) return journal::errors::storage_unavailable("reading " + path + " was stopped", "as was asked");
  }
}

}  // namespace

Result<std::string> hash_file(std::string const& path, FileProgress const& progress) {
  Sha256Stream hash;
  DT_CHECK(read_pieces(path, progress, [&](std::span<std::uint8_t const> piece) { return hash.add(piece), Status{}; }));
  return to_hex(hash.digest());
}

Status copy_file(std::string const& from, std::string const& to, FileProgress const& progress) {
  struct stat about{};
  if (::stat(from.c_str(), &about) != 0) return copy_failure(from, errno);
  OpenFile target(to, O_WRONLY | O_CREAT | O_TRUNC);
  if (target < 0 || ::fchmod(target, about.st_mode & 0700) != 0) return copy_failure(to, errno);
  DT_CHECK(read_pieces(from, progress, [&](std::span<std::uint8_t const> piece) -> Status {
    while (!piece.empty()) {
      auto put = ::write(target, piece.data(), piece.size());
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return copy_failure(to, errno);
      piece = piece.subspan(static_cast<std::size_t>(put));
    }
    return {};
  }));
  if (::fsync(target) != 0) return copy_failure(to, errno);
  return {};
}

Status sync_folder(std::string const& path) {
  OpenFile folder(path, O_RDONLY | O_DIRECTORY);
  if (folder < 0 || ::fsync(folder) != 0) return copy_failure(path, errno);
  return {};
}

}  // namespace drivetrain::platform
