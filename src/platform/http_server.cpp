// The server on Boost.Asio coroutines and Beast's parser (see http_server.h).
//
// Each connection is one coroutine on one of the io threads: wait for a request, read it, hand it to the worker pool, write the
// answer. An io thread never runs a handler, so a slow commit delays nobody else's reading and writing.
#include "platform/http_server.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>

#include <sys/socket.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <exception>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

#include "base/text.h"

namespace drivetrain::platform {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::milliseconds;
using Parser = http::request_parser<http::string_body>;

constexpr auto as_result = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t read_bytes = 4096;

/// IMF-fixdate, RFC 9110 §5.6.7; once a second is enough.
std::string const& date_now() {
  thread_local std::time_t written = 0;
  thread_local std::string text;
  auto now = std::time(nullptr);
  if (now != written) {
    std::tm parts{};
    gmtime_r(&now, &parts);
    char buffer[64];
    text.assign(buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts));
    written = now;
  }
  return text;
}

void append_header(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ");
  for (char c : value)
    if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') head += c;  // no line breaks from anybody's data
  head.append("\r\n");
}

std::string head_of(Response const& response, bool keep_alive) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
  head.append(reason_of(response.status)).append("\r\n");
  append_header(head, "Date", date_now());
  for (auto const& [name, value] : response.headers) append_header(head, name, value);
  if (response.events) {
    append_header(head, "Content-Type", "text/event-stream");
    append_header(head, "Cache-Control", "no-store");
    append_header(head, "X-Accel-Buffering", "no");  // asks nginx to pass events on at once
  } else if (response.status != 204 && response.status != 304) {
    append_header(head, "Content-Length", std::to_string(response.body.size()));
  }
  append_header(head, "Connection", keep_alive ? "keep-alive" : "close");
  return head += "\r\n";
}

/// What the server says by itself about a request that cannot be read; nothing when nobody would hear it (a deadline closes the
/// connection at once).
std::optional<Response> refusal_of(error_code error, ServerOptions const& options) {
  if (error == http::error::body_limit || error == http::error::buffer_overflow)
    return Response::problem(413, "the body is larger than " + std::to_string(options.max_body_bytes) + " bytes.", {}, "Send less, or in parts.");
  if (error == http::error::header_limit)
    return Response::problem(431, "the header is larger than " + std::to_string(limits::max_request_header_bytes) + " bytes.", {}, "Send fewer or shorter header fields; are there too many cookies?");
  if (error == http::error::partial_message || error == http::error::end_of_stream) return std::nullopt;
  if (error.category() == make_error_code(http::error::bad_method).category()) return Response::problem(400, "this is not HTTP/1.1: " + error.message() + ".");
  return std::nullopt;
}

bool is_known(http::verb method) {
  switch (method) {
    case http::verb::get: case http::verb::head: case http::verb::post: case http::verb::put:
    case http::verb::patch: case http::verb::delete_: case http::verb::options: return true;
    default: return false;
  }
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(ServerOptions options, Handler handler) : options_(std::move(options)), handler_(std::move(handler)) {}
  ~Impl() { stop(); }

  Status start();
  void stop();
  std::uint16_t port() const { return port_; }
  std::string url() const { return url_of(options_.address); }
  std::string local_url() const { return url_of(options_.address == "0.0.0.0" ? "127.0.0.1" : options_.address == "::" ? "::1" : options_.address); }

 private:
  std::string url_of(std::string const& address) const {
    auto host = address.find(':') == std::string::npos ? address : "[" + address + "]";
    return "http://" + host + ":" + std::to_string(port_);
  }
  class Connection;
  struct IoThread {
    std::unordered_set<Connection*> connections;  ///< touched by this thread only; outlives the context, which holds them
    asio::io_context context{1};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    std::thread thread;
  };

  asio::awaitable<void> accept();
  /// Runs it on a worker thread: a request's handler, or a parked one asked again.
  asio::awaitable<Response> on_worker(std::function<Response()> work);
  static Response fenced(std::function<Response()> const& work) noexcept;
  template <class Function>
  void each_connection(Function function);
  bool wait_until_empty(milliseconds at_most);
  void left();

  ServerOptions options_;
  Handler handler_;
  std::vector<std::unique_ptr<IoThread>> io_;
  std::unique_ptr<asio::thread_pool> workers_;
  std::unique_ptr<tcp::acceptor> acceptor_;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> waiting_{0};
  std::mutex empty_mutex_;
  std::condition_variable empty_changed_;
  std::size_t connections_ = 0;  ///< under empty_mutex_
};

