// One datagram to the socket that NOTIFY_SOCKET names (sd_notify(3), section "Notes"); a library for it would be larger than this.
#include "platform/service_manager.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace drivetrain::platform {

namespace {

/// Whether stderr is what the service manager's journal reads: JOURNAL_STREAM is inherited by whatever a service starts, also where stderr went elsewhere.
bool journal_reads_stderr() {
  auto const* stream = std::getenv("JOURNAL_STREAM");
  struct stat about{};
  if (!stream || ::fstat(STDERR_FILENO, &about) != 0) return false;
  return std::to_string(about.st_dev) + ":" + std::to_string(about.st_ino) == stream;
}

}  // namespace

void say_error(std::string const& text) { std::fprintf(stderr, "%sdrivetrain: error: %s\n", journal_reads_stderr() ? "<3>" : "", text.c_str()); }

void tell_service_manager(std::string_view state) {
  auto const* path = std::getenv("NOTIFY_SOCKET");
  if (!path || (*path != '/' && *path != '@')) return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  auto length = std::strlen(path);
  if (length >= sizeof address.sun_path) return;
  std::memcpy(address.sun_path, path, length);
  if (*path == '@') address.sun_path[0] = 0;  // an abstract name
  int file = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (file < 0) return;
  (void)!::sendto(file, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<sockaddr const*>(&address), static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
  ::close(file);
}

}  // namespace drivetrain::platform
