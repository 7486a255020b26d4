// CSV by hand, workbooks by libxlsxwriter (see workbook.h).
#include "platform/workbook.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "platform/files.h"

namespace drivetrain::platform {

namespace {

constexpr std::size_t digits_of_a_sheet = 15;     // a cell's number is a binary double
constexpr std::size_t most_characters = 32'767;   // of a cell, in Excel

bool looks_like_a_formula(std::string const& text) { return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos; }

std::string csv_cell(Cell const& cell) {
  auto text = cell.kind == Cell::Kind::text && looks_like_a_formula(cell.text) ? "'" + cell.text : cell.text;
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

bool fits_a_sheet(std::string const& number) {
  return static_cast<std::size_t>(std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; })) <= digits_of_a_sheet;
}

/// Cut at a whole character.
std::string cut_text(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

/// Without what XML 1.0 (section 2.2) cannot say: control characters, U+FFFE and U+FFFF. One of them makes a workbook unreadable.
std::string sheet_text(std::string const& text) {
  std::string shown;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') continue;
    if (text.compare(i, 3, "\xEF\xBF\xBE") == 0 || text.compare(i, 3, "\xEF\xBF\xBF") == 0) { i += 2; continue; }
    shown += text[i];
  }
  return cut_text(std::move(shown), most_characters);
}

std::string sheet_name(std::string const& wanted) {
  std::string name;
  for (char c : wanted) name += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  return cut_text(name.empty() ? "Table" : name, 31);
}

}  // namespace

std::string csv_of(SheetTable const& table) {
  std::string text = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < table.columns.size(); ++i) text += (i ? "," : "") + csv_cell({Cell::Kind::text, table.columns[i]});
  text += "\r\n";
  for (auto const& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i ? "," : "") + csv_cell(row[i]);
    text += "\r\n";
  }
  return text;
}

Result<std::string> workbook_of(SheetTable const& table, std::string const& sheet) {
  // The library writes to a file only.
  std::string path = "/tmp/drivetrain-XXXXXX";
  if (auto const* folder = std::getenv("TMPDIR")) path = std::string(folder) + "/drivetrain-XXXXXX";
  int file = ::mkstemp(path.data());
  if (file < 0) return Error{"DT-X920", "a workbook could not be begun in " + path, "Is the folder for temporary files writable?"};
  ::close(file);
  lxw_workbook_options options{};
  options.constant_memory = LXW_FALSE;
  auto* book = workbook_new_opt(path.c_str(), &options);
  if (!book) return ::unlink(path.c_str()), Error{"DT-X926", "a workbook could not be made", ""};
  auto* page = workbook_add_worksheet(book, sheet_name(sheet).c_str());
  auto* heading = workbook_add_format(book);
  format_set_bold(heading);
  auto columns = static_cast<lxw_col_t>(table.columns.size());
  for (lxw_col_t i = 0; i < columns; ++i) {
    worksheet_write_string(page, 0, i, table.columns[i].c_str(), heading);
    std::size_t width = table.columns[i].size();
    for (std::size_t row = 0; row < std::min<std::size_t>(table.rows.size(), 200); ++row) width = std::max(width, code_point_count(table.rows[row][i].text));
    worksheet_set_column(page, i, i, static_cast<double>(std::clamp<std::size_t>(width + 2, 8, 60)), nullptr);
  }
  lxw_row_t line = 0;
  for (auto const& row : table.rows) {
    ++line;
    for (lxw_col_t i = 0; i < columns; ++i) {
      auto const& cell = row[i];
      if (cell.text.empty()) continue;
      if (cell.kind == Cell::Kind::number && fits_a_sheet(cell.text)) worksheet_write_number(page, line, i, std::strtod(cell.text.c_str(), nullptr), nullptr);
      else worksheet_write_string(page, line, i, sheet_text(cell.text).c_str(), nullptr);
    }
  }
  worksheet_freeze_panes(page, 1, 0);
  if (columns > 0) worksheet_autofilter(page, 0, 0, std::max<lxw_row_t>(line, 1), static_cast<lxw_col_t>(columns - 1));
  if (!table.about.empty()) {
    auto* about = workbook_add_worksheet(book, "about");
    worksheet_set_column(about, 0, 0, 16, nullptr);
    worksheet_set_column(about, 1, 1, 80, nullptr);
    lxw_row_t told = 0;
    for (auto const& [what, text] : table.about) {
      worksheet_write_string(about, told, 0, what.c_str(), heading);
      worksheet_write_string(about, told++, 1, sheet_text(text).c_str(), nullptr);
    }
  }
  auto failed = workbook_close(book);
  auto content = read_file(path);
  ::unlink(path.c_str());
  if (failed != LXW_NO_ERROR) return Error{"DT-X926", std::string("a workbook could not be written: ") + lxw_strerror(failed), ""};
  return content;
}

}  // namespace drivetrain::platform
