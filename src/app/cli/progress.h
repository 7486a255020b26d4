// How far a long piece of work is, on one line of the terminal that is written over.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/cli/verbs.h"

namespace drivetrain::app::cli {

/// Shows nothing when stderr is no terminal or the person wants quiet; leaves nothing behind.
class ProgressLine {
 public:
  explicit ProgressLine(Settings const& settings);
  ~ProgressLine();
  ProgressLine(ProgressLine const&) = delete;
  /// `all` 0: nobody knows how much it is.
  void show(std::string_view what, std::uint64_t done, std::uint64_t all);

 private:
  bool shown_;
  std::string last_;
};

}  // namespace drivetrain::app::cli
