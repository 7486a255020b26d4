// How the command line says that something could not be done.
#include <cstdio>

#include "app/cli/verbs.h"

namespace drivetrain::app::cli {

int fail(Error const& error) {
  std::fprintf(stderr, "drivetrain: %s%s\n", error.message.c_str(), error.code.empty() ? "" : (" [" + error.code + "]").c_str());
  if (!error.help.empty()) std::fprintf(stderr, "  help: %s\n", error.help.c_str());
  if (error.code == "DT-X901") return exit_not_found;
  if (error.code.starts_with("DT-X92")) return exit_unavailable;
  return exit_refused;
}

}  // namespace drivetrain::app::cli
