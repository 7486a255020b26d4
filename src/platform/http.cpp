// Requests and responses as data (see http.h).
#include "platform/http.h"

#include <algorithm>

#include "base/json_writer.h"
#include "base/text.h"

namespace drivetrain::platform {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  auto lower = c | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto c = text[i];
    if (c == '+' && plus_is_blank) c = ' ';
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      auto high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return std::nullopt;
    decoded += c;
  }
  return is_valid_utf8(decoded) ? std::optional(std::move(decoded)) : std::nullopt;
}

}  // namespace

std::string_view Request::header(std::string_view lower_case_name) const {
  auto found = headers.find(std::string(lower_case_name));
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::string_view> Request::parameter(std::string_view name) const {
  auto found = query.lower_bound(std::string(name));
  return found != query.end() && found->first == name ? std::optional<std::string_view>(found->second) : std::nullopt;
}

Response Response::json(std::string text, int status) {
  Response response;
  response.status = status;
  response.headers.emplace_back("Content-Type", "application/json");
  response.body = std::move(text);
  return response;
}

Response Response::stream(std::shared_ptr<EventStream> events) {
  Response response;
  response.events = std::move(events);
  return response;
}

Response Response::problem(int status, std::string_view detail, std::string_view code, std::string_view help) {
  JsonWriter writer;
  writer.begin_object();
  writer.field("type", code.empty() ? std::string("about:blank") : "/docs/" + std::string(code));
  writer.field("title", std::string(reason_of(status)));
  writer.field("status", status);
  writer.field("detail", std::string(detail));
  if (!code.empty()) writer.field("code", std::string(code));
  if (!help.empty()) writer.field("help", std::string(help));
  writer.end_object();
  auto response = json(writer.take(), status);
  response.headers.front().second = "application/problem+json";
  return response;
}

Response Response::not_found(Request const& request) {
  return problem(404, "there is nothing at " + request.path + ".", {}, "Check the address; /api/v1/openapi.json lists what can be asked.");
}

Response Response::method_not_allowed(Request const& request, std::string allowed) {
  auto response = problem(405, request.path + " does not answer to " + request.method + ".", {}, "It answers to " + allowed + ".");
  response.headers.emplace_back("Allow", std::move(allowed));
  return response;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return status < 400 ? "OK" : "Error";
  }
}

std::string percent_encoded(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string encoded;
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~").find(c) != std::string_view::npos;
    if (plain) encoded += c;
    else {
      auto byte = static_cast<unsigned char>(c);
      encoded += '%';
      encoded += digits[byte >> 4];
      encoded += digits[byte & 15];
    }
  }
  return encoded;
}

std::optional<Target> parse_target(std::string_view text) {
  if (text.empty() || text.front() != '/') return std::nullopt;
  text = text.substr(0, text.find('#'));
  auto mark = text.find('?');
  auto path = percent_decoded(text.substr(0, mark), false);
  if (!path) return std::nullopt;
  Target target{std::move(*path), {}};
  if (mark == std::string_view::npos) return target;
  for (auto pair : split(text.substr(mark + 1), '&')) {
    if (pair.empty()) continue;
    auto equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    if (!name || !value) return std::nullopt;
    target.query.emplace(std::move(*name), std::move(*value));
  }
  return target;
}

}  // namespace drivetrain::platform
