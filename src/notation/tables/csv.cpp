// CSV (see csv.h). A record is read for each candidate separator; the one that gives most records the same number of fields wins.
#include "notation/tables/csv.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/limits.h"
#include "base/text.h"
#include "notation/tables/encoding.h"

namespace drivetrain::notation {

namespace {

struct CsvRecord {
  std::uint32_t line = 0;             ///< on which it begins
  std::vector<std::string> fields;
};

/// Reads records one after the other. A quote that is never closed is taken for a letter, and remembered.
class CsvScan {
 public:
  CsvScan(std::string_view text, char separator) : text_(text), separator_(separator) {}
  bool at_end() const { return at_ >= text_.size(); }
  std::uint32_t unclosed_line() const { return unclosed_line_; }

  CsvRecord next() {
    CsvRecord record;
    record.line = line_;
    for (;;) {
      record.fields.push_back(field());
      if (at_end()) return record;
      if (text_[at_] == separator_) {
        ++at_;
        if (at_end()) record.fields.emplace_back();
        if (at_end()) return record;
        continue;
      }
      if (text_[at_] == '\r') ++at_;
      if (!at_end() && text_[at_] == '\n') ++at_;
      ++line_;
      return record;
    }
  }

 private:
  bool ends_field(char c) const { return c == separator_ || c == '\n' || c == '\r'; }

  std::string field() {
    auto begin = at_;
    while (begin < text_.size() && text_[begin] == ' ') ++begin;
    if (begin < text_.size() && text_[begin] == '"') {
      auto quoted = quoted_field(begin + 1);
      if (quoted) return std::move(*quoted);
    }
    auto end = at_;
    while (end < text_.size() && !ends_field(text_[end])) ++end;
    auto plain = text_.substr(at_, end - at_);
    at_ = end;
    return std::string(plain);
  }

  /// RFC 4180 §2.5 to 2.7. Nothing: no quote closes it before a bound, so it is a letter.
  std::optional<std::string> quoted_field(std::size_t from) {
    std::string value;
    std::uint32_t breaks = 0;
    auto bound = std::min(text_.size(), from + limits::max_table_cell_bytes);
    for (auto at = from; at < bound; ++at) {
      char c = text_[at];
      if (c == '"' && at + 1 < text_.size() && text_[at + 1] == '"') {
        value += '"';
        ++at;
      } else if (c == '"') {
        // What stands between the closing quote and the separator still belongs to the field ("Jane" Doe).
        for (++at; at < text_.size() && !ends_field(text_[at]); ++at) value += text_[at];
        at_ = at;
        line_ += breaks;
        return value;
      } else {
        if (c == '\n') ++breaks;
        if (c != '\r') value += c;
      }
    }
    if (!unclosed_line_) unclosed_line_ = line_;
    return std::nullopt;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t unclosed_line_ = 0;
};

/// Records that have the most frequent number of fields, weighed by that number; 0 when the separator never occurs.
double separator_score(std::string_view text, char separator) {
  CsvScan scan(text, separator);
  std::map<std::size_t, std::size_t> by_width;
  std::size_t all = 0;
  while (!scan.at_end() && all < 200) {
    auto record = scan.next();
    if (record.fields.size() == 1 && trim(record.fields[0]).empty()) continue;
    ++by_width[record.fields.size()];
    ++all;
  }
  double best = 0;
  for (auto const& [width, count] : by_width)
    if (width > 1) best = std::max(best, static_cast<double>(count) / static_cast<double>(all) * (1 + 0.1 * static_cast<double>(std::min<std::size_t>(width, 12))));
  return best;
}

char find_separator(std::string_view text) {
  char best = ',';
  double score = 0;
  for (char candidate : {';', '\t', ',', '|'}) {
    auto reached = separator_score(text, candidate);
    if (reached > score) best = candidate, score = reached;
  }
  return best;
}

std::string separator_name(char separator) {
  return separator == '\t' ? "tab" : separator == ';' ? "semicolon" : separator == '|' ? "bar" : "comma";
}

Error csv_error(std::string const& file, std::string what, std::string help) { return Error{"DT-X930", file + " " + std::move(what), std::move(help)}; }

}  // namespace

Result<Table> read_csv(std::string const& file, std::string_view bytes) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    return csv_error(file, "is an old binary workbook (.xls)", "open it and save it as .xlsx or CSV");
  if (bytes.substr(0, 4096).find(std::string_view("\0\0\0", 3)) != std::string_view::npos)
    return csv_error(file, "is no text", "save the table as .xlsx or CSV");
  auto decoded = decode_text(bytes);
  std::string_view text = decoded.text;
  Table table;
  table.file = file;
  if (decoded.encoding != "UTF-8") table.notes.push_back("read as " + decoded.encoding);
  std::uint32_t lines_before = 0;
  char separator = 0;
  if (text.starts_with("sep=") && text.size() > 5 && (text[5] == '\n' || text[5] == '\r')) {
    separator = text[4];
    auto end = text.find('\n');
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    lines_before = 1;
  }
  if (!separator) separator = find_separator(text);
  if (separator != ',') table.notes.push_back("columns are separated by " + separator_name(separator));
  CsvScan scan(text, separator);
  while (!scan.at_end()) {
    auto record = scan.next();
    if (record.fields.size() > limits::max_table_columns)
      return csv_error(file, "has more than " + std::to_string(limits::max_table_columns) + " columns in line " + std::to_string(record.line), "take the columns that matter");
    TableRow row{record.line + lines_before, {}};
    bool any = false;
    for (auto& field : record.fields) {
      auto value = cell_text(field);
      if (value.size() > limits::max_table_cell_bytes)
        return csv_error(file, "has a cell of more than " + std::to_string(limits::max_table_cell_bytes) + " bytes in line " + std::to_string(record.line), "is a quote missing there?");
      any = any || !value.empty();
      auto kind = value.empty() ? CellKind::empty : CellKind::text;
      row.cells.push_back({kind, std::move(value)});
    }
    if (!any) continue;
    if (table.rows.size() >= limits::max_table_rows)
      return csv_error(file, "has more than " + std::to_string(limits::max_table_rows) + " rows", "an operating model is smaller; take the sheets that describe the company");
    table.rows.push_back(std::move(row));
  }
  if (scan.unclosed_line())
    table.notes.push_back("a quote that begins in line " + std::to_string(scan.unclosed_line() + lines_before) + " is never closed; it was read as a letter");
  if (table.rows.empty()) return csv_error(file, "holds no row", "is it the right file?");
  return table;
}

}  // namespace drivetrain::notation
