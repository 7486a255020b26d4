// Modes are given when a file is made, never after, so that there is no moment in which somebody else could open it (see private_file.h).
#include "platform/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "journal/errors.h"

namespace drivetrain::platform {

namespace {

std::string folder_of(std::string const& path) {
  auto slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

/// By descriptor: what lies at a path may be changed by the folder's owner between two looks.
void give_file_to_owner_of(int file, std::string const& folder) {
  struct stat about{}, there{};
  if (::geteuid() != 0 || ::stat(folder.c_str(), &there) != 0 || there.st_uid == 0) return;
  if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || about.st_nlink != 1) return;
  (void)!::fchown(file, there.st_uid, there.st_gid);
}

Error not_written(std::string const& path, int cause) {
  if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG) return journal::errors::disk_full(path);
  return journal::errors::storage_unavailable(path + " cannot be written", std::strerror(cause));
}

/// 0, or why not.
int write_all(int file, std::string_view content) {
  while (!content.empty()) {
    auto put = ::write(file, content.data(), content.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(put));
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

}  // namespace

Status make_private_folder(std::string const& path) {
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    bool last = end == std::string::npos;
    if (::mkdir(path.substr(0, end).c_str(), last ? 0700 : 0755) != 0 && errno != EEXIST)
      return journal::errors::storage_unavailable("the folder " + path + " cannot be made", std::strerror(errno));
    if (last) break;
  }
  struct stat made{};
  if (::stat(path.c_str(), &made) == 0 && !S_ISDIR(made.st_mode)) return journal::errors::storage_unavailable("the folder " + path + " cannot be made", "a file of this name is there");
  return {};
}

Status make_private_file(std::string const& path) {
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return errno == EEXIST ? Status{} : Status(not_written(path, errno));
  give_file_to_owner_of(file, folder_of(path));
  ::close(file);
  return {};
}

Status write_private_file(std::string const& path, std::string_view content) {
  auto beside = path + ".writing";
  ::unlink(beside.c_str());  // of one who was interrupted
  int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return not_written(path, errno);
  give_file_to_owner_of(file, folder_of(path));
  auto cause = write_all(file, content);
  ::close(file);
  if (cause == 0 && std::rename(beside.c_str(), path.c_str()) != 0) cause = errno;
  if (cause == 0) return {};
  ::unlink(beside.c_str());
  return not_written(path, cause);
}

void give_to_owner_of_folder(std::string const& path) {
  int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return;
  give_file_to_owner_of(file, folder_of(path));
  ::close(file);
}

bool is_open_to_others(std::string const& path) {
  struct stat about{};
  return ::stat(path.c_str(), &about) == 0 && (about.st_mode & 077) != 0;
}

}  // namespace drivetrain::platform
