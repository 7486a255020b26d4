// Fuzzing the server as a socket sees it: any bytes on a connection get whole answers of HTTP or a closed door, never silence, and the
// server still answers the next one. What a handler is given keeps the promises of platform/http.h.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "platform/http_server.h"

namespace {

using namespace drivetrain;

[[noreturn]] void fail(char const* why) {
  std::fprintf(stderr, "http_server_fuzz: %s\n", why);
  std::abort();
}

platform::Response answer(platform::Request const& request) {
  if (!request.path.starts_with("/") || request.path.find('\0') != std::string::npos) fail("a path that is none");
  if (request.body.size() > 64u << 10) fail("a body beyond the bound");
  for (auto const& [name, value] : request.headers)
    for (char c : name)
      if (c >= 'A' && c <= 'Z') fail("a header's name in capitals");
  platform::Response response;
  response.headers = {{"X-Path", request.path}, {"X-Type", std::string(request.header("content-type"))}};
  response.body = request.body;
  return response;
}

platform::HttpServer& server() {
  static auto const running = [] {
    platform::ServerOptions options;
    options.port = 0;
    options.workers = 1;
    options.max_body_bytes = 64u << 10;
    options.idle_ms = options.header_ms = options.body_ms = 3'000;
    auto made = std::make_unique<platform::HttpServer>(options, answer);
    if (!made->start().ok()) fail("no port");
    return made;
  }();
  return *running;
}

/// What comes back when these bytes are all that is said.
std::string talk(std::string_view bytes) {
  int connection = ::socket(AF_INET, SOCK_STREAM, 0);
  timeval patience{8, 0};
  setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  linger at_once{1, 0};  // no thousands of connections in TIME_WAIT
  setsockopt(connection, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(server().port());
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) fail("the server does not take connections any more");
  while (!bytes.empty()) {
    auto sent = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  ::shutdown(connection, SHUT_WR);
  std::string received;
  char buffer[16'384];
  for (;;) {
    auto count = ::recv(connection, buffer, sizeof buffer, 0);
    if (count < 0 && errno == EINTR) continue;  // the fuzzer's own clock
    if (count < 0 && errno == ECONNRESET) break;
    if (count < 0) fail("the server neither answers nor closes");
    if (count == 0) break;
    received.append(buffer, static_cast<std::size_t>(count));
  }
  ::close(connection);
  return received;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static unsigned runs = 0;
  auto received = talk({reinterpret_cast<char const*>(data), size});
  if (!received.empty() && !received.starts_with("HTTP/1.")) fail("an answer that is no HTTP");
  if (++runs % 64 == 0 && !talk("GET / HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 200 OK\r\n")) fail("the next request is not answered");
  return 0;
}
