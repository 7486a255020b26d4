// Event streams over a real connection: what is sent arrives as it happens, the subscription ends with the subscriber.
#include "platform/event_stream.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/limits.h"
#include "platform/http_server.h"
#include "platform/raw_client_for_test.h"

namespace drivetrain::platform::test {
namespace {

using namespace std::chrono_literals;

bool eventually(std::function<bool()> const& condition) {
  for (auto until = std::chrono::steady_clock::now() + 5s; std::chrono::steady_clock::now() < until; std::this_thread::sleep_for(1ms))
    if (condition()) return true;
  return false;
}

/// A server with one address, whose streams the test holds.
struct Newsroom {
  explicit Newsroom(int heartbeat_ms = 15'000)
      : server({.port = 0, .heartbeat_ms = heartbeat_ms}, [this](Request const& request) {
          auto stream = EventStream::open([this] { ++closed; });
          stream->send({"", "hello", "since " + std::string(request.header("last-event-id"))});
          std::lock_guard lock(mutex);
          streams.push_back(stream);
          return Response::stream(stream);
        }) {
    EXPECT_TRUE(server.start().ok());
  }
  std::shared_ptr<EventStream> stream(std::size_t index) {
    EXPECT_TRUE(eventually([&] {
      std::lock_guard lock(mutex);
      return streams.size() > index;
    }));
    std::lock_guard lock(mutex);
    return streams.at(index);
  }
  std::atomic<int> closed{0};
  std::mutex mutex;
  std::vector<std::shared_ptr<EventStream>> streams;
  HttpServer server;  // last: its handler uses the others
};

std::string subscribe(RawClient& client, std::string const& more_headers = {}) {
  client.send("GET /events HTTP/1.1\r\nHost: h\r\n" + more_headers + "\r\n");
  return client.read_until("\r\n\r\n");
}

TEST(EventStream, RendersIdTypeAndEveryLineOfData) {
  EXPECT_EQ(*render({"7", "changed", "a\nb\r\nc"}), "id: 7\nevent: changed\ndata: a\ndata: b\ndata: c\n\n");
  EXPECT_EQ(*render({"7\ndata: forged", "", ""}), "id: 7\ndata: \n\n");
}

TEST(EventStream, WhatIsSentArrivesAsItHappens) {
  Newsroom here;
  RawClient client(here.server.port());
  auto head = subscribe(client, "Last-Event-ID: 41\r\n");
  EXPECT_NE(head.find("Content-Type: text/event-stream\r\n"), std::string::npos) << head;
  EXPECT_EQ(client.read_until("since 41\n\n"), "retry: 2000\n\nevent: hello\ndata: since 41\n\n");
  auto stream = here.stream(0);
  EXPECT_TRUE(stream->send({"42", "changed", "{}"}));
  EXPECT_EQ(client.read_until("{}\n\n"), "id: 42\nevent: changed\ndata: {}\n\n");
  EXPECT_TRUE(stream->send({"43", "changed", "{}"}));
  EXPECT_EQ(client.read_until("{}\n\n"), "id: 43\nevent: changed\ndata: {}\n\n");
  EXPECT_EQ(here.closed, 0);
}

TEST(EventStream, ASilentStreamIsKeptByComments) {
  Newsroom here(30);
  RawClient client(here.server.port());
  subscribe(client);
  client.read_until("since \n\n");
  EXPECT_EQ(client.read_until(": still here\n\n"), ": still here\n\n");
  EXPECT_EQ(client.read_until(": still here\n\n"), ": still here\n\n");
}

TEST(EventStream, EndsWithItsSubscriber) {
  Newsroom here;
  auto client = std::make_unique<RawClient>(here.server.port());
  subscribe(*client);
  auto stream = here.stream(0);
  client.reset();
  EXPECT_TRUE(eventually([&] { return here.closed == 1; }));
  EXPECT_FALSE(stream->send({"1", "", "nobody hears"}));
}

TEST(EventStream, EndsWithTheServerAndAfterWhatWasSent) {
  Newsroom here;
  RawClient client(here.server.port()), other(here.server.port());
  subscribe(client);
  subscribe(other);
  here.stream(0)->send({"9", "", "last words"});
  here.stream(0)->close();
  EXPECT_NE(client.read_until("last words\n\n").find("id: 9"), std::string::npos);
  EXPECT_TRUE(client.closed_by_server());
  here.stream(1);
  here.server.stop();
  EXPECT_TRUE(other.closed_by_server());
  EXPECT_EQ(here.closed, 2);
}

TEST(EventStream, WhoFallsTooFarBehindIsCutOff) {
  auto stream = EventStream::open();
  for (std::size_t i = 0; i < limits::max_event_backlog; ++i) ASSERT_TRUE(stream->send({"", "", "x"}));
  EXPECT_FALSE(stream->send({"", "", "one too many"}));
  EXPECT_FALSE(stream->send({"", "", "x"}));
  EXPECT_TRUE(stream->ended());
}

TEST(EventStream, ReachesManySubscribersFromManyThreads) {
  Newsroom here;
  constexpr std::size_t subscribers = 40;
  constexpr int threads = 4, each = 100;
  std::vector<std::unique_ptr<RawClient>> clients;
  for (std::size_t i = 0; i < subscribers; ++i) {
    clients.push_back(std::make_unique<RawClient>(here.server.port()));
    subscribe(*clients.back());
    clients.back()->read_until("since \n\n");
  }
  here.stream(subscribers - 1);
  {
    std::vector<std::jthread> senders;
    for (int t = 0; t < threads; ++t)
      senders.emplace_back([&] {
        for (int i = 0; i < each; ++i) {
          auto text = render({"", "", "tick"});
          for (auto const& stream : here.streams) EXPECT_TRUE(stream->send(text));
        }
      });
  }
  for (auto const& stream : here.streams) stream->send({"", "", "done"});
  for (auto& client : clients) EXPECT_EQ(client->read_until("done\n\n").size(), threads * each * std::string("data: tick\n\n").size() + std::string("data: done\n\n").size());
}

}  // namespace
}  // namespace drivetrain::platform::test