class HttpServer::Impl::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Impl& server, IoThread& io, tcp::socket socket) : server_(server), io_(io), stream_(std::move(socket)), wake_(io.context) {
    io_.connections.insert(this);
    error_code ignored;
    stream_.socket().set_option(tcp::no_delay(true), ignored);
    auto end = stream_.socket().remote_endpoint(ignored);
    if (!ignored) remote_ = end.address().to_string();
  }
  ~Connection() {
    io_.connections.erase(this);
    server_.left();
  }

  asio::awaitable<void> run() {
    auto keep = shared_from_this();
    while (!server_.stopping_) {
      if (buffer_.size() == 0 && !co_await wait_for_bytes()) break;
      if (!co_await exchange()) break;
    }
    co_await say_goodbye();
  }

  /// The server stops: an idle connection ends now, one with an answer under way after it.
  void end_gently() {
    if (events_) events_->close();
    else if (parked_) wake_.cancel();
    else if (idle_) close();
  }
  void close() {
    error_code ignored;
    stream_.socket().close(ignored);
    wake_.cancel();
  }

 private:
  asio::awaitable<bool> wait_for_bytes() {
    idle_ = true;
    stream_.expires_after(milliseconds(server_.options_.idle_ms));
    auto [error, size] = co_await stream_.async_read_some(buffer_.prepare(read_bytes), as_result);
    idle_ = false;
    buffer_.commit(size);
    co_return !error;
  }

  /// One request and its answer; false when the connection ends after it.
  asio::awaitable<bool> exchange() {
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits::max_request_header_bytes));
    parser.body_limit(server_.options_.max_body_bytes);
    stream_.expires_after(milliseconds(server_.options_.header_ms));
    auto [header_error, header_size] = co_await http::async_read_header(stream_, buffer_, parser, as_result);
    if (header_error) co_return co_await refuse(header_error);
    stream_.expires_after(milliseconds(server_.options_.body_ms));
    if (beast::iequals(parser.get()[http::field::expect], "100-continue") && !parser.is_done()) {
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      auto [error, size] = co_await asio::async_write(stream_, asio::buffer(go_on), as_result);
      if (error) co_return false;
    }
    auto [body_error, body_size] = co_await http::async_read(stream_, buffer_, parser, as_result);
    if (body_error) co_return co_await refuse(body_error);
    stream_.expires_never();

    auto message = parser.release();
    auto head_only = message.method() == http::verb::head;
    auto keep_alive = message.keep_alive();
    Response response = co_await answer(std::move(message));
    while (response.parked && !gone_) response = co_await answer_later(response.parked);
    if (gone_) co_return false;
    keep_alive = keep_alive && !server_.stopping_;
    if (response.events && !head_only) {
      co_await stream(response);
      co_return false;
    }
    co_return co_await write(response, keep_alive, head_only) && keep_alive;
  }

  asio::awaitable<Response> answer(http::request<http::string_body> message) {
    if (!is_known(message.method())) {
      Request request;
      request.method = std::string(message.method_string());
      request.path = "This server";
      co_return Response::method_not_allowed(request, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }
    auto target = parse_target(message.target());
    if (!target) co_return Response::problem(400, "the address of the request cannot be read.", {}, "Escape it as RFC 3986 says; it begins with a slash.");
    Request request;
    request.method = message.method() == http::verb::head ? "GET" : std::string(message.method_string());
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    for (auto const& field : message) {
      auto& value = request.headers[lower_ascii(field.name_string())];
      if (!value.empty()) value += ", ";
      value += field.value();
    }
    request.body = std::move(message.body());
    request.remote = remote_;
    // Named: g++ 12 destroys a lambda twice that is a temporary of the awaiting expression.
    std::function<Response()> work = [&server = server_, request = std::move(request)] { return server.handler_(request); };
    co_return co_await server_.on_worker(std::move(work));
  }

  /// Until it is woken, its time is over, or whoever asked has left.
  asio::awaitable<Response> answer_later(std::shared_ptr<Parked> parked) {
    parked_ = true;
    auto woken = std::make_shared<bool>(false);
    std::weak_ptr<Connection> weak = weak_from_this();
    parked->wakeup->attach([weak, woken, executor = io_.context.get_executor()] {
      asio::post(executor, [weak, woken] {
        *woken = true;
        if (auto connection = weak.lock(); connection && connection->parked_) connection->wake_.cancel();
      });
    });
    watch_for_end();
    auto until = std::chrono::steady_clock::now() + milliseconds(parked->at_most_ms);
    while (!*woken && !gone_ && !server_.stopping_ && std::chrono::steady_clock::now() < until) {
      wake_.expires_at(until);
      co_await wake_.async_wait(as_result);
    }
    parked->wakeup->detach();
    error_code ignored;
    stream_.socket().cancel(ignored);
    parked_ = false;
    if (gone_) {
      if (parked->gone) parked->gone();
      co_return Response();
    }
    bool last = server_.stopping_;
    std::function<Response()> work = [parked, last] { return parked->again(last); };
    co_return co_await server_.on_worker(std::move(work));
  }

  /// While a request is parked its sender has nothing to say; when the connection can be read and nothing is there, it has gone. What is
  /// there is the next request, and stays for its turn.
  void watch_for_end() {
    stream_.socket().async_wait(tcp::socket::wait_read, [keep = shared_from_this()](error_code error) {
      if (error) return;
      char byte;
      auto count = ::recv(keep->stream_.socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
      if (count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))) return;
      keep->gone_ = true;
      keep->wake_.cancel();
    });
  }

  asio::awaitable<bool> write(Response const& response, bool keep_alive, bool head_only) {
    auto head = head_of(response, keep_alive);
    std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(response.body)};
    if (head_only || response.status == 204 || response.status == 304) parts[1] = {};
    stream_.expires_after(milliseconds(server_.options_.write_ms));
    auto [error, size] = co_await asio::async_write(stream_, parts, as_result);
    co_return !error;
  }

  asio::awaitable<bool> refuse(error_code error) {
    if (auto response = refusal_of(error, server_.options_)) {
      co_await write(*response, false, false);
      refused_ = true;
    }
    co_return false;
  }

  asio::awaitable<void> stream(Response const& response) {
    events_ = response.events;
    if (server_.stopping_) events_->close();
    std::weak_ptr<Connection> weak = weak_from_this();
    events_->attach([weak, executor = io_.context.get_executor()] {
      asio::post(executor, [weak] {
        if (auto connection = weak.lock()) connection->wake_.cancel();
      });
    });
    watch_for_leaving();
    bool open = co_await write_text(head_of(response, false) + "retry: 2000\n\n");
    while (open) {
      auto waiting = events_->take();
      if (!waiting.empty()) {
        std::vector<asio::const_buffer> parts;
        for (auto const& text : waiting) parts.push_back(asio::buffer(*text));
        stream_.expires_after(milliseconds(server_.options_.write_ms));
        auto [error, size] = co_await asio::async_write(stream_, parts, as_result);
        stream_.expires_never();
        open = !error;
        continue;
      }
      if (gone_ || events_->ended()) break;
      wake_.expires_after(milliseconds(server_.options_.heartbeat_ms));
      auto [woken] = co_await wake_.async_wait(as_result);
      if (!woken) open = co_await write_text(": still here\n\n");
    }
    events_->detach();
  }

  asio::awaitable<bool> write_text(std::string text) {
    stream_.expires_after(milliseconds(server_.options_.write_ms));
    auto [error, size] = co_await asio::async_write(stream_, asio::buffer(text), as_result);
    stream_.expires_never();
    co_return !error;
  }

  /// A subscriber sends nothing; when reading ends, it has gone. On the bare socket, so that no deadline applies.
  void watch_for_leaving() {
    stream_.socket().async_read_some(asio::buffer(ignored_bytes_), [keep = shared_from_this()](error_code error, std::size_t) {
      if (!error) return keep->watch_for_leaving();
      keep->gone_ = true;
      keep->wake_.cancel();
    });
  }

  /// Closing while the other side still sends would throw away what it has not read yet: the refusal of a large body.
  asio::awaitable<void> say_goodbye() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    if (refused_) {
      stream_.expires_after(std::chrono::seconds(1));
      for (std::size_t drained = 0; drained < server_.options_.max_body_bytes;) {
        auto [error, size] = co_await stream_.async_read_some(asio::buffer(ignored_bytes_), as_result);
        if (error) break;
        drained += size;
      }
    }
    close();
  }

  Impl& server_;
  IoThread& io_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_{limits::max_request_header_bytes + (64u << 10)};
  asio::steady_timer wake_;
  std::string remote_;
  std::shared_ptr<EventStream> events_;
  std::array<char, 512> ignored_bytes_;
  bool idle_ = false, gone_ = false, refused_ = false, parked_ = false;
};

