// Running a program (see run_program.h). stdin is a socket, because writing to a closed pipe would send us a signal.
#include "platform/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

extern char** environ;

namespace drivetrain::platform {

namespace {

/// A file descriptor that is closed when nobody needs it any more.
class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int descriptor = -1) : descriptor_(descriptor) {}
  OwnedDescriptor(OwnedDescriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OwnedDescriptor& operator=(OwnedDescriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~OwnedDescriptor() { close(); }
  int get() const { return descriptor_; }
  void close() {
    if (descriptor_ >= 0) ::close(descriptor_);
    descriptor_ = -1;
  }

 private:
  int descriptor_;
};

struct PipeEnds {
  OwnedDescriptor ours, theirs;
};

bool open_stdin(PipeEnds& ends) {
  std::array<int, 2> both{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both.data()) != 0) return false;
  ends = {OwnedDescriptor(both[0]), OwnedDescriptor(both[1])};
  return true;
}

bool open_output(PipeEnds& ends) {
  std::array<int, 2> both{};
  if (::pipe2(both.data(), O_CLOEXEC) != 0) return false;
  ends = {OwnedDescriptor(both[0]), OwnedDescriptor(both[1])};
  return true;
}

std::vector<std::string> environment_with(std::vector<std::string> const& settings) {
  std::vector<std::string> all = settings;
  for (auto** each = environ; *each; ++each) {
    std::string_view variable(*each);
    auto name = variable.substr(0, variable.find('=') + 1);
    bool set = std::any_of(settings.begin(), settings.end(), [&](std::string const& setting) { return setting.starts_with(name); });
    if (!set) all.emplace_back(variable);
  }
  return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// False at the end of the stream.
bool read_some(int descriptor, std::string& into) {
  std::array<char, 65'536> buffer{};
  auto count = ::read(descriptor, buffer.data(), buffer.size());
  if (count > 0) into.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

}  // namespace

Result<ProgramResult> run_program(std::vector<std::string> const& arguments, std::string_view input, std::vector<std::string> const& environment,
                                  ProgramBounds const& bounds) {
  auto const& name = arguments.at(0);
  auto cannot = [&](int reason) { return Error{"", "cannot run " + name + ": " + std::strerror(reason), "is it installed, and in PATH?"}; };
  PipeEnds in, out, err;
  if (!open_stdin(in) || !open_output(out) || !open_output(err)) return cannot(errno);
  auto texts = arguments;
  auto settings = environment_with(environment);
  auto argv = pointers_to(texts), envp = pointers_to(settings);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.theirs.get(), 0);
  posix_spawn_file_actions_adddup2(&actions, out.theirs.get(), 1);
  posix_spawn_file_actions_adddup2(&actions, err.theirs.get(), 2);
  pid_t child = 0;
  auto failed = ::posix_spawnp(&child, name.c_str(), &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed) return cannot(failed);
  in.theirs.close(), out.theirs.close(), err.theirs.close();

  ProgramResult result;
  std::string problem;
  auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(bounds.timeout_ms);
  if (input.empty()) ::shutdown(in.ours.get(), SHUT_WR);
  for (bool out_open = true, err_open = true; out_open || err_open;) {
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    std::array<pollfd, 3> waits{{{out_open ? out.ours.get() : -1, POLLIN, 0}, {err_open ? err.ours.get() : -1, POLLIN, 0}, {input.empty() ? -1 : in.ours.get(), POLLOUT, 0}}};
    if (left <= 0) problem = "took longer than " + std::to_string(bounds.timeout_ms / 1000) + " s";
    if (result.out.size() + result.err.size() > bounds.max_output_bytes) problem = "answered more than " + std::to_string(bounds.max_output_bytes) + " bytes";
    if (!problem.empty()) break;
    if (::poll(waits.data(), waits.size(), static_cast<int>(left)) < 0 && errno != EINTR) return cannot(errno);
    if (waits[0].revents) out_open = read_some(out.ours.get(), result.out);
    if (waits[1].revents) err_open = read_some(err.ours.get(), result.err);
    if (!waits[2].revents) continue;
    auto sent = ::send(in.ours.get(), input.data(), std::min<std::size_t>(input.size(), 65'536), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) input.remove_prefix(static_cast<std::size_t>(sent));
    if (sent < 0 && errno != EAGAIN && errno != EINTR) input = {};  // it reads no more; its answer says why
    if (input.empty()) ::shutdown(in.ours.get(), SHUT_WR);
  }
  if (!problem.empty()) ::kill(child, SIGKILL);
  result.exit_code = wait_for(child);
  if (!problem.empty()) return Error{"", name + " " + problem + " and was stopped", ""};
  return result;
}

}  // namespace drivetrain::platform
