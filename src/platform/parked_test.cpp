// Answers that come later: no thread waits for them, whoever leaves is noticed, and stopping answers everybody.
#include "platform/parked.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "platform/http_server.h"
#include "platform/raw_client_for_test.h"

namespace drivetrain::platform::test {
namespace {

using namespace std::chrono_literals;

/// Every request is parked until the bell rings; the answer says how often it was asked again.
struct Parking {
  std::shared_ptr<Wakeup> wakeup = std::make_shared<Wakeup>();
  std::atomic<int> parked = 0, gone = 0;
  int at_most_ms = 5'000;

  Response answer(Request const& request) {
    if (request.path == "/now") return Response::json("now");
    return park(0);
  }
  Response park(int times) {
    ++parked;
    Response response;
    response.parked = std::make_shared<Parked>();
    response.parked->wakeup = wakeup;
    response.parked->at_most_ms = at_most_ms;
    response.parked->again = [this, times](bool last) { return Response::json(std::string(last ? "stopped" : "woken") + " " + std::to_string(times)); };
    response.parked->gone = [this] { ++gone; };
    return response;
  }
  ServerOptions options(int workers = 2) {
    ServerOptions options;
    options.port = 0, options.workers = workers, options.idle_ms = 400;
    return options;
  }
  void wait_for(std::atomic<int> const& count, int wanted) {
    for (int i = 0; i < 200 && count < wanted; ++i) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(count, wanted);
  }
};

TEST(Parked, AreAnsweredWhenTheBellRingsAndHoldNoThread) {
  Parking parking;
  HttpServer server(parking.options(), [&](Request const& request) { return parking.answer(request); });
  ASSERT_TRUE(server.start().ok());
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 50; ++i) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send("GET /later HTTP/1.1\r\nHost: h\r\n\r\nGET /now HTTP/1.1\r\nHost: h\r\n\r\n");
  }
  parking.wait_for(parking.parked, 50);
  EXPECT_EQ(RawClient(server.port()).get("/now").body, "now") << "fifty wait, and two workers are free";
  std::this_thread::sleep_for(500ms);  // longer than an idle connection may last
  parking.wakeup->ring();
  for (auto& client : clients) {
    EXPECT_EQ(client->receive().body, "woken 0");
    EXPECT_EQ(client->receive().body, "now") << "what was sent behind it had its turn";
  }
}

TEST(Parked, AreAskedAgainWhenTheirTimeIsOver) {
  Parking parking;
  parking.at_most_ms = 100;
  HttpServer server(parking.options(), [&](Request const& request) { return parking.answer(request); });
  ASSERT_TRUE(server.start().ok());
  EXPECT_EQ(RawClient(server.port()).get("/later").body, "woken 0");
}

TEST(Parked, WhoeverLeavesIsNoticed) {
  Parking parking;
  HttpServer server(parking.options(), [&](Request const& request) { return parking.answer(request); });
  ASSERT_TRUE(server.start().ok());
  {
    RawClient client(server.port());
    client.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
    parking.wait_for(parking.parked, 1);
  }
  parking.wait_for(parking.gone, 1);
}

TEST(Parked, StoppingAnswersThem) {
  Parking parking;
  HttpServer server(parking.options(), [&](Request const& request) { return parking.answer(request); });
  ASSERT_TRUE(server.start().ok());
  RawClient client(server.port());
  client.send("GET /later HTTP/1.1\r\nHost: h\r\n\r\n");
  parking.wait_for(parking.parked, 1);
  auto begun = std::chrono::steady_clock::now();
  std::thread stopping([&] { server.stop(); });
  EXPECT_EQ(client.receive().body, "stopped 0");
  stopping.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 3s);
}

}  // namespace
}  // namespace drivetrain::platform::test
