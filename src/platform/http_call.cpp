// A guarded call (see http_call.h): look up, check, connect, TLS by OpenSSL, one request, one answer.
#include "platform/http_call.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <future>
#include <memory>
#include <system_error>
#include <thread>

#include "base/decimal.h"
#include "base/printable.h"
#include "base/text.h"
#include "platform/http_answer.h"

namespace drivetrain::platform {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t most_sent = 16u << 20;

Error unreachable(OutboundUrl const& url, std::string const& why) {
  return {"DT-X927", "nobody answers at " + url.host + ":" + std::to_string(url.port) + ": " + why, "is it the right address, and is it up?"};
}

/// Moments by which steps must be done.
struct Deadlines {
  Clock::time_point connected, done;
};

int milliseconds_to(Clock::time_point moment) { return static_cast<int>(std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::milliseconds>(moment - Clock::now()).count())); }

Result<std::vector<IpAddress>> looked_up(OutboundUrl const& url) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  std::vector<IpAddress> addresses;
  if (auto failed = getaddrinfo(url.host.c_str(), nullptr, &wanted, &found); failed != 0) return unreachable(url, gai_strerror(failed));
  for (auto const* one = found; one; one = one->ai_next) {
    char text[INET6_ADDRSTRLEN] = {};
    void const* raw = one->ai_family == AF_INET ? static_cast<void const*>(&reinterpret_cast<sockaddr_in const*>(one->ai_addr)->sin_addr) : &reinterpret_cast<sockaddr_in6 const*>(one->ai_addr)->sin6_addr;
    if (one->ai_family != AF_INET && one->ai_family != AF_INET6) continue;
    inet_ntop(one->ai_family, raw, text, sizeof text);
    if (auto address = IpAddress::parse(text)) addresses.push_back(*address);
  }
  freeaddrinfo(found);
  return addresses;
}

/// The system's resolver knows no deadline: it is left behind when it takes too long.
Result<std::vector<IpAddress>> system_addresses(OutboundUrl const& url, Clock::time_point until, std::function<bool()> const& stopped) {
  auto answer = std::make_shared<std::promise<Result<std::vector<IpAddress>>>>();
  auto future = answer->get_future();
  try {
    std::thread([answer, url] {
      try {
        answer->set_value(looked_up(url));
      } catch (...) {
        answer->set_value(unreachable(url, "its name cannot be looked up now"));
      }
    }).detach();
  } catch (std::system_error const&) {
    return unreachable(url, "its name cannot be looked up now");  // no thread is left for it
  }
  for (constexpr auto look_every = std::chrono::milliseconds(200); future.wait_for(look_every) != std::future_status::ready;) {
    if (stopped && stopped()) return unreachable(url, "the call was broken off");
    if (until <= Clock::now()) return unreachable(url, "its name was not looked up in time");
  }
  return future.get();
}

// OpenSSL's own way to a socket is write(), and a process that writes so to a side that has gone is ended by SIGPIPE.
int send_quietly(BIO* bio, char const* data, int size) {
  auto count = ::send(*static_cast<int*>(BIO_get_data(bio)), data, static_cast<std::size_t>(size), MSG_NOSIGNAL);
  BIO_clear_retry_flags(bio);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
  return static_cast<int>(count);
}
int receive_quietly(BIO* bio, char* data, int size) {
  auto count = ::recv(*static_cast<int*>(BIO_get_data(bio)), data, static_cast<std::size_t>(size), 0);
  BIO_clear_retry_flags(bio);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(bio);
  return static_cast<int>(count);
}
long control_quietly(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

/// Null when memory is gone. `file` outlives it.
BIO* quiet_socket(int& file) {
  static std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> const method = [] {
    std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made(BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "drivetrain socket"), BIO_meth_free);
    if (made) BIO_meth_set_write(made.get(), send_quietly), BIO_meth_set_read(made.get(), receive_quietly), BIO_meth_set_ctrl(made.get(), control_quietly);
    return made;
  }();
  auto* bio = method ? BIO_new(method.get()) : nullptr;
  if (bio) BIO_set_data(bio, &file), BIO_set_init(bio, 1);
  return bio;
}

