// Lists as tables (see table_export.h).
#include "app/api/table_export.h"

#include <algorithm>
#include <map>

#include "app/api/problem.h"
#include "base/text.h"
#include "feel/json.h"

namespace drivetrain::app::api {

using feel::Kind;
using feel::Value;
using platform::Cell;

namespace {

constexpr std::size_t most_rows = 100'000;
constexpr std::string_view csv_type = "text/csv";
constexpr std::string_view xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

class TableBuilder {
 public:
  void add(Value const& item) {
    row_.clear();
    if (item.kind() == Kind::context) put_group(item, "");
    else put("value", item);
    rows_.push_back(row_);
  }
  platform::SheetTable take() {
    platform::SheetTable table;
    table.columns = columns_;
    for (auto const& row : rows_) {
      std::vector<Cell> cells(columns_.size());
      for (auto const& [place, cell] : row) cells[place] = cell;
      table.rows.push_back(std::move(cells));
    }
    return table;
  }

 private:
  void put_group(Value const& group, std::string const& before) {
    for (auto const& [name, value] : group.context().entries()) {
      if (name == "href") continue;
      auto whole = before.empty() ? std::string(name) : before + "." + std::string(name);
      if (value.kind() == Kind::context) put_group(value, whole);
      else put(whole, value);
    }
  }
  void put(std::string const& name, Value const& value) {
    auto found = places_.find(name);
    if (found == places_.end()) {
      found = places_.emplace(name, columns_.size()).first;
      columns_.push_back(name);
    }
    row_[found->second] = {value.is_number() ? Cell::Kind::number : Cell::Kind::text, text_of_cell(value)};
  }
  static std::string text_of_cell(Value const& value) {
    if (value.kind() == Kind::string) return std::string(value.string());
    if (value.kind() == Kind::number) return value.number().to_string();
    if (value.kind() == Kind::boolean) return value.is_true() ? "yes" : "no";
    if (value.kind() != Kind::list) return "";
    std::vector<std::string> parts;
    for (auto const& one : value.list()) parts.push_back(one.kind() == Kind::context ? text_of_group(one) : text_of_cell(one));
    return join(parts, "; ");
  }
  /// As people call it; what has no name is told by what it holds.
  static std::string text_of_group(Value const& group) {
    for (auto const* name : {"title", "name", "text", "id"})
      if (auto named = group.at(name); named.kind() == Kind::string) return std::string(named.string());
    std::vector<std::string> parts;
    for (auto const& [name, value] : group.context().entries()) {
      if (name == "href") continue;
      auto text = value.kind() == Kind::context ? text_of_group(value) : text_of_cell(value);
      if (!text.empty()) parts.push_back(std::move(text));
    }
    return join(parts, ", ");
  }

  std::vector<std::string> columns_;
  std::map<std::string, std::size_t> places_;
  std::map<std::size_t, Cell> row_;
  std::vector<std::map<std::size_t, Cell>> rows_;
};

std::string file_name(platform::Request const& request, Instant now, char const* ending) {
  auto last = request.path.substr(request.path.rfind('/') + 1);
  if (auto part = request.parameter("part")) last += "-" + std::string(*part);
  std::string name;
  for (char c : last) name += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ? c : '-';
  return name + "-" + format_instant(now).substr(0, 10) + ending;
}

/// The request without what only says how to answer: "/api/v1/cases?tier=critical".
std::string asked_of(platform::Request const& request) {
  std::string text;
  for (auto const& [name, value] : request.query)
    if (name != "format" && name != "cursor" && name != "limit") text += (text.empty() ? "?" : "&") + name + "=" + value;
  return request.path + text;
}

}  // namespace

std::optional<TableFormat> wanted_format(platform::Request const& request) {
  if (auto format = request.parameter("format")) {
    if (*format == "csv") return TableFormat::csv;
    if (*format == "xlsx") return TableFormat::xlsx;
    return std::nullopt;
  }
  auto accept = request.header("accept");
  auto first = trim(accept.substr(0, accept.find_first_of(",;")));
  if (first == csv_type) return TableFormat::csv;
  return first == xlsx_type ? std::optional(TableFormat::xlsx) : std::nullopt;
}

platform::SheetTable table_of(feel::List const& items) {
  TableBuilder builder;
  for (auto const& item : items) builder.add(item);
  return builder.take();
}

platform::Response export_table(Operation const& operation, platform::Request const& request, TableFormat format, Instant now, About about,
                                std::function<platform::Response(platform::Request const&)> const& read) {
  std::vector<std::string> parts;
  for (auto [from, to] = request.query.equal_range("part"); from != to; ++from) parts.push_back(from->second);
  if (operation.list) parts = {"items"};
  if (parts.empty()) return problem(406, {"", operation.id + " is no list, so there is no table of it", "Ask for JSON, or by ?part= for one of the lists in its answer."});
  auto page = request;
  page.query.erase("format");
  page.query.erase("part");
  page.headers.erase("if-none-match");
  if (operation.paged) {
    page.query.erase("limit");
    page.query.emplace("limit", "200");
  }
  feel::List all;
  for (;;) {
    auto answer = read(page);
    if (answer.status != 200) return answer;
    auto json = feel::from_json(answer.body);
    if (!json) return problem({"DT-X926", "a list could not be read again: " + json.error().message, ""});
    for (auto const& part : parts) {
      auto items = json->at(part);
      if (items.kind() != Kind::list) return problem(406, {"", "the answer of " + operation.id + " has no list " + part, "Ask for JSON to see what it holds."});
      for (auto const& item : items.list()) all.push_back(item);
    }
    auto next = json->at("next_cursor");
    if (!operation.paged || next.kind() != Kind::string) break;
    if (all.size() >= most_rows) return problem(413, {"DT-X902", "the table has more than " + std::to_string(most_rows) + " rows", "Ask for less by the parameters of " + operation.id + "."});
    page.query.erase("cursor");
    page.query.emplace("cursor", std::string(next.string()));
  }
  auto table = table_of(all);
  platform::Response response;
  if (format == TableFormat::csv) {
    response.body = platform::csv_of(table);
    response.headers.emplace_back("Content-Type", std::string(csv_type) + "; charset=utf-8; header=present");
  } else {
    table.about = {{"asked", asked_of(request)}, {"rows", std::to_string(table.rows.size())}};
    table.about.insert(table.about.end(), about.begin(), about.end());
    auto book = platform::workbook_of(table, operation.id);
    if (!book) return problem(book.error());
    response.body = book.take();
    response.headers.emplace_back("Content-Type", std::string(xlsx_type));
  }
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + file_name(request, now, format == TableFormat::csv ? ".csv" : ".xlsx") + "\"");
  return response;
}

}  // namespace drivetrain::app::api
