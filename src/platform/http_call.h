// One HTTP request to a place outside, for the work of a process: HTTP/1.1, with TLS when the address says https. Guarded (outbound_rules.h): the name
// is looked up once, every address it stands for is checked, and the connection goes to one of those and to no other, so that a name which
// changes its mind in between reaches nothing. No redirect is followed, no proxy of the environment used; time and size are bounded.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "platform/http_client.h"
#include "platform/outbound_rules.h"

namespace drivetrain::platform {

struct OutboundRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;  ///< Host, Connection and those about length and encoding are ours
  std::string body;
};

struct OutboundLimits {
  Duration connect = seconds(20);  ///< until the connection stands, TLS included
  Duration whole = seconds(60);    ///< from the first step to the last byte
  std::size_t most_bytes = 4u << 20;  ///< of an answer's body
  std::function<bool()> stopped;  ///< asked now and then from the caller's thread; none: it goes on to the end
  std::string trusted;             ///< file of certificates to trust in place of the system's; for tests
  /// Addresses of a name; the system's when empty. For tests.
  std::function<Result<std::vector<IpAddress>>(std::string const& host)> look_up;
};

struct OutboundUrl {
  bool tls = false;
  std::string host;  ///< in lower case; an IPv6 address without brackets
  std::uint16_t port = 80;
  std::string target;  ///< path and query
};
/// DT-X902 for what is no http or https address, or has a user in it.
Result<OutboundUrl> parse_outbound_url(std::string_view url);

/// The answer, whatever its status from 200 to 599 but 3xx. Errors: DT-X902 the request is none, DT-X960 the place may not be called, DT-X927 nobody
/// answers there, or not in time, or not properly, DT-X961 the answer is a redirect or too large.
Result<ClientAnswer> call_out(OutboundRequest const& request, OutboundRules const& rules, OutboundLimits const& limits = {});

}  // namespace drivetrain::platform
