// Foreign tables: what people keep about their company before there is a model (sheets, exports, calendars). Whatever the format, a
// table is rows of cells that know where they stand, so that whatever is read or refused can be traced to file, sheet and row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace drivetrain::notation {

enum class CellKind { empty, text, number, date, boolean };

/// `text` is UTF-8 without blanks around it: of a number plain digits ("15000.5"), of a date ISO 8601 ("2026-01-05",
/// "2026-01-05T08:15", a time of day alone "08:15"), of a flag "true" or "false". A format without types (CSV) has texts only.
struct Cell {
  CellKind kind = CellKind::empty;
  std::string text;
  bool empty() const { return kind == CellKind::empty; }
};

/// A row that holds something; empty rows are left out but counted. `number` from 1, as the person's program shows it.
struct TableRow {
  std::uint32_t number = 0;
  std::vector<Cell> cells;
  /// An empty cell when the row is shorter.
  Cell const& at(std::size_t column) const;
};

struct Table {
  std::string file;                 ///< as the person named it
  std::string sheet;                ///< empty: the format has none
  bool hidden = false;              ///< a sheet that its author hid
  std::vector<TableRow> rows;
  std::string timezone;             ///< of a calendar: IANA name; empty: not said
  std::vector<std::string> notes;   ///< what the reader had to assume or leave out, in words

  /// "people.csv" or "works.xlsx › People".
  std::string name() const;
  /// "people.csv, row 7".
  std::string place(std::uint32_t row) const;
  std::size_t columns() const;      ///< of the widest row
};

/// "A" … "Z", "AA" …: as spreadsheets name columns; 0 is A.
std::string column_letters(std::size_t column);

/// All tables of a file by its name's ending and its content: .xlsx, .ics, else CSV. Error DT-X930: it is no table that can be read.
Result<std::vector<Table>> read_tables(std::string const& file, std::string_view bytes);

}  // namespace drivetrain::notation
