// HttpServer: HTTP/1.1 over TCP for the API, the web UI and its event streams. TLS and HTTP/2 are a reverse proxy's business.
// Everything from outside is bounded: headers, bodies, times, connections, requests waiting. Boost.Beast stays in http_server.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/limits.h"
#include "base/result.h"
#include "platform/http.h"

namespace drivetrain::platform {

/// Called on a worker thread, so it may wait for a commit. What it throws (a library's exception) becomes a 500.
using Handler = std::function<Response(Request const&)>;

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< of this machine only, unless somebody decides otherwise
  std::uint16_t port = 7400;          ///< 0: any free one, see HttpServer::port()
  int io_threads = 1;                 ///< one carries tens of thousands of requests per second
  int workers = 32;                   ///< a handler that waits for a commit holds one: so many writes share it
  std::size_t max_body_bytes = limits::max_request_body_bytes;
  int idle_ms = 60'000;      ///< a connection without a request
  int header_ms = 10'000;    ///< from the first byte of a request to the end of its header
  int body_ms = 30'000;
  int write_ms = 30'000;
  int heartbeat_ms = 15'000; ///< comment line on event streams, so that proxies keep them and gone subscribers are noticed
  int stop_ms = 5'000;       ///< how long stop() waits for answers under way
};

class HttpServer {
 public:
  HttpServer(ServerOptions options, Handler handler);
  ~HttpServer();  ///< stops
  HttpServer(HttpServer const&) = delete;

  /// Listens and returns. DT-X928 says which address or port cannot be had, and what to do.
  Status start();
  std::uint16_t port() const;
  /// "http://127.0.0.1:7400"
  std::string url() const;
  /// As this machine reaches it, also where it listens on every address.
  std::string local_url() const;
  /// Takes no more connections, lets answers under way finish, ends event streams, then returns.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace drivetrain::platform
