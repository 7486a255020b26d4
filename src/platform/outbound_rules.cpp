// Where the server may call out to (see outbound_rules.h). Special ranges: IANA IPv4 and IPv6 special-purpose address registries (RFC 6890 and
// what has updated it).
#include "platform/outbound_rules.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace drivetrain::platform {

namespace {

struct Special {
  std::string_view range;
  unsigned bits;
  std::string_view name;
};
constexpr Special special_ranges[] = {
    {"0.0.0.0", 8, "this network"},      {"10.0.0.0", 8, "private"},          {"100.64.0.0", 10, "carrier's"},     {"127.0.0.0", 8, "loopback"},      {"169.254.0.0", 16, "link-local"},
    {"172.16.0.0", 12, "private"},       {"192.0.0.0", 24, "reserved"},       {"192.0.2.0", 24, "example"},        {"192.88.99.0", 24, "reserved"},   {"192.168.0.0", 16, "private"},
    {"198.18.0.0", 15, "benchmark"},     {"198.51.100.0", 24, "example"},     {"203.0.113.0", 24, "example"},      {"224.0.0.0", 4, "multicast"},     {"240.0.0.0", 4, "reserved"},
    {"168.63.129.16", 32, "metadata"},   {"100.100.100.200", 32, "metadata"},
    {"::", 128, "unspecified"},          {"::1", 128, "loopback"},            {"100::", 64, "discard"},            {"fc00::", 7, "private"},          {"fe80::", 10, "link-local"},
    {"fec0::", 10, "private"},           {"ff00::", 8, "multicast"},          {"2001:db8::", 32, "example"},       {"3fff::", 20, "example"},         {"5f00::", 16, "reserved"},
    {"2001::", 23, "translated"},        {"64:ff9b:1::", 48, "translated"},
};

bool same_bits(IpAddress const& a, IpAddress const& b, unsigned bits) {
  if (a.four != b.four) return false;
  for (unsigned i = 0; i < bits; ++i)
    if (((a.bytes[i / 8] ^ b.bytes[i / 8]) >> (7 - i % 8)) & 1) return false;
  return true;
}

IpAddress four_of(IpAddress const& address, std::size_t at) {
  IpAddress inner;
  std::copy_n(address.bytes.begin() + static_cast<std::ptrdiff_t>(at), 4, inner.bytes.begin());
  return inner;
}

std::optional<unsigned> number(std::string_view text, unsigned most) {
  unsigned value = 0;
  auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (wrong != std::errc() || end != text.data() + text.size() || text.empty() || value > most) return std::nullopt;
  return value;
}

bool is_host_name(std::string_view name) {
  if (name.empty() || name.size() > 253 || name.front() == '.' || name.front() == '-' || name.find("..") != std::string_view::npos) return false;
  return std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; });
}

std::string shown(std::string const& host, std::uint16_t port) {
  auto name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return port == 80 || port == 443 ? name : name + ":" + std::to_string(port);
}

bool fits(std::uint16_t listed, std::uint16_t port) { return listed == 0 ? port == 80 || port == 443 : listed == port; }

}  // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  std::string zero_ended(text);
  IpAddress address;
  if (inet_pton(AF_INET, zero_ended.c_str(), address.bytes.data()) == 1) return address;
  address.four = false;
  if (inet_pton(AF_INET6, zero_ended.c_str(), address.bytes.data()) != 1) return std::nullopt;
  bool wraps = std::all_of(address.bytes.begin(), address.bytes.begin() + 10, [](auto byte) { return byte == 0; }) && address.bytes[10] == 0xFF && address.bytes[11] == 0xFF;
  return wraps ? four_of(address, 12) : address;
}

std::string IpAddress::text() const {
  char buffer[INET6_ADDRSTRLEN] = {};
  inet_ntop(four ? AF_INET : AF_INET6, bytes.data(), buffer, sizeof buffer);
  return buffer;
}

std::string_view special_range(IpAddress const& address) {
  if (!address.four) {
    static auto const sixth = *IpAddress::parse("2002::"), translated = *IpAddress::parse("64:ff9b::"), compatible = *IpAddress::parse("::");
    if (same_bits(address, sixth, 16)) return special_range(four_of(address, 2));
    if (same_bits(address, translated, 96)) return special_range(four_of(address, 12));
    if (same_bits(address, compatible, 96) && !(address == *IpAddress::parse("::1"))) return "translated";
  }
  for (auto const& [range, bits, name] : special_ranges)
    if (auto first = IpAddress::parse(range); first && same_bits(address, *first, bits)) return name;
  return {};
}

