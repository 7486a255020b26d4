// A table as a spreadsheet: one sheet of an Office Open XML workbook (ECMA-376), or CSV (RFC 4180).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace drivetrain::platform {

/// A number is written as one, with the digits of its text where a sheet cannot hold them; an empty text is an empty cell.
struct Cell {
  enum class Kind { text, number } kind = Kind::text;
  std::string text;
};

struct SheetTable {
  std::vector<std::string> columns;
  std::vector<std::vector<Cell>> rows;  ///< each as long as `columns`
  std::vector<std::pair<std::string, std::string>> about;  ///< what was asked and when; a second sheet of a workbook, not in CSV
};

/// With a heading, CRLF, and a byte order mark, without which spreadsheets take it for another encoding. A text that a spreadsheet would
/// take for a formula gets an apostrophe in front (OWASP, CSV injection).
std::string csv_of(SheetTable const& table);
/// `sheet`: its name, cut to 31 characters. The heading stays in view and can be filtered. Error when the library fails.
Result<std::string> workbook_of(SheetTable const& table, std::string const& sheet);

}  // namespace drivetrain::platform
