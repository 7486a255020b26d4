// How a workbook shows a number: the same 46027 is an amount, or the fifth of January. Only what changes the meaning is looked at: date, time, percent,
// currency. Source: ECMA-376-1:2016 §18.8.30 (numFmt) and its list of built-in formats.
#pragma once

#include <string>
#include <string_view>

#include "notation/tables/table.h"

namespace drivetrain::notation {

struct CellFormat {
  bool date = false, time = false, percent = false;
  std::string currency;   ///< as people write it behind an amount: "€"
};

/// Built-in formats by number.
CellFormat builtin_format(int number);
CellFormat format_of_code(std::string_view code);

enum class DateSystem { from_1900, from_1904 };
/// The cell that a person sees for a stored number.
Cell shown_number(double value, CellFormat const& format, DateSystem system);

}  // namespace drivetrain::notation