bool OutboundRules::Range::holds(IpAddress const& address) const { return same_bits(address, first, bits); }

Result<OutboundRules> OutboundRules::parse(std::string_view list) {
  OutboundRules rules;
  auto text = lower_ascii(list);
  std::replace_if(text.begin(), text.end(), [](char c) { return c == ',' || c == '\t' || c == '\n'; }, ' ');
  for (auto written : split(text, ' ')) {
    auto entry = trim(written);
    if (entry.empty()) continue;
    auto wrong = [&](std::string const& why) {
      return Error{"DT-X902", "'" + std::string(entry) + "' is no place that may be called: " + why, "list hosts and address ranges, such as api.example.com, *.example.com, erp.example:8080, 10.1.0.0/16"};
    };
    if (entry.find("://") != std::string_view::npos) return wrong("it is a whole address");
    std::string_view host = entry, rest;
    if (entry.starts_with('[')) {
      auto close = entry.find(']');
      if (close == std::string_view::npos) return wrong("its bracket is not closed");
      host = entry.substr(1, close - 1), rest = entry.substr(close + 1);
    } else if (std::count(entry.begin(), entry.end(), ':') > 1) {
      auto slash = entry.find('/');
      host = entry.substr(0, slash), rest = slash == std::string_view::npos ? std::string_view() : entry.substr(slash);
    } else if (auto end = entry.find_first_of(":/"); end != std::string_view::npos) {
      host = entry.substr(0, end), rest = entry.substr(end);
    }
    std::optional<unsigned> bits, port;
    if (rest.starts_with('/')) {
      auto colon = rest.find(':');
      bits = number(rest.substr(1, colon == std::string_view::npos ? colon : colon - 1), 128);
      if (!bits) return wrong("the length of its range is none");
      rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon);
    }
    if (rest.starts_with(':')) {
      port = number(rest.substr(1), 65'535);
      if (!port || *port == 0) return wrong("its port is none");
      rest = {};
    }
    if (!rest.empty()) return wrong("nothing can follow the host but a port");
    if (auto address = IpAddress::parse(host)) {
      auto most = address->four ? 32u : 128u;
      if (bits.value_or(most) > most) return wrong("the length of its range is more than " + std::to_string(most));
      rules.ranges_.push_back({*address, bits.value_or(most), static_cast<std::uint16_t>(port.value_or(0))});
      continue;
    }
    if (bits) return wrong("a range is of addresses");
    bool below = host.starts_with("*.");
    if (below) host.remove_prefix(2);
    if (!is_host_name(host)) return wrong("that is no host");
    rules.hosts_.push_back({std::string(host), below, static_cast<std::uint16_t>(port.value_or(0))});
  }
  return rules;
}

Status OutboundRules::check_host(std::string const& host, std::uint16_t port) const {
  auto address = IpAddress::parse(host);
  bool listed = address ? std::any_of(ranges_.begin(), ranges_.end(), [&](Range const& range) { return range.holds(*address) && fits(range.port, port); })
                        : std::any_of(hosts_.begin(), hosts_.end(), [&](Host const& one) {
                            bool named = one.below ? host.size() > one.name.size() + 1 && host.ends_with("." + one.name) : host == one.name;
                            return named && fits(one.port, port);
                          });
  if (listed) return {};
  return Error{"DT-X960", shown(host, port) + " is not among the places that this server may call",
               "whoever operates the server lists it: http_allow: " + shown(host, port) + (empty() ? " (nothing is listed yet)" : "")};
}

Status OutboundRules::check_address(std::string const& host, std::uint16_t port, IpAddress const& address) const {
  auto special = special_range(address);
  if (special.empty()) return {};
  if (std::any_of(ranges_.begin(), ranges_.end(), [&](Range const& range) { return range.holds(address) && fits(range.port, port); })) return {};
  return Error{"DT-X960", host + " stands for " + address.text() + ", a " + std::string(special) + " address", "when the server is to reach that network, whoever operates it lists the range, too: http_allow: " + shown(host, port) + ", " + shown(address.text(), port)};
}

}  // namespace drivetrain::platform