Response HttpServer::Impl::fenced(std::function<Response()> const& work) noexcept {
  try {
    return work();
  } catch (std::exception const& exception) {
    return Response::problem(500, "the request failed inside Drivetrain: " + std::string(exception.what()) + ".", "DT-X926", "This is a fault of Drivetrain. Please report it with this text.");
  }
}

asio::awaitable<Response> HttpServer::Impl::on_worker(std::function<Response()> work) {
  if (waiting_.fetch_add(1) >= limits::max_waiting_requests) {
    --waiting_;
    auto response = Response::problem(503, "too many requests at once.", "DT-X929", "Send it again in a moment.");
    response.headers.emplace_back("Retry-After", "1");
    co_return response;
  }
  auto start = [this](auto done, std::function<Response()> work) {
    asio::post(*workers_, [this, done = std::move(done), work = std::move(work)]() mutable {
      auto response = fenced(work);
      --waiting_;
      auto executor = asio::get_associated_executor(done);
      asio::post(executor, [done = std::move(done), response = std::move(response)]() mutable { std::move(done)(std::move(response)); });
    });
  };
  co_return co_await asio::async_initiate<asio::use_awaitable_t<> const, void(Response)>(start, asio::use_awaitable, std::move(work));
}

asio::awaitable<void> HttpServer::Impl::accept() {
  for (std::size_t next = 0; !stopping_; ++next) {
    auto& io = *io_[next % io_.size()];
    auto [error, socket] = co_await acceptor_->async_accept(io.context, as_result);
    if (stopping_) break;
    if (error) {  // out of file handles, most likely: some will be closed
      asio::steady_timer pause(io_[0]->context, milliseconds(50));
      co_await pause.async_wait(as_result);
      continue;
    }
    {
      std::lock_guard lock(empty_mutex_);
      if (connections_ >= limits::max_connections) continue;  // closes it
      ++connections_;
    }
    asio::post(io.context, [this, &io, socket = std::move(socket)]() mutable {
      auto connection = std::make_shared<Connection>(*this, io, std::move(socket));
      asio::co_spawn(io.context, [connection] { return connection->run(); }, asio::detached);
    });
  }
}

