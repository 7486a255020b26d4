// The line (see progress.h).
#include "app/cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace drivetrain::app::cli {

namespace {

constexpr std::size_t bar_width = 30, what_width = 24;

}  // namespace

ProgressLine::ProgressLine(Settings const& settings) : shown_(!settings.quiet && isatty(STDERR_FILENO)) {}

ProgressLine::~ProgressLine() {
  if (shown_) std::fputs("\r\033[K", stderr);
}

void ProgressLine::show(std::string_view what, std::uint64_t done, std::uint64_t all) {
  if (!shown_) return;
  std::string line(what);
  if (all) {
    auto part = std::min(done, all);
    auto filled = static_cast<std::size_t>(part * bar_width / all);
    line.resize(std::max(line.size(), what_width), ' ');
    line += " [" + std::string(filled, '#') + std::string(bar_width - filled, '.') + "] " + std::to_string(part * 100 / all) + " %";
  } else {
    line += " …";
  }
  if (line == last_) return;
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
  last_ = std::move(line);
}

}  // namespace drivetrain::app::cli
