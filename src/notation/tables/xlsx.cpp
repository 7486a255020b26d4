// Reading workbooks (see xlsx.h). Element names are compared without prefix, because some programs write one.
#include "notation/tables/xlsx.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <pugixml.hpp>

#include "base/limits.h"
#include "base/text.h"
#include "notation/tables/archive.h"
#include "notation/tables/cell_format.h"
#include "notation/tables/encoding.h"

namespace drivetrain::notation {

namespace {

Error xlsx_error(std::string const& file, std::string const& what) {
  return Error{"DT-X930", file + " " + what, "open it in the program that wrote it and save it again as .xlsx or CSV"};
}

std::string_view local_name(pugi::xml_node node) {
  std::string_view name = node.name();
  auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_named(pugi::xml_node parent, std::string_view name) {
  for (auto child : parent.children())
    if (local_name(child) == name) return child;
  return {};
}

/// An attribute by its name without prefix ("r:id" → "id").
std::string_view attribute_named(pugi::xml_node node, std::string_view name) {
  for (auto attribute : node.attributes()) {
    std::string_view full = attribute.name();
    if (full == name || (full.size() > name.size() && full.ends_with(name) && full[full.size() - name.size() - 1] == ':')) return attribute.value();
  }
  return {};
}

/// Text of a shared or inline string: its runs joined, without phonetic readings (§18.4.8).
std::string rich_text(pugi::xml_node item) {
  std::string text;
  for (auto child : item.children()) {
    if (local_name(child) == "t") text += child.child_value();
    else if (local_name(child) == "r") text += child_named(child, "t").child_value();
  }
  return text;
}

/// "BC12" → column 54, row 12; both from 0 and 1. False when it is no reference.
bool read_reference(std::string_view reference, std::size_t& column, std::uint32_t& row) {
  std::size_t letters = 0, at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z' && at < 3; ++at) letters = letters * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1);
  std::uint32_t number = 0;
  auto digits = at;
  for (; at < reference.size() && reference[at] >= '0' && reference[at] <= '9' && at < digits + 7; ++at) number = number * 10 + static_cast<std::uint32_t>(reference[at] - '0');
  if (letters == 0 || number == 0 || at != reference.size()) return false;
  column = letters - 1;
  row = number;
  return true;
}

class Workbook {
 public:
  Workbook(std::string const& file, Archive archive) : file_(file), archive_(std::move(archive)) {}

  Result<std::vector<Table>> read() {
    DT_TRY(auto has_book, load("xl/workbook.xml", book_));
    if (!has_book) return xlsx_error(file_, "is an archive, but holds no workbook");
    DT_CHECK(read_relations());
    DT_CHECK(read_strings());
    DT_CHECK(read_styles());
    auto workbook = child_named(book_, "workbook");
    auto dates = attribute_named(child_named(workbook, "workbookPr"), "date1904");
    if (dates == "1" || dates == "true") system_ = DateSystem::from_1904;
    std::vector<Table> tables;
    for (auto sheet : child_named(workbook, "sheets").children()) {
      if (local_name(sheet) != "sheet") continue;
      if (tables.size() >= limits::max_tables) return xlsx_error(file_, "has more than " + std::to_string(limits::max_tables) + " sheets");
      Table table;
      table.file = file_;
      table.sheet = cell_text(decode_text(attribute_named(sheet, "name")).text);
      std::replace(table.sheet.begin(), table.sheet.end(), '\n', ' ');
      auto state = attribute_named(sheet, "state");
      table.hidden = state == "hidden" || state == "veryHidden";
      auto target = targets_.find(std::string(attribute_named(sheet, "id")));
      if (target == targets_.end()) continue;   // a chart sheet, or a relation that is not there
      DT_CHECK(read_sheet(target->second, table));
      if (!table.rows.empty()) tables.push_back(std::move(table));
    }
    if (tables.empty()) return xlsx_error(file_, "holds no filled sheet");
    return tables;
  }

 private:
  Result<bool> load(std::string const& path, pugi::xml_document& document) {
    DT_TRY(auto text, archive_.part(path));
    if (!text) return false;
    auto parsed = document.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!parsed) return xlsx_error(file_, "is damaged in " + path + ": " + parsed.description());
    return true;
  }

  Status read_relations() {
    pugi::xml_document document;
    DT_TRY(auto there, load("xl/_rels/workbook.xml.rels", document));
    if (!there) return xlsx_error(file_, "does not say where its sheets are");
    for (auto relation : child_named(document, "Relationships").children()) {
      std::string target(attribute_named(relation, "Target"));
      if (!attribute_named(relation, "Type").ends_with("/worksheet")) continue;
      target = target.starts_with("/") ? target.substr(1) : "xl/" + target;
      targets_[std::string(attribute_named(relation, "Id"))] = target;
    }
    return {};
  }

  Status read_strings() {
    pugi::xml_document document;
    DT_TRY(auto there, load("xl/sharedStrings.xml", document));
    if (!there) return {};
    for (auto item : child_named(document, "sst").children())
      if (local_name(item) == "si") strings_.push_back(rich_text(item));
    return {};
  }

  Status read_styles() {
    pugi::xml_document document;
    DT_TRY(auto there, load("xl/styles.xml", document));
    if (!there) return {};
    auto sheet = child_named(document, "styleSheet");
    std::map<int, CellFormat> own;
    for (auto format : child_named(sheet, "numFmts").children())
      own[std::atoi(std::string(attribute_named(format, "numFmtId")).c_str())] = format_of_code(attribute_named(format, "formatCode"));
    for (auto style : child_named(sheet, "cellXfs").children()) {
      auto number = std::atoi(std::string(attribute_named(style, "numFmtId")).c_str());
      auto found = own.find(number);
      styles_.push_back(found == own.end() ? builtin_format(number) : found->second);
    }
    return {};
  }

  Cell cell_of(pugi::xml_node node) {
    auto type = attribute_named(node, "t");
    std::string_view value = child_named(node, "v").child_value();
    std::string text;
    if (type == "s") {
      auto index = std::strtoul(std::string(value).c_str(), nullptr, 10);
      if (!value.empty() && index < strings_.size()) text = strings_[index];
    } else if (type == "inlineStr") {
      text = rich_text(child_named(node, "is"));
    } else if (type == "b") {
      if (value.empty()) return {};
      return {CellKind::boolean, value == "1" ? "true" : "false"};
    } else if (type == "e") {
      ++errors_;
      return {};
    } else if (type == "str" || type == "d") {
      text = value;
    } else {
      auto trimmed = std::string(trim(value));
      if (trimmed.empty()) return {};
      char* end = nullptr;
      auto number = std::strtod(trimmed.c_str(), &end);
      if (end == trimmed.c_str() + trimmed.size()) {
        auto style = std::strtoul(std::string(attribute_named(node, "s")).c_str(), nullptr, 10);
        return shown_number(number, style < styles_.size() ? styles_[style] : CellFormat{}, system_);
      }
      text = trimmed;
    }
    text = cell_text(decode_text(text).text);
    return text.empty() ? Cell{} : Cell{type == "d" ? CellKind::date : CellKind::text, std::move(text)};
  }

  Status read_sheet(std::string const& path, Table& table) {
    pugi::xml_document document;
    DT_TRY(auto there, load(path, document));
    if (!there) return xlsx_error(file_, "names the sheet " + table.sheet + ", which is not in it");
    auto sheet = child_named(document, "worksheet");
    std::uint32_t row_number = 0;
    errors_ = 0;
    std::map<std::uint32_t, TableRow> rows;
    for (auto row : child_named(sheet, "sheetData").children()) {
      if (local_name(row) != "row") continue;
      // Row and cell references may be left out; they count on then (§18.3.1.73).
      auto said = std::strtoul(std::string(attribute_named(row, "r")).c_str(), nullptr, 10);
      row_number = said ? static_cast<std::uint32_t>(std::min<unsigned long>(said, 1u << 20)) : row_number + 1;
      std::size_t column = 0;
      for (auto node : row.children()) {
        if (local_name(node) != "c") continue;
        std::uint32_t unused = 0;
        std::size_t at = column;
        if (!read_reference(attribute_named(node, "r"), at, unused)) at = column;
        column = at + 1;
        auto cell = cell_of(node);
        if (cell.empty()) continue;
        if (at >= limits::max_table_columns) return xlsx_error(file_, "has more than " + std::to_string(limits::max_table_columns) + " columns in sheet " + table.sheet);
        if (cell.text.size() > limits::max_table_cell_bytes) return xlsx_error(file_, "has a cell of more than " + std::to_string(limits::max_table_cell_bytes) + " bytes in sheet " + table.sheet);
        auto& cells = rows[row_number].cells;
        if (cells.size() <= at) cells.resize(at + 1);
        cells[at] = std::move(cell);
      }
      if (rows.size() > limits::max_table_rows) return xlsx_error(file_, "has more than " + std::to_string(limits::max_table_rows) + " rows in sheet " + table.sheet);
    }
    fill_merged(sheet, rows);
    for (auto& [number, row] : rows) {
      row.number = number;
      table.rows.push_back(std::move(row));
    }
    if (errors_) table.notes.push_back(counted(errors_, "cell") + " with an error of a formula " + (errors_ == 1 ? "was" : "were") + " taken for empty");
    return {};
  }

  /// A cell merged downwards holds for all its rows; merged sideways it is a title, and stays where it is.
  void fill_merged(pugi::xml_node sheet, std::map<std::uint32_t, TableRow>& rows) const {
    std::size_t filled = 0;
    for (auto merge : child_named(sheet, "mergeCells").children()) {
      auto range = attribute_named(merge, "ref");
      auto colon = range.find(':');
      std::size_t left = 0, right = 0;
      std::uint32_t top = 0, bottom = 0;
      if (colon == std::string_view::npos || !read_reference(range.substr(0, colon), left, top) || !read_reference(range.substr(colon + 1), right, bottom)) continue;
      auto first = rows.find(top);
      if (left != right || bottom <= top || first == rows.end() || first->second.at(left).empty()) continue;
      auto cell = first->second.at(left);
      for (auto number = top + 1; number <= bottom && filled < limits::max_table_rows; ++number, ++filled) {
        auto row = rows.find(number);
        if (row == rows.end()) continue;   // nothing else stands in that row
        auto& cells = row->second.cells;
        if (cells.size() <= left) cells.resize(left + 1);
        if (cells[left].empty()) cells[left] = cell;
      }
    }
  }

  std::string file_;
  Archive archive_;
  pugi::xml_document book_;
  std::map<std::string, std::string> targets_;
  std::vector<std::string> strings_;
  std::vector<CellFormat> styles_;
  DateSystem system_ = DateSystem::from_1900;
  std::size_t errors_ = 0;
};

}  // namespace

Result<std::vector<Table>> read_xlsx(std::string const& file, std::string_view bytes) {
  DT_TRY(auto archive, Archive::open(file, bytes));
  return Workbook(file, std::move(archive)).read();
}

}  // namespace drivetrain::notation
