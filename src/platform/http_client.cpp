// Blocking, one connection for one request (see http_client.h).
#include "platform/http_client.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/limits.h"
#include "base/text.h"

namespace drivetrain::platform {

namespace {

constexpr std::size_t max_answer_bytes = 64u << 20;

class Socket {
 public:
  explicit Socket(int file) : file_(file) {}
  ~Socket() {
    if (file_ >= 0) ::close(file_);
  }
  Socket(Socket const&) = delete;
  int file() const { return file_; }

 private:
  int file_;
};

Error nobody_answers(std::string const& where, std::string const& why) { return {"DT-X927", "no Drivetrain answers at " + where + ": " + why, "Is it running, and on this machine?"}; }

struct Place {
  std::string host, port, path;
};

std::optional<Place> place_of(std::string const& url) {
  constexpr std::string_view scheme = "http://";
  if (!url.starts_with(scheme)) return std::nullopt;
  auto slash = url.find('/', scheme.size());
  auto authority = url.substr(scheme.size(), slash - scheme.size());
  auto colon = authority.rfind(':');
  if (colon == std::string::npos || authority.ends_with(']')) return std::nullopt;
  auto host = authority.substr(0, colon);
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  return Place{host, authority.substr(colon + 1), slash == std::string::npos ? "/" : url.substr(slash)};
}

int connected(Place const& place, int timeout_ms) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_NUMERICSERV | AI_NUMERICHOST;
  addrinfo* found = nullptr;
  if (getaddrinfo(place.host.c_str(), place.port.c_str(), &wanted, &found) != 0) return -1;
  int file = ::socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  timeval limit{timeout_ms / 1000, timeout_ms % 1000 * 1000};
  if (file >= 0) {
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (::connect(file, found->ai_addr, found->ai_addrlen) != 0) {
      auto cause = errno;
      ::close(file);
      errno = cause;
      file = -1;
    }
  }
  freeaddrinfo(found);
  return file;
}

std::optional<ClientAnswer> parsed_answer(std::string const& text) {
  auto end = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.1 ") || end == std::string::npos || text.size() < 12) return std::nullopt;
  ClientAnswer answer;
  answer.status = std::atoi(text.substr(9, 3).c_str());
  for (auto line : split(std::string_view(text).substr(0, end), '\n')) {
    auto colon = line.find(':');
    if (colon != std::string_view::npos) answer.headers[lower_ascii(line.substr(0, colon))] = trim(line.substr(colon + 1));
  }
  answer.body = text.substr(end + 4);
  return answer;
}

}  // namespace

Result<ClientAnswer> ask_server(ClientRequest const& request, int timeout_ms) {
  auto place = place_of(request.url);
  if (!place) return nobody_answers(request.url, "that is no address like http://127.0.0.1:8080");
  Socket socket(connected(*place, timeout_ms));
  if (socket.file() < 0) return nobody_answers(request.url, std::strerror(errno));
  auto host = place->host.find(':') == std::string::npos ? place->host : "[" + place->host + "]";
  auto text = request.method + " " + place->path + " HTTP/1.1\r\nHost: " + host + ":" + place->port + "\r\nConnection: close\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n";
  for (auto const& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  text += "\r\n" + request.body;
  for (std::size_t sent = 0; sent < text.size();) {
    auto count = ::send(socket.file(), text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return nobody_answers(request.url, std::strerror(errno));
    sent += static_cast<std::size_t>(count);
  }
  std::string received;
  char buffer[16'384];
  while (received.size() < max_answer_bytes) {
    auto count = ::recv(socket.file(), buffer, sizeof buffer, 0);
    if (count < 0) return nobody_answers(request.url, std::strerror(errno));
    if (count == 0) break;
    received.append(buffer, static_cast<std::size_t>(count));
  }
  auto answer = parsed_answer(received);
  if (!answer) return nobody_answers(request.url, "what is there does not speak HTTP/1.1");
  return *answer;
}

}  // namespace drivetrain::platform
