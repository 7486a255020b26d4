// How the command line says that something could not be done.
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>

#include "app/cli/verbs.h"

namespace drivetrain::app::cli {

int fail(Error const& error) {
  std::fprintf(stderr, "drivetrain: %s%s\n", error.message.c_str(), error.code.empty() ? "" : (" [" + error.code + "]").c_str());
  if (!error.help.empty()) std::fprintf(stderr, "  help: %s\n", error.help.c_str());
  if (error.code == "DT-X901") return exit_not_found;
  if (error.code.starts_with("DT-X92")) return exit_unavailable;
  return exit_refused;
}

int with_output_written(int status) {
  std::cout.flush();
  bool lost = std::fflush(stdout) != 0;
  int why = errno;
  if (!lost && !std::ferror(stdout) && std::cout.good()) return status;
  return fail({"DT-X920", std::string("the output could not be written whole") + (lost && why ? std::string(": ") + std::strerror(why) : ""), "check the disk's free space, or whoever reads the pipe"});
}

}  // namespace drivetrain::app::cli
