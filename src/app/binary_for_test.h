// The program itself, as a user starts it, for tests of what only a whole process shows.
#pragma once

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "platform/run_program.h"

namespace drivetrain::app::test {

/// Beside the tests, or where DRIVETRAIN_BINARY says; empty when it was not built.
inline std::string drivetrain_binary() {
  if (auto const* named = std::getenv("DRIVETRAIN_BINARY")) return named;
  std::error_code error;
  auto beside = std::filesystem::read_symlink("/proc/self/exe", error).parent_path() / "drivetrain";
  return std::filesystem::exists(beside, error) ? beside.string() : "";
}

/// Runs it to its end.
inline platform::ProgramResult run_drivetrain(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), drivetrain_binary());
  auto ran = platform::run_program(arguments, "", {});
  EXPECT_TRUE(ran.ok()) << (ran.ok() ? "" : ran.error().message);
  return ran.ok() ? ran.take() : platform::ProgramResult{-1, "", ""};
}

/// `drivetrain serve` on a model and a data folder, in a demo's standing time.
class ServedBinary {
 public:
  ServedBinary(std::string const& model, std::string const& data) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    auto binary = drivetrain_binary();
    child_ = fork();
    if (child_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]), ::close(ends[1]);
      execl(binary.c_str(), "drivetrain", "--quiet", "serve", model.c_str(), "--data", data.c_str(), "--port", "0", "--demo", "--speed", "0", nullptr);
      _exit(127);
    }
    ::close(ends[1]);
    std::string line;
    for (char c; ::read(ends[0], &c, 1) == 1 && c != '\n';) line += c;
    ::close(ends[0]);
    auto colon = line.rfind(':');
    port_ = colon == std::string::npos ? 0 : static_cast<std::uint16_t>(std::atoi(line.c_str() + colon + 1));
  }
  ~ServedBinary() {
    if (child_ > 0) kill(child_, SIGKILL), waitpid(child_, nullptr, 0);
  }
  ServedBinary(ServedBinary const&) = delete;
  /// 0: it did not start.
  std::uint16_t port() const { return port_; }
  /// Asks it to stop; its exit code, or 128 + signal.
  int stop() {
    kill(child_, SIGTERM);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t child_ = -1;
  std::uint16_t port_ = 0;
};

}  // namespace drivetrain::app::test