void HttpServer::Impl::left() {
  std::lock_guard lock(empty_mutex_);
  --connections_;
  empty_changed_.notify_all();
}

Status HttpServer::Impl::start() {
  auto cannot = [&](error_code error) -> Error {
    auto where = options_.address + ":" + std::to_string(options_.port);
    if (error == asio::error::address_in_use)
      return {"DT-X928", "port " + std::to_string(options_.port) + " on " + options_.address + " is in use by another program.",
              "Stop that program (is a Drivetrain running already?), or choose another port with --port N; --port 0 takes any free one."};
    if (error == asio::error::access_denied)
      return {"DT-X928", "this user may not listen on " + where + ".", "Choose a port of 1024 or above with --port N."};
    return {"DT-X928", "Drivetrain cannot listen on " + where + ": " + error.message() + ".", "Choose an address of this machine with --address; 127.0.0.1 always works."};
  };
  error_code error;
  auto address = asio::ip::make_address(options_.address, error);
  if (error) return cannot(error);
  for (int i = 0; i < std::max(options_.io_threads, 1); ++i) io_.push_back(std::make_unique<IoThread>());
  acceptor_ = std::make_unique<tcp::acceptor>(io_[0]->context);
  tcp::endpoint endpoint(address, options_.port);
  acceptor_->open(endpoint.protocol(), error);
  if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) acceptor_->bind(endpoint, error);
  if (!error) acceptor_->listen(tcp::acceptor::max_listen_connections, error);
  if (error) {
    acceptor_.reset();
    io_.clear();
    return cannot(error);
  }
  port_ = acceptor_->local_endpoint().port();
  workers_ = std::make_unique<asio::thread_pool>(static_cast<std::size_t>(std::max(options_.workers, 1)));
  asio::co_spawn(io_[0]->context, accept(), asio::detached);
  for (auto& io : io_) io->thread = std::thread([&context = io->context] { context.run(); });
  return {};
}

template <class Function>
void HttpServer::Impl::each_connection(Function function) {
  for (auto& io : io_)
    asio::post(io->context, [&io = *io, function] {
      auto connections = io.connections;  // ending one may take it out of the set
      for (auto connection : connections) function(*connection);
    });
}

bool HttpServer::Impl::wait_until_empty(milliseconds at_most) {
  std::unique_lock lock(empty_mutex_);
  return empty_changed_.wait_for(lock, at_most, [&] { return connections_ == 0; });
}

void HttpServer::Impl::stop() {
  if (io_.empty() || stopping_.exchange(true)) return;
  asio::post(io_[0]->context, [this] {
    error_code ignored;
    acceptor_->close(ignored);
  });
  each_connection([](Connection& connection) { connection.end_gently(); });
  if (!wait_until_empty(milliseconds(options_.stop_ms))) {
    each_connection([](Connection& connection) { connection.close(); });
    wait_until_empty(milliseconds(options_.stop_ms));
  }
  workers_->join();
  for (auto& io : io_) io->work.reset();
  wait_until_empty(milliseconds(options_.stop_ms));
  for (auto& io : io_) {
    io->context.stop();
    io->thread.join();
  }
  acceptor_.reset();
  io_.clear();
}

HttpServer::HttpServer(ServerOptions options, Handler handler) : impl_(std::make_unique<Impl>(std::move(options), std::move(handler))) {}
HttpServer::~HttpServer() = default;
Status HttpServer::start() { return impl_->start(); }
std::uint16_t HttpServer::port() const { return impl_->port(); }
std::string HttpServer::url() const { return impl_->url(); }
std::string HttpServer::local_url() const { return impl_->local_url(); }
void HttpServer::stop() { impl_->stop(); }

}  // namespace drivetrain::platform
