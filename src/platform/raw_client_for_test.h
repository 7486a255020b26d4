// A client that knows nothing but sockets, so that the tests see what is really on the wire.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "base/text.h"

namespace drivetrain::platform::test {

struct RawResponse {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    timeval patience{10, 0};  // a test that would hang fails instead
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~RawClient() { close(); }
  RawClient(RawClient const&) = delete;

  bool connected() const { return connected_; }
  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  bool send(std::string_view text) {
    while (!text.empty()) {
      auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  /// Until `end` has come (and is included), or the other side closed.
  std::string read_until(std::string_view end) {
    while (received_.find(end) == std::string::npos && more()) {}
    auto at = received_.find(end);
    return take(at == std::string::npos ? received_.size() : at + end.size());
  }
  bool closed_by_server() {
    while (more()) {}
    return closed_;
  }
  RawResponse receive(bool without_body = false) {
    RawResponse response;
    auto head = read_until("\r\n\r\n");
    if (head.size() < 12) return response;
    response.status = std::atoi(head.substr(9, 3).c_str());
    for (auto line : split(head, '\n')) {
      auto colon = line.find(": ");
      if (colon != std::string_view::npos) response.headers[lower_ascii(line.substr(0, colon))] = trim(line.substr(colon + 2));
    }
    auto length = static_cast<std::size_t>(std::atoll(response.headers["content-length"].c_str()));
    if (without_body) return response;
    while (received_.size() < length && more()) {}
    response.body = take(std::min(length, received_.size()));
    return response;
  }
  RawResponse get(std::string const& target, std::string const& more_headers = {}) {
    send("GET " + target + " HTTP/1.1\r\nHost: here\r\n" + more_headers + "\r\n");
    return receive();
  }

 private:
  bool more() {
    char buffer[65536];
    auto got = recv(socket_, buffer, sizeof buffer, 0);
    if (got <= 0) return closed_ = got == 0 || errno == ECONNRESET, false;
    received_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  std::string take(std::size_t count) {
    auto taken = received_.substr(0, count);
    received_.erase(0, count);
    return taken;
  }
  int socket_;
  bool connected_ = false, closed_ = false;
  std::string received_;
};

}  // namespace drivetrain::platform::test
