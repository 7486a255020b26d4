// The server as a bare socket sees it: what it answers, what it refuses, and that nothing from outside is unbounded.
#include "platform/http_server.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <latch>
#include <stdexcept>
#include <thread>

#include "platform/raw_client_for_test.h"

namespace drivetrain::platform::test {
namespace {

using namespace std::chrono_literals;

ServerOptions quick() {
  ServerOptions options;
  options.port = 0;
  options.max_body_bytes = 1'000;
  options.header_ms = 300;
  options.body_ms = 300;
  options.idle_ms = 400;
  return options;
}

struct Running {
  explicit Running(Handler handler, ServerOptions options = quick()) : server(std::move(options), std::move(handler)) {
    auto status = server.start();
    EXPECT_TRUE(status.ok()) << (status.ok() ? "" : status.error().message);
  }
  HttpServer server;
};

/// Says back what it was asked.
Response echo(Request const& request) {
  if (request.path == "/throw") (void)std::string("x").at(5);
  if (request.path == "/missing") return Response::not_found(request);
  if (request.path == "/fixed" && request.method != "GET") return Response::method_not_allowed(request, "GET, HEAD");
  if (request.path == "/injected") {
    Response response;
    response.headers = {{"Location", "/x\r\nSet-Cookie: stolen=1"}};
    return response;
  }
  std::string text = request.method + " " + request.path;
  for (auto const& [name, value] : request.query) text += " " + name + "=" + value;
  Response response;
  response.body = text + " [" + request.body + "] from " + request.remote + " as " + std::string(request.header("x-role"));
  return response;
}

TEST(HttpServer, HandsOverTheRequestDecodedAndKeepsTheConnection) {
  Running here(echo);
  RawClient client(here.server.port());
  auto first = client.get("/work%20plan/a?unit=weld+shop&q=%C3%A4&empty&q=2#top", "X-Role: lead\r\nX-ROLE: deputy\r\n");
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body, "GET /work plan/a empty= q=ä q=2 unit=weld shop [] from 127.0.0.1 as lead, deputy");
  EXPECT_EQ(first.headers["connection"], "keep-alive");
  EXPECT_EQ(first.headers["date"].size(), 29u);
  client.send("POST /x HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhello");
  EXPECT_EQ(client.receive().body, "POST /x [hello] from 127.0.0.1 as ");
  client.send("POST /x HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(client.receive().body, "POST /x [abcde] from 127.0.0.1 as ");
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  Running here(echo);
  RawClient client(here.server.port());
  client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nPOST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nxGET /3 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.receive().body.substr(0, 6), "GET /1");
  EXPECT_EQ(client.receive().body.substr(0, 7), "POST /2");
  auto last = client.receive();
  EXPECT_EQ(last.body.substr(0, 6), "GET /3");
  EXPECT_EQ(last.headers["connection"], "close");
  EXPECT_TRUE(client.closed_by_server());
}

TEST(HttpServer, HeadIsGetWithoutTheBody) {
  Running here(echo);
  RawClient client(here.server.port());
  auto whole = client.get("/a");
  client.send("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
  auto head = client.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers["content-length"], std::to_string(whole.body.size()));
  EXPECT_EQ(client.get("/a").body, whole.body);  // nothing of a body came in between
}

TEST(HttpServer, RefusalsAreProblemsThatSayWhatToDo) {
  Running here(echo);
  RawClient client(here.server.port());
  auto missing = client.get("/missing");
  EXPECT_EQ(missing.status, 404);
  EXPECT_EQ(missing.headers["content-type"], "application/problem+json");
  EXPECT_EQ(missing.body.substr(0, 85), R"({"type":"about:blank","title":"Not Found","status":404,"detail":"there is nothing at )");
  client.send("DELETE /fixed HTTP/1.1\r\nHost: h\r\n\r\n");
  auto method = client.receive();
  EXPECT_EQ(method.status, 405);
  EXPECT_EQ(method.headers["allow"], "GET, HEAD");
  client.send("BREW /pot HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(client.receive().status, 405);
  auto thrown = client.get("/throw");
  EXPECT_EQ(thrown.status, 500);
  EXPECT_NE(thrown.body.find("DT-X926"), std::string::npos);
  EXPECT_EQ(client.get("/%zz").status, 400);
  EXPECT_EQ(client.get("/%00").status, 400);
  EXPECT_EQ(client.get("/still-here").status, 200);
}

TEST(HttpServer, ALargeBodyIsRefusedAndTheRefusalArrives) {
  Running here(echo);
  {
    RawClient client(here.server.port());
    client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n" + std::string(50'000, 'x'));
    auto response = client.receive();
    EXPECT_EQ(response.status, 413);
    EXPECT_EQ(response.headers["content-type"], "application/problem+json");
    EXPECT_TRUE(client.closed_by_server());
  }
  RawClient chunked(here.server.port());
  chunked.send("POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + std::string(2'000, 'x') + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunked.receive().status, 413);
}

TEST(HttpServer, SaysContinueToWhoAsksFirst) {
  Running here(echo);
  RawClient client(here.server.port());
  client.send("POST /x HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(client.read_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ok");
  EXPECT_NE(client.receive().body.find("[ok]"), std::string::npos);
}

TEST(HttpServer, WhatIsNoHttpOrHasAnEndlessHeaderIsRefused) {
  Running here(echo);
  RawClient garbage(here.server.port());
  garbage.send("\x16\x03\x01 hello\r\n\r\n");
  EXPECT_EQ(garbage.receive().status, 400);
  EXPECT_TRUE(garbage.closed_by_server());
  RawClient endless(here.server.port());
  endless.send("GET / HTTP/1.1\r\nHost: h\r\nCookie: " + std::string(60'000, 'c') + "\r\n\r\n");
  EXPECT_EQ(endless.receive().status, 431);
}

TEST(HttpServer, SlowAndSilentClientsAreLetGo) {
  Running here(echo);
  RawClient slow_header(here.server.port()), slow_body(here.server.port()), silent(here.server.port());
  slow_header.send("GET / HTTP/1.1\r\nHost:");
  slow_body.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
  for (auto client : {&slow_header, &slow_body, &silent}) EXPECT_TRUE(client->closed_by_server());
  EXPECT_EQ(RawClient(here.server.port()).get("/a").status, 200);
}

TEST(HttpServer, NothingFromDataBecomesAHeader) {
  Running here(echo);
  RawClient client(here.server.port());
  auto response = client.get("/injected");
  EXPECT_EQ(response.headers["location"], "/xSet-Cookie: stolen=1");
  EXPECT_FALSE(response.headers.contains("set-cookie"));
}

TEST(HttpServer, AUsedPortIsNamedWithTheWayOut) {
  Running here(echo);
  ServerOptions same = quick();
  same.port = here.server.port();
  HttpServer second(same, echo);
  auto status = second.start();
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, "DT-X928");
  EXPECT_NE(status.error().message.find(std::to_string(same.port)), std::string::npos);
  EXPECT_NE(status.error().help.find("--port"), std::string::npos);
  same.address = "203.0.113.7";  // nobody's (RFC 5737), so not this machine's
  EXPECT_EQ(HttpServer(same, echo).start().error().code, "DT-X928");
  same.address = "localhost:80";
  EXPECT_EQ(HttpServer(same, echo).start().error().code, "DT-X928");
}

TEST(HttpServer, SlowHandlersDoNotHoldUpTheOthers) {
  std::latch release(1);
  std::atomic<int> waiting{0};
  auto options = quick();
  options.workers = 3;
  Running here([&](Request const& request) {
    if (request.path == "/slow") ++waiting, release.wait();
    return echo(request);
  }, options);
  RawClient one(here.server.port()), two(here.server.port()), quick_one(here.server.port());
  one.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  two.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  while (waiting < 2) std::this_thread::yield();
  EXPECT_EQ(quick_one.get("/a").status, 200);
  release.count_down();
  EXPECT_EQ(one.receive().status, 200);
  EXPECT_EQ(two.receive().status, 200);
}

TEST(HttpServer, ManyConnectionsAtOnceAllGetTheirOwnAnswer) {
  auto options = quick();
  options.io_threads = 2;
  Running here(echo, options);
  std::atomic<int> wrong{0};
  {
    std::vector<std::jthread> clients;
    for (int t = 0; t < 16; ++t)
      clients.emplace_back([&, t] {
        RawClient client(here.server.port());
        for (int i = 0; i < 100; ++i) {
          auto path = "/" + std::to_string(t) + "/" + std::to_string(i);
          auto response = client.get(path);
          if (response.status != 200 || response.body.substr(0, path.size() + 5) != "GET " + path + " ") ++wrong;
        }
      });
  }
  EXPECT_EQ(wrong, 0);
}

TEST(HttpServer, StoppingFinishesAnswersUnderWayAndRefusesNewConnections) {
  std::atomic<bool> entered{false};
  Running here([&](Request const& request) {
    entered = true;
    std::this_thread::sleep_for(200ms);
    return echo(request);
  });
  RawClient busy(here.server.port()), idle(here.server.port());
  busy.send("GET /last HTTP/1.1\r\nHost: h\r\n\r\n");
  while (!entered) std::this_thread::yield();
  auto port = here.server.port();
  auto begin = std::chrono::steady_clock::now();
  here.server.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 3s);
  auto answer = busy.receive();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers["connection"], "close");
  EXPECT_TRUE(idle.closed_by_server());
  EXPECT_FALSE(RawClient(port).connected());
}

}  // namespace
}  // namespace drivetrain::platform::test
