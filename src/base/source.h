// Where in a file something stands. Every fact of the model remembers it, so that each finding can point.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace drivetrain {

/// Line and column count from 1; columns count code points (what an editor shows). 0 means unknown.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t offset = 0;  ///< bytes from the start of the file
  auto operator<=>(Position const&) const = default;
};

/// Half-open stretch of a file: `end` is one past the last character. `file` is relative to the model's folder.
struct Span {
  std::string file;
  Position begin;
  Position end;
  bool known() const { return begin.line != 0; }
  bool operator==(Span const&) const = default;
};

/// A file's text with its line starts, so that offsets become positions and findings can quote lines.
class SourceText {
 public:
  SourceText() = default;
  SourceText(std::string path, std::string text);
  std::string const& path() const { return path_; }
  std::string_view text() const { return text_; }
  Position position(std::size_t offset) const;
  Span span(std::size_t begin, std::size_t end) const;
  /// Line without its newline; empty when out of range. `line` counts from 1.
  std::string_view line(std::uint32_t line) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  std::vector<std::uint32_t> code_points_;  ///< before every 1024th byte, so that a file of one endless line stays quick
};

}  // namespace drivetrain
