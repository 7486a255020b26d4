// What an HTTP exchange is to the rest of Drivetrain: a Request in, a Response out. No library shows through here; the server
// that carries them is http_server.h.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "platform/event_stream.h"
#include "platform/parked.h"

namespace drivetrain::platform {

struct Request {
  std::string method;  ///< upper-case; a HEAD arrives as GET, the server leaves the body of the answer out
  std::string path;    ///< percent-decoded, begins with "/"
  std::multimap<std::string, std::string> query;   ///< decoded, in the order written where names repeat
  std::map<std::string, std::string> headers;      ///< names in lower case; repeated ones joined by ", " (RFC 9110 §5.3)
  std::string body;
  std::string remote;  ///< address of the other end, without port

  /// Empty when there is none.
  std::string_view header(std::string_view lower_case_name) const;
  /// The first of that name; nothing when there is none.
  std::optional<std::string_view> parameter(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  ///< Content-Length, Date and Connection are the server's
  std::string body;
  std::shared_ptr<EventStream> events;  ///< instead of a body: the connection becomes this stream
  std::shared_ptr<Parked> parked;       ///< instead of everything else: the answer comes later

  static Response json(std::string text, int status = 200);
  static Response stream(std::shared_ptr<EventStream> events);
  /// A refusal as application/problem+json (RFC 9457). `code` DT-X9xx, empty when there is none; `help` says what to do.
  static Response problem(int status, std::string_view detail, std::string_view code = {}, std::string_view help = {});
  static Response problem(int status, Error const& error) { return problem(status, error.message, error.code, error.help); }
  static Response not_found(Request const& request);
  /// `allowed`: "GET, POST".
  static Response method_not_allowed(Request const& request, std::string allowed);
};

/// "Not Found"; RFC 9110 section 15.
std::string_view reason_of(int status);

/// Path and query of a request target ("/work?unit=weld%20shop"); nothing when an escape is broken or hides a NUL.
struct Target {
  std::string path;
  std::multimap<std::string, std::string> query;
};
std::optional<Target> parse_target(std::string_view target);

/// For a value within a path or a query (RFC 3986 §2.1).
std::string percent_encoded(std::string_view text);

}  // namespace drivetrain::platform
