// CSV as programs really write it (RFC 4180 and its relatives): the separator is found by trying, quotes may hold line breaks, rows may
// be ragged, the first line may be Excel's "sep=;".
#pragma once

#include "notation/tables/table.h"

namespace drivetrain::notation {

/// Error DT-X930 when the text holds no row, is binary, or goes beyond the bounds of base/limits.h. What was assumed (encoding,
/// separator, a quote that nobody closed) is in the table's notes.
Result<Table> read_csv(std::string const& file, std::string_view bytes);

}  // namespace drivetrain::notation
