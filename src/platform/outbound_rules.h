// OutboundRules: where the server may call out to, for whom it does the work of a process. Nothing is allowed that an operator did not list, and an
// address that is the server's own network (loopback, private, link-local, a cloud's metadata) needs an entry of its own: else whoever draws a
// process, or answers a request in it, could reach what only the server reaches (server-side request forgery, OWASP A10:2021).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace drivetrain::platform {

/// IPv4 or IPv6. One that only wraps an IPv4 address (::ffff:a.b.c.d) is that address.
struct IpAddress {
  bool four = true;
  std::array<std::uint8_t, 16> bytes{};  ///< four: the first 4 of them
  /// Dotted decimal or RFC 4291 text only: no octal, no hexadecimal, no single number, no zone. Nothing for anything else.
  static std::optional<IpAddress> parse(std::string_view text);
  std::string text() const;
  bool operator==(IpAddress const&) const = default;
};

/// What makes an address none of the public internet: "loopback", "private", "link-local" …; empty for a public one. Addresses that carry an
/// IPv4 address inside (6to4, NAT64, Teredo) are what that one is, else "translated" where it cannot be read.
std::string_view special_range(IpAddress const& address);

class OutboundRules {
 public:
  /// Entries apart by commas or blanks: a host ("api.example.com"), all names below one ("*.example.com"), an address or range ("10.1.0.0/16",
  /// "[fd00::]/8"); each with a port when it is not 80 or 443 ("erp.example:8080", "127.0.0.1:9000", "[::1]:9000"). DT-X902 names the entry
  /// that is none of these.
  static Result<OutboundRules> parse(std::string_view list);
  bool empty() const { return hosts_.empty() && ranges_.empty(); }
  /// Before it is looked up: the host, a name in lower case or an address, and its port. DT-X960 says what to list.
  Status check_host(std::string const& host, std::uint16_t port) const;
  /// After it was looked up: each address that the name stands for, and the same port. One of the public internet needs no entry of its own.
  Status check_address(std::string const& host, std::uint16_t port, IpAddress const& address) const;

 private:
  struct Host {
    std::string name;  ///< without the "*."
    bool below = false;
    std::uint16_t port = 0;  ///< 0: 80 and 443
  };
  struct Range {
    IpAddress first;
    unsigned bits = 0;
    std::uint16_t port = 0;
    bool holds(IpAddress const& address) const;
  };
  std::vector<Host> hosts_;
  std::vector<Range> ranges_;
};

}  // namespace drivetrain::platform