/// One way to the other side: a socket, and TLS on it when the address asks for it. All waits end at a deadline, or when the caller stops.
class Way {
 public:
  explicit Way(std::function<bool()> stopped) : stopped_(std::move(stopped)) {}
  ~Way() {
    if (tls_) SSL_free(tls_);
    if (context_) SSL_CTX_free(context_);
    if (file_ >= 0) ::close(file_);
  }
  Way(Way const&) = delete;

  Status connect(OutboundUrl const& url, IpAddress const& address, Clock::time_point until) {
    file_ = ::socket(address.four ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (file_ < 0) return unreachable(url, std::strerror(errno));
    sockaddr_storage storage{};
    socklen_t size;
    if (address.four) {
      auto& four = reinterpret_cast<sockaddr_in&>(storage);
      four.sin_family = AF_INET, four.sin_port = htons(url.port), size = sizeof four;
      std::memcpy(&four.sin_addr, address.bytes.data(), 4);
    } else {
      auto& six = reinterpret_cast<sockaddr_in6&>(storage);
      six.sin6_family = AF_INET6, six.sin6_port = htons(url.port), size = sizeof six;
      std::memcpy(&six.sin6_addr, address.bytes.data(), 16);
    }
    if (::connect(file_, reinterpret_cast<sockaddr const*>(&storage), size) != 0) {
      if (errno != EINPROGRESS) return unreachable(url, std::strerror(errno));
      if (!wait(POLLOUT, until)) return unreachable(url, "it took too long to connect");
      int failed = 0;
      socklen_t length = sizeof failed;
      getsockopt(file_, SOL_SOCKET, SO_ERROR, &failed, &length);
      if (failed != 0) return unreachable(url, std::strerror(failed));
    }
    return {};
  }

  Status secure(OutboundUrl const& url, std::string const& trusted, Clock::time_point until) {
    context_ = SSL_CTX_new(TLS_client_method());
    if (!context_) return unreachable(url, "TLS cannot be begun");
    SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION);
    SSL_CTX_set_verify(context_, SSL_VERIFY_PEER, nullptr);
    if (trusted.empty() ? SSL_CTX_set_default_verify_paths(context_) != 1 : SSL_CTX_load_verify_locations(context_, trusted.c_str(), nullptr) != 1) return unreachable(url, "there are no certificates to trust");
    tls_ = SSL_new(context_);
    auto* socket = tls_ ? quiet_socket(file_) : nullptr;
    if (!socket) return unreachable(url, "TLS cannot be begun");
    SSL_set_bio(tls_, socket, socket);
    auto* checks = SSL_get0_param(tls_);
    if (IpAddress::parse(url.host)) {
      X509_VERIFY_PARAM_set1_ip_asc(checks, url.host.c_str());
    } else {
      X509_VERIFY_PARAM_set_hostflags(checks, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
      X509_VERIFY_PARAM_set1_host(checks, url.host.c_str(), url.host.size());
      SSL_set_tlsext_host_name(tls_, url.host.c_str());
    }
    // Old errors of this thread would be taken for this step's, here and below.
    for (int done = (ERR_clear_error(), SSL_connect(tls_)); done != 1; done = (ERR_clear_error(), SSL_connect(tls_))) {
      if (again(done, until)) continue;
      auto verdict = SSL_get_verify_result(tls_);
      return unreachable(url, verdict == X509_V_OK ? "TLS failed" : std::string("its certificate is not accepted: ") + X509_verify_cert_error_string(verdict));
    }
    return {};
  }

  bool send(std::string_view text, Clock::time_point until) {
    while (!text.empty()) {
      ERR_clear_error();
      auto count = tls_ ? SSL_write(tls_, text.data(), static_cast<int>(std::min<std::size_t>(text.size(), 1u << 20))) : static_cast<int>(::send(file_, text.data(), text.size(), MSG_NOSIGNAL));
      if (count > 0) text.remove_prefix(static_cast<std::size_t>(count));
      else if (tls_ ? !again(count, until) : !(errno == EAGAIN && wait(POLLOUT, until))) return false;
    }
    return true;
  }

  /// 0 at the end; less when it fails or takes too long.
  int receive(char* buffer, std::size_t size, Clock::time_point until) {
    while (true) {
      ERR_clear_error();
      auto count = tls_ ? SSL_read(tls_, buffer, static_cast<int>(size)) : static_cast<int>(::recv(file_, buffer, size, 0));
      if (count > 0) return count;
      if (tls_) {
        if (SSL_get_error(tls_, count) == SSL_ERROR_ZERO_RETURN) return 0;
        if (!again(count, until)) return -1;
      } else if (count == 0) {
        return 0;
      } else if (errno != EAGAIN || !wait(POLLIN, until)) {
        return -1;
      }
    }
  }

 private:
  bool wait(short what, Clock::time_point until) {
    pollfd one{file_, what, 0};
    while (true) {
      auto left = milliseconds_to(until);
      if (left == 0 || (stopped_ && stopped_())) return false;
      constexpr int look_every = 200;
      auto ready = ::poll(&one, 1, stopped_ ? std::min(left, look_every) : left);
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return false;
    }
  }
  bool again(int result, Clock::time_point until) {
    auto why = SSL_get_error(tls_, result);
    return why == SSL_ERROR_WANT_READ ? wait(POLLIN, until) : why == SSL_ERROR_WANT_WRITE && wait(POLLOUT, until);
  }
  std::function<bool()> stopped_;
  int file_ = -1;
  SSL_CTX* context_ = nullptr;
  SSL* tls_ = nullptr;
};

Result<std::string> written(OutboundRequest const& request, OutboundUrl const& url) {
  auto no = [](std::string message) { return Error{"DT-X902", std::move(message), "correct what the process sends"}; };
  if (!is_header_name(request.method) || request.method == "CONNECT") return no("'" + printable(request.method, 40) + "' is no method of a request");
  if (request.body.size() > most_sent) return no("the body has more than " + std::to_string(most_sent) + " bytes");
  auto host = url.host.find(':') == std::string::npos ? url.host : "[" + url.host + "]";
  auto text = request.method + " " + url.target + " HTTP/1.1\r\nHost: " + host + (url.port == (url.tls ? 443 : 80) ? "" : ":" + std::to_string(url.port)) + "\r\nConnection: close\r\nAccept-Encoding: identity\r\n";
  bool agent = false;
  for (auto const& [name, value] : request.headers) {
    auto lower = lower_ascii(name);
    for (auto ours : {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "expect", "upgrade", "te", "trailer", "proxy-authorization", "proxy-connection"})
      if (lower == ours) return no("the header " + name + " is not for a process to set");
    bool plain = std::all_of(value.begin(), value.end(), [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F); });
    if (!is_header_name(name) || !plain) return no("the header '" + printable(name, 60) + "' is none");
    agent = agent || lower == "user-agent";
    text += name + ": " + value + "\r\n";
  }
  if (!agent) text += "User-Agent: drivetrain\r\n";
  if (!request.body.empty() || (request.method != "GET" && request.method != "HEAD")) text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return text + "\r\n" + request.body;
}

}  // namespace

