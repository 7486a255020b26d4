// Tables of any format (see table.h).
#include "notation/tables/table.h"

#include <algorithm>

#include "base/limits.h"
#include "base/text.h"
#include "notation/tables/csv.h"
#include "notation/tables/encoding.h"
#include "notation/tables/ics.h"
#include "notation/tables/xlsx.h"

namespace drivetrain::notation {

Cell const& TableRow::at(std::size_t column) const {
  static Cell const nothing;
  return column < cells.size() ? cells[column] : nothing;
}

std::string Table::name() const { return sheet.empty() ? file : file + " › " + sheet; }

std::string Table::place(std::uint32_t row) const { return name() + ", row " + std::to_string(row); }

std::size_t Table::columns() const {
  std::size_t most = 0;
  for (auto const& row : rows) most = std::max(most, row.cells.size());
  return most;
}

std::string column_letters(std::size_t column) {
  std::string letters;
  for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return letters;
}

Result<std::vector<Table>> read_tables(std::string const& named, std::string_view bytes) {
  auto file = cell_text(decode_text(named.substr(0, 200)).text);
  std::replace(file.begin(), file.end(), '\n', ' ');
  if (bytes.size() > limits::max_table_file_bytes)
    return Error{"DT-X930", file + " is " + std::to_string(bytes.size()) + " bytes; more than " + std::to_string(limits::max_table_file_bytes) + " are not read",
                 "take the sheets that hold roles, people, decisions, figures and meetings into a file of their own"};
  if (bytes.starts_with("PK\x03\x04")) return read_xlsx(file, bytes);
  bool calendar = lower_ascii(file).ends_with(".ics") || lower_ascii(bytes.substr(0, 64)).find("begin:vcalendar") != std::string::npos;
  DT_TRY(auto table, calendar ? read_ics(file, bytes) : read_csv(file, bytes));
  std::vector<Table> tables;
  tables.push_back(std::move(table));
  return tables;
}

}  // namespace drivetrain::notation
