// A client of the API without sockets: requests go through the router, and every answer is held against the contract, so that each
// test of anything is also a test of the schemas.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "app/api/api.h"
#include "app/api/contract.h"
#include "app/small_company_for_test.h"
#include "feel/json.h"
#include "journal/sim_world.h"

namespace drivetrain::app::api::test {

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;
  std::string text;
  feel::Value body;                  ///< null when it is no JSON
  feel::Value at(std::string_view path) const { return body.at(path); }
  std::string word(std::string_view path) const {
    auto value = body.at(path);
    return value.kind() == feel::Kind::string ? std::string(value.string()) : feel::to_text(value);
  }
  feel::List items() const {
    auto items = body.at("items");
    return items.kind() == feel::Kind::list ? items.list() : feel::List();
  }
  feel::Value item(std::size_t index) const {
    auto items = body.at("items");
    return items.kind() == feel::Kind::list && index < items.list().size() ? items.list()[index] : feel::Value();
  }
  std::size_t size() const {
    auto items = body.at("items");
    return items.kind() == feel::Kind::list ? items.list().size() : 0;
  }
  std::shared_ptr<platform::EventStream> events;
};

class ApiTest : public testing::Test {
 protected:
  void SetUp() override {
    world = std::make_unique<journal::SimWorld>();
    secrets = platform::AccessStore::open(":memory:").take();
    start_up();
    auto deployed = runtime->deploy_first(model::compile(files(), {runtime->company().today(runtime->now())}));
    ASSERT_TRUE(deployed.ok()) << deployed.error().message;
    ASSERT_TRUE(deployed->accepted());
    ASSERT_TRUE(api->open().ok());
  }

  /// The company's model.
  virtual model::Files files() const { return app::test::small_company(); }

  /// A process on the world's store, as after a restart.
  void start_up() {
    api.reset();
    runtime = std::make_unique<Runtime>(world->world());
    ASSERT_TRUE(runtime->open().ok());
    ApiOptions options;
    options.demo = demo;
    options.data = data_folder;
    if (machine_stands_still) {
      options.machine_clock = &machine_clock;
      options.requests_per_second = 0;
    }
    options.access_store = secrets.get();
    options.access.cost = {64, 1};  // tests sign in often, and guard nothing
    options.access.operator_key = "the operator's key";
    api = std::make_unique<Api>(*runtime, world->world(), options);
  }

  Answer send(std::string const& method, std::string const& target, std::string const& body = {}, std::map<std::string, std::string> headers = {}) {
    auto parsed = platform::parse_target(target);
    EXPECT_TRUE(parsed) << target;
    platform::Request request{method, parsed->path, parsed->query, std::move(headers), body, "127.0.0.1"};
    request.headers.try_emplace("host", "127.0.0.1:8080");
    if (!cookie.empty()) request.headers.try_emplace("cookie", cookie);
    if (!bearer.empty()) request.headers.try_emplace("authorization", "Bearer " + bearer);
    request.headers.try_emplace("drivetrain-request", "1");
    if (method == "POST" || method == "PUT" || method == "PATCH") request.headers.try_emplace("content-type", "application/json");
    auto response = api->answer(request);
    Answer answer;
    answer.status = response.status;
    for (auto const& [name, value] : response.headers) answer.headers[name] = value;
    answer.text = response.body;
    answer.events = response.events;
    if (auto json = feel::from_json(response.body)) answer.body = json.take();
    check_answer(method, parsed->path, answer);
    return answer;
  }
  Answer get(std::string const& path) { return send("GET", "/api/v1" + path); }
  Answer post(std::string const& path, std::string const& body) { return send("POST", "/api/v1" + path, body); }

  Answer sign_in(std::string const& person) {
    auto answer = post("/session", R"({"person":")" + person + R"("})");
    auto set = answer.headers["Set-Cookie"];
    cookie = set.substr(0, set.find(';'));
    return answer;
  }

  /// Lets time pass; timers ring at their own time.
  void pass(Duration time) {
    auto target = world->clock.now() + time;
    while (auto due = runtime->journal().next_timer()) {
      if (*due > target) break;
      world->clock.set(*due);
      ASSERT_TRUE(runtime->journal().catch_up().ok());
    }
    world->clock.set(target);
  }

  std::string start_repair(std::string const& key, std::string const& tier) {
    return post("/cases", R"({"process":"repair","business_key":")" + key + R"(","service":"repair-service","tier":")" + tier +
                              R"(","customer":"Aqua West","variables":{"delay_hours":4}})").word("id");
  }

  std::unique_ptr<journal::SimWorld> world;
  std::unique_ptr<Runtime> runtime;
  std::unique_ptr<Api> api;
  std::unique_ptr<platform::AccessStore> secrets;
  std::string cookie, bearer;
  std::string data_folder;           ///< of the notes about backups; the journal itself is in memory
  bool demo = true;
  bool machine_stands_still = true;  ///< whoever lets days pass in the company stays signed in; a test of access lets them pass for the machine too
  journal::SimClock machine_clock{*parse_instant("2026-03-27T08:00:00Z")};

 private:
  /// Whatever the status, the body fits what the contract promises for it.
  void check_answer(std::string const& method, std::string const& path, Answer const& answer) {
    Route const* found = nullptr;
    Router router;
    for (auto const& route : api->routes()) router.add(route);
    auto match = router.find(method, path);
    found = match.route;
    if (!found || answer.events || answer.status == 204 || answer.status == 304 || answer.headers.at("Content-Type").find("json") == std::string::npos) return;
    auto const* operation = Contract::current().find(found->operation);
    ASSERT_NE(operation, nullptr) << found->operation;
    for (auto const& misfit : Contract::current().check_answer(*operation, answer.status, answer.body))
      ADD_FAILURE() << method << " " << path << " → " << answer.status << ": " << misfit.pointer << " " << misfit.detail << "\n" << answer.text.substr(0, 1500);
  }
};

}  // namespace drivetrain::app::api::test