Result<OutboundUrl> parse_outbound_url(std::string_view text) {
  auto no = [&](std::string const& why) { return Error{"DT-X902", "'" + printable(text, 200) + "' cannot be called: " + why, "write an address such as https://api.example.com/orders"}; };
  if (text.size() > 8'000) return no("it is too long");
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7F || c == '\\' || c == '"' || c == '<' || c == '>'; })) return no("it has a blank or a sign that must be escaped");
  OutboundUrl url;
  auto lower = lower_ascii(text.substr(0, 8));
  if (lower.starts_with("https://")) url.tls = true, url.port = 443;
  else if (!lower.starts_with("http://")) return no("only http and https are");
  auto rest = text.substr(url.tls ? 8 : 7);
  auto end = rest.find_first_of("/?#");
  auto authority = rest.substr(0, end);
  auto target = end == std::string_view::npos ? std::string_view() : rest.substr(end);
  target = target.substr(0, target.find('#'));
  if (authority.find('@') != std::string_view::npos) return no("it has a user in it");
  std::string_view host = authority, port;
  bool has_port = false;
  if (authority.starts_with('[')) {
    auto close = authority.find(']');
    if (close == std::string_view::npos) return no("its bracket is not closed");
    host = authority.substr(1, close - 1);
    auto behind = authority.substr(close + 1);
    if (!behind.empty() && behind.front() != ':') return no("nothing can follow the host but a port");
    has_port = !behind.empty(), port = has_port ? behind.substr(1) : behind;
    auto six = IpAddress::parse(host);
    if (!six) return no("that is no address in brackets");
    url.host = six->text();
  } else {
    auto colon = authority.find(':');
    has_port = colon != std::string_view::npos;
    host = authority.substr(0, colon), port = has_port ? authority.substr(colon + 1) : port;
    url.host = lower_ascii(host);
    if (url.host.ends_with('.')) url.host.pop_back();
    bool named = !url.host.empty() && std::all_of(url.host.begin(), url.host.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_'; });
    if (!named) return no("it names no host");
  }
  if (has_port) {
    auto number = Decimal::parse(port);
    auto whole = number ? number->to_int64() : std::nullopt;
    if (!whole || *whole < 1 || *whole > 65'535 || port.size() > 5) return no("its port is none");
    url.port = static_cast<std::uint16_t>(*whole);
  }
  url.target = target.starts_with('/') ? std::string(target) : "/" + std::string(target);
  return url;
}

Result<ClientAnswer> call_out(OutboundRequest const& request, OutboundRules const& rules, OutboundLimits const& limits) {
  DT_TRY(auto url, parse_outbound_url(request.url));
  DT_TRY(auto text, written(request, url));
  DT_CHECK(rules.check_host(url.host, url.port));
  auto now = Clock::now();
  Deadlines until{now + std::chrono::microseconds(std::min(limits.connect, limits.whole).us), now + std::chrono::microseconds(limits.whole.us)};
  std::vector<IpAddress> addresses;
  if (auto literal = IpAddress::parse(url.host)) {
    addresses.push_back(*literal);
  } else {
    DT_ASSIGN(addresses, limits.look_up ? limits.look_up(url.host) : system_addresses(url, until.connected, limits.stopped));
  }
  if (addresses.empty()) return unreachable(url, "its name stands for no address");
  // All of them: one that is forbidden among several would be a matter of luck.
  for (auto const& address : addresses) DT_CHECK(rules.check_address(url.host, url.port, address));
  std::unique_ptr<Way> way;
  Status connected = unreachable(url, "its name stands for no address");
  for (std::size_t i = 0; i < addresses.size() && !connected.ok(); ++i) {
    // An address where nobody answers leaves the others their share of the time.
    auto left = until.connected - Clock::now();
    auto share = left / static_cast<std::int64_t>(addresses.size() - i);
    way = std::make_unique<Way>(limits.stopped);
    connected = way->connect(url, addresses[i], Clock::now() + share);
  }
  DT_CHECK(connected);
  if (url.tls) DT_CHECK(way->secure(url, limits.trusted, until.connected));
  if (!way->send(text, until.done)) return unreachable(url, "it took no request");
  AnswerReader reader(request.method == "HEAD", limits.most_bytes);
  char buffer[16'384];
  while (!reader.done()) {
    auto count = way->receive(buffer, sizeof buffer, until.done);
    if (count < 0) return unreachable(url, milliseconds_to(until.done) == 0 ? "it took too long to answer" : "the connection broke");
    auto taken = count == 0 ? reader.end() : reader.take(std::string_view(buffer, static_cast<std::size_t>(count)));
    if (!taken.ok()) return Error{taken.error().code, url.host + " " + taken.error().message, taken.error().help};
  }
  auto answer = reader.answer();
  if (answer.status >= 300 && answer.status < 400) {
    auto to = answer.headers.find("location");
    return Error{"DT-X961", url.host + " answers with a redirect (" + std::to_string(answer.status) + ")" + (to == answer.headers.end() ? "" : " to " + printable(to->second, 200)), "redirects are not followed: call that address itself"};
  }
  return answer;
}

}  // namespace drivetrain::platform
