// One owner per folder, by flock(2) (see folder_lock.h).
#include "platform/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/time.h"
#include "journal/errors.h"
#include "platform/os_world.h"
#include "platform/private_file.h"

namespace drivetrain::platform {

namespace {

std::string program_name() {
  char name[4096];
  auto length = readlink("/proc/self/exe", name, sizeof name);
  std::string path(name, length > 0 ? static_cast<std::size_t>(length) : 0);
  return path.empty() ? "drivetrain" : path.substr(path.find_last_of('/') + 1);
}

std::string read_holder(int file) {
  char text[512];
  auto length = pread(file, text, sizeof text, 0);
  return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : std::string("another process");
}

void write_holder(int file) {
  auto holder = "process " + std::to_string(getpid()) + " (" + program_name() + "), since " + format_instant(OsClock().now());
  // Only for the text of an error message: the lock itself does not depend on it.
  if (ftruncate(file, 0) != 0 || pwrite(file, holder.data(), holder.size(), 0) < 0) return;
}

}  // namespace

Result<std::unique_ptr<FolderLock>> FolderLock::take(std::string const& folder) {
  auto path = folder + "/drivetrain.lock";
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return journal::errors::storage_unavailable("the data folder " + folder + " cannot be opened for writing", std::strerror(errno));
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    auto cause = errno;
    auto holder = cause == EWOULDBLOCK ? read_holder(file) : std::string();
    ::close(file);
    if (cause != EWOULDBLOCK) return journal::errors::storage_unavailable("the data folder " + folder + " cannot be locked", std::strerror(cause));
    return journal::errors::another_owner("the data folder " + folder + " is in use by " + holder);
  }
  write_holder(file);
  give_to_owner_of_folder(path);
  return std::unique_ptr<FolderLock>(new FolderLock(file));
}

FolderLock::~FolderLock() { ::close(file_); }

}  // namespace drivetrain::platform
