// Reading records from a stream (see records.h).
#include "app/dmn/records.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/limits.h"

namespace drivetrain::app {

Result<bool> read_line(std::istream& in, std::string& line, std::uint64_t number) {
  line.clear();
  char piece[8'192];
  while (true) {
    in.getline(piece, sizeof piece);
    auto count = static_cast<std::size_t>(in.gcount());
    if (in.bad()) return Error{"DT-X920", "line " + std::to_string(number) + " cannot be read: " + std::strerror(errno), "check that it is a file and that its disk is well"};
    if (in.eof()) {
      line.append(piece, count);
      return !line.empty();
    }
    bool whole = !in.fail();
    line.append(piece, whole ? count - 1 : count);
    if (line.size() > limits::max_request_body_bytes)
      return Error{"DT-X902", "line " + std::to_string(number) + " has more than " + std::to_string(limits::max_request_body_bytes) + " bytes", "a record is one line; end it"};
    if (whole) return true;
    in.clear();
  }
}

Status written_whole(std::ostream& out, std::string const& path) {
  out.flush();
  if (out) return {};
  return Error{"DT-X920", path + " could not be written whole: " + std::strerror(errno), "check the disk's free space; what is there may be cut off"};
}

Result<std::optional<std::vector<std::string>>> CsvRecords::next() {
  std::string record, line;
  bool open = false;
  line_ = lines_read_ + 1;
  while (true) {
    DT_TRY(auto more, read_line(in_, line, lines_read_ + 1));
    if (!more) break;
    ++lines_read_;
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (lines_read_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (!open && line.empty()) {
      line_ = lines_read_ + 1;
      continue;
    }
    if (open) record += '\n';
    record += line;
    if (record.size() > limits::max_request_body_bytes)
      return Error{"DT-X902", "line " + std::to_string(line_) + ": a record has more than " + std::to_string(limits::max_request_body_bytes) + " bytes", "close the quote that begins there"};
    for (char c : line) open = open != (c == '"');
    if (!open) break;
  }
  if (open) return Error{"DT-X902", "line " + std::to_string(line_) + ": a quote is not closed", "close it, or double quotes that are meant"};
  if (record.empty()) return std::optional<std::vector<std::string>>();
  if (separator_ == '\0') {
    auto count = [&](char c) { return std::count(record.begin(), record.end(), c); };
    separator_ = count(';') > count(',') ? ';' : count('\t') > count(',') ? '\t' : ',';
  }
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    char c = record[i];
    if (c == '"' && quoted && i + 1 < record.size() && record[i + 1] == '"') fields.back() += '"', ++i;
    else if (c == '"') quoted = !quoted;
    else if (c == separator_ && !quoted) fields.emplace_back();
    else fields.back() += c;
  }
  return std::optional(std::move(fields));
}

}  // namespace drivetrain::app
