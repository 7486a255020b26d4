// Records from a stream, one at a time, however many there are: CSV with a header line, or JSON objects, one a line.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/result.h"

namespace drivetrain::app {

/// Reads one line without its end. False at the end of the stream. Error when a line exceeds limits::max_request_body_bytes (nothing beyond is
/// read) or the stream cannot be read; `number` is the line's, for what is said.
Result<bool> read_line(std::istream& in, std::string& line, std::uint64_t number);
/// Whether everything reached the stream's file: DT-X920 when it did not. Ask when all is written.
Status written_whole(std::ostream& out, std::string const& path);

/// Rows of CSV (RFC 4180). The separator is the one of , ; tab that the header has most of.
class CsvRecords {
 public:
  explicit CsvRecords(std::istream& in) : in_(in) {}
  /// The header first. Nothing at the end. Error when a quote is never closed or a record exceeds limits::max_request_body_bytes.
  Result<std::optional<std::vector<std::string>>> next();
  std::uint64_t line() const { return line_; }  ///< on which the last record began

 private:
  std::istream& in_;
  char separator_ = '\0';
  std::uint64_t line_ = 0, lines_read_ = 0;
};

}  // namespace drivetrain::app
