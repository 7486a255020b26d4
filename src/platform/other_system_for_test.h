// Another system on this machine: takes connections on a free port, answers each with what it was told, and remembers what it was asked. What
// lies around the plain connection (TLS) is for the test to say.
#pragma once

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace drivetrain::platform::test {

/// Reads and writes one connection.
class Channel {
 public:
  explicit Channel(int file) : file_(file) {}
  virtual ~Channel() = default;
  Channel(Channel const&) = delete;
  virtual bool open() { return true; }
  virtual int read(char* buffer, std::size_t size) { return static_cast<int>(::recv(file_, buffer, size, 0)); }
  virtual void write(std::string const& text) { (void)::send(file_, text.data(), text.size(), MSG_NOSIGNAL); }

 protected:
  int file_;
};

class OtherSystem {
 public:
  /// `answer`: the whole text that goes back, from the whole request; empty: it says nothing until it is stopped.
  using Answer = std::function<std::string(std::string const& request)>;

  using Around = std::function<std::unique_ptr<Channel>(int file)>;

  explicit OtherSystem(Answer answer, Around around = {}) : answer_(std::move(answer)), around_(std::move(around)) {
    file_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in place{};
    place.sin_family = AF_INET, place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::bind(file_, reinterpret_cast<sockaddr*>(&place), sizeof place), 0);
    EXPECT_EQ(::listen(file_, 16), 0);
    socklen_t size = sizeof place;
    getsockname(file_, reinterpret_cast<sockaddr*>(&place), &size);
    port_ = ntohs(place.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~OtherSystem() {
    stopped_ = true;
    ::shutdown(file_, SHUT_RDWR);
    thread_.join();
    ::close(file_);
  }
  OtherSystem(OtherSystem const&) = delete;

  int port() const { return port_; }
  std::string url(std::string const& path = "/") const { return (around_ ? "https" : "http") + std::string("://127.0.0.1:") + std::to_string(port_) + path; }
  std::vector<std::string> requests() const {
    std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  void run() {
    while (!stopped_) {
      int one = ::accept(file_, nullptr, nullptr);
      if (one < 0) break;
      timeval patience{0, 200'000};
      setsockopt(one, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
      {
        auto channel = around_ ? around_(one) : std::make_unique<Channel>(one);
        if (channel->open()) serve(one, *channel);
      }
      ::close(one);
    }
  }

  void serve(int one, Channel& channel) {
    std::string request;
    char buffer[4096];
    std::size_t wanted = std::string::npos;
    while (request.size() < wanted) {
      auto count = channel.read(buffer, sizeof buffer);
      if (count <= 0) {
        if (errno == EAGAIN && !stopped_ && request.empty()) continue;
        break;
      }
      request.append(buffer, static_cast<std::size_t>(count));
      auto head = request.find("\r\n\r\n");
      if (head == std::string::npos) continue;
      auto length = request.find("Content-Length: ");
      wanted = head + 4 + (length < head ? std::stoul(request.substr(length + 16)) : 0);
    }
    {
      std::lock_guard lock(mutex_);
      requests_.push_back(request);
    }
    auto text = answer_(request);
    if (text.empty())
      while (!stopped_ && ::recv(one, buffer, sizeof buffer, 0) != 0 && errno == EAGAIN) continue;
    channel.write(text);
  }

  Answer answer_;
  Around around_;
  int file_ = -1, port_ = 0;
  std::atomic<bool> stopped_ = false;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

/// "HTTP/1.1 200 OK" with that body.
inline std::string ok(std::string const& body, std::string const& type = "application/json") {
  return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace drivetrain::platform::test
