// Reading an answer (see http_answer.h).
#include "platform/http_answer.h"

#include <algorithm>
#include <charconv>

#include "base/printable.h"
#include "base/text.h"

namespace drivetrain::platform {

namespace {

constexpr std::size_t most_head = 64u << 10, most_line = 4u << 10;

Error no_answer(std::string why) { return {"DT-X927", "sent no proper answer: " + std::move(why), "is it an HTTP server?"}; }

std::optional<std::size_t> size_of(std::string_view text, int base) {
  std::size_t number = 0;
  auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (wrong != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

}  // namespace

bool is_header_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos; });
}

Status AnswerReader::too_large() const { return Error{"DT-X961", "sent more than " + std::to_string(most_) + " bytes", "ask for less, page by page"}; }

Status AnswerReader::read_head() {
  auto end = pending_.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (pending_.size() > most_head) return no_answer("its headers have no end");
    return {};
  }
  auto head = pending_.substr(0, end);
  pending_.erase(0, end + 4);
  auto line = head.substr(0, head.find("\r\n"));
  bool http = line.starts_with("HTTP/1.") && line.size() >= 12 && line[8] == ' ' && (line.size() == 12 || line[12] == ' ');
  auto status = http ? size_of(std::string_view(line).substr(9, 3), 10) : std::nullopt;
  if (!status || *status < 100 || *status > 599) return no_answer("it begins '" + printable(line, 40) + "'");
  if (*status < 200) return *status == 101 ? Status(no_answer("it wants to speak something else")) : read_head();  // more is to come
  answer_.status = static_cast<int>(*status);
  std::optional<std::size_t> length;
  bool chunked = false;
  for (auto written : split(std::string_view(head).substr(std::min(head.size(), line.size() + 2)), '\n')) {
    auto text = written.ends_with('\r') ? written.substr(0, written.size() - 1) : written;
    if (text.empty()) continue;
    auto colon = text.find(':');
    if (colon == std::string_view::npos || !is_header_name(text.substr(0, colon))) return no_answer("a header is none");
    auto name = lower_ascii(text.substr(0, colon));
    auto value = printable(trim(text.substr(colon + 1)));
    if (name == "content-length") {
      auto size = size_of(value, 10);
      if (!size || (length && *length != *size)) return no_answer("its length is none");
      length = size;
    }
    if (name == "transfer-encoding") {
      if (lower_ascii(value) != "chunked") return no_answer("its transfer encoding is " + value);
      chunked = true;
    }
    if (name == "content-encoding" && lower_ascii(value) != "identity") return no_answer("its body is encoded as " + value + ", which was not asked for");
    auto& kept = answer_.headers[name];
    kept = kept.empty() ? value : kept + ", " + value;
  }
  bool empty = bodiless_ || *status == 204 || *status == 304;
  if (!chunked && length && *length > most_ && !empty) return too_large();
  left_ = length.value_or(0);
  state_ = empty ? State::done : chunked ? State::chunk_size : length ? (*length == 0 ? State::done : State::sized) : State::to_the_end;
  return {};
}

Status AnswerReader::take(std::string_view piece) {
  pending_ += piece;
  return go_on();
}

Status AnswerReader::go_on() {
  while (true) {
    switch (state_) {
      case State::head:
        DT_CHECK(read_head());
        if (state_ == State::head) return {};
        break;
      case State::sized:
      case State::chunk: {
        auto count = std::min(left_, pending_.size());
        answer_.body.append(pending_, 0, count);
        pending_.erase(0, count);
        left_ -= count;
        if (left_ > 0) return {};
        state_ = state_ == State::sized ? State::done : State::chunk_end;
        break;
      }
      case State::chunk_end:
        if (pending_.size() < 2) return {};
        if (!pending_.starts_with("\r\n")) return no_answer("a piece does not end where it says");
        pending_.erase(0, 2);
        state_ = State::chunk_size;
        break;
      case State::chunk_size: {
        auto end = pending_.find("\r\n");
        if (end == std::string::npos) return pending_.size() > most_line ? Status(no_answer("the length of a piece has no end")) : Status{};
        auto size = size_of(std::string_view(pending_).substr(0, std::min(end, pending_.find(';'))), 16);
        if (!size) return no_answer("the length of a piece is none");
        if (*size > most_ || answer_.body.size() > most_ - *size) return too_large();
        pending_.erase(0, end + 2);
        left_ = *size;
        state_ = *size == 0 ? State::trailer : State::chunk;
        break;
      }
      case State::trailer: {
        auto end = pending_.find("\r\n");
        if (end == std::string::npos) return pending_.size() > most_head ? Status(no_answer("its trailer has no end")) : Status{};
        pending_.erase(0, end + 2);
        if (end == 0) state_ = State::done;
        break;
      }
      case State::to_the_end:
        if (answer_.body.size() + pending_.size() > most_) return too_large();
        answer_.body += pending_;
        pending_.clear();
        return {};
      case State::done: return {};
    }
  }
}

Status AnswerReader::end() {
  if (state_ == State::to_the_end) state_ = State::done;
  if (state_ != State::done) return no_answer("it ended early");
  return {};
}

}  // namespace drivetrain::platform
