// Another program, run with a list of arguments: no shell reads them, so nothing in them can be taken for a command. Bounded in
// time and output.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace drivetrain::platform {

struct ProgramBounds {
  std::size_t max_output_bytes = 64u << 20;
  int timeout_ms = 30'000;
};

struct ProgramResult {
  int exit_code = 0;  ///< 128 + signal when it was killed by one
  std::string out, err;
};

/// Runs arguments[0], found in PATH, with `input` on its stdin. `environment` are settings NAME=VALUE over our own environment.
/// Error when it cannot be started, takes longer or says more than the bounds allow; it is killed then. A program that ran and
/// failed is no error: look at exit_code.
Result<ProgramResult> run_program(std::vector<std::string> const& arguments, std::string_view input, std::vector<std::string> const& environment,
                                  ProgramBounds const& bounds = {});

}  // namespace drivetrain::platform
