// Rows for people: columns aligned by what they show.
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "base/text.h"

namespace drivetrain::app::cli {

/// The first row is the heading. Nothing is printed for a heading alone.
inline void print_table(std::vector<std::vector<std::string>> const& rows) {
  if (rows.size() < 2) return;
  std::vector<std::size_t> widths(rows.front().size());
  for (auto const& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], code_point_count(row[i]));
  for (auto const& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += row[i] + std::string(i + 1 < row.size() ? widths[i] - code_point_count(row[i]) + 2 : 0, ' ');
    std::printf("%s\n", std::string(line.substr(0, line.find_last_not_of(' ') + 1)).c_str());
  }
}

}  // namespace drivetrain::app::cli
