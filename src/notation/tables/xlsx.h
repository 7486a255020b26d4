// Workbooks (.xlsx, ECMA-376 SpreadsheetML): each sheet a table. Shared and inline strings, numbers as they are shown (dates, percent, currency), flags,
// cells merged downwards filled, hidden sheets marked. Formulas count by the value that was stored with them.
#pragma once

#include <vector>

#include "notation/tables/table.h"

namespace drivetrain::notation {

/// Error DT-X930: no workbook, damaged, protected, or beyond the bounds of base/limits.h. Sheets without a filled cell are left out.
Result<std::vector<Table>> read_xlsx(std::string const& file, std::string_view bytes);

}  // namespace drivetrain::notation
