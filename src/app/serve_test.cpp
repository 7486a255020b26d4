// The whole thing over a socket: start, ask, move time, stop, and go on where it stopped.
#include "app/serve.h"

#include <gtest/gtest.h>

#include "app/model_evidence.h"
#include "app/small_company_for_test.h"
#include "platform/files.h"
#include "platform/raw_client_for_test.h"
#include "platform/sqlite.h"
#include "platform/sqlite_store.h"
#include "platform/temporary_folder_for_test.h"

namespace drivetrain::app {
namespace {

class ServeTest : public testing::Test {
 protected:
  void SetUp() override {
    options.model = folder.path() + "/model";
    options.data = folder.path() + "/data";
    options.port = 0;
    options.demo = true;
    options.speed = 0;
    options.start = *parse_instant("2026-03-27T08:00:00Z");
    for (auto const& [path, content] : test::small_company()) ASSERT_TRUE(platform::write_file(options.model + "/" + path, content).ok());
  }
  static std::uint16_t port_of(Served const& served) { return static_cast<std::uint16_t>(std::stoi(served.url().substr(served.url().rfind(':') + 1))); }
  static platform::test::RawResponse exchange(Served const& served, std::string const& head, std::string const& body = {}) {
    platform::test::RawClient client(port_of(served));
    client.send(head + "\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    return client.receive();
  }
  platform::test::TemporaryFolder folder;
  ServeOptions options;
};

TEST_F(ServeTest, AnswersMovesTimeAndGoesOnWhereItStopped) {
  {
    auto served = Served::start(options);
    ASSERT_TRUE(served.ok()) << served.error().message;
    EXPECT_NE(exchange(**served, "GET /api/v1/session HTTP/1.1").body.find("\"id\":\"mill\""), std::string::npos);
    auto signed_in = exchange(**served, "POST /api/v1/session HTTP/1.1", R"({"person":"ann"})");
    auto cookie = signed_in.headers["set-cookie"];
    cookie = cookie.substr(0, cookie.find(';'));
    ASSERT_TRUE(cookie.starts_with("drivetrain_session=")) << signed_in.body;
    auto moved = exchange(**served, "POST /api/v1/clock/advance HTTP/1.1\r\nOrigin: http://127.0.0.1\r\nCookie: " + cookie, R"({"duration":"P1D"})");
    EXPECT_NE(moved.body.find("\"now\":\"2026-03-28T08:00:00Z\""), std::string::npos) << moved.body;
    auto second = Served::start(options);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().code, "DT-X922");
  }
  options.start.reset();
  auto again = Served::start(options);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_NE(exchange(**again, "GET /api/v1/clock HTTP/1.1").body.find("\"now\":\"2026-03-28T08:00:00Z\""), std::string::npos);
  EXPECT_TRUE((*again)->note().empty());
  (*again)->stop();
}

TEST_F(ServeTest, AnAlteredModelFileIsNamedAndNotRunOn) {
  { ASSERT_TRUE(Served::start(options).ok()); }
  {
    auto connection = platform::Connection::open(options.data + "/journal.db", platform::Access::read_write, 1'000);
    ASSERT_TRUE(connection.ok()) << connection.error().message;
    ASSERT_TRUE((*connection)->execute("UPDATE blobs SET content = CAST(replace(CAST(content AS TEXT), 'weight: 60', 'weight: 70') AS BLOB)").ok());
    auto store = platform::SqliteStore::open(options.data, platform::Access::read_only);
    ASSERT_TRUE(store.ok());
    auto evidence = verify_model_files(**store);
    ASSERT_TRUE(evidence.ok());
    ASSERT_EQ(evidence->problems.size(), 1u);
    EXPECT_NE(evidence->problems.front().find("strategy.yaml of version"), std::string::npos) << evidence->problems.front();
  }
  auto again = Served::start(options);
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.error().code, "DT-X920");
  EXPECT_NE(again.error().message.find("strategy.yaml"), std::string::npos) << again.error().message;
}

TEST_F(ServeTest, SaysWhenTheFolderDiffersFromTheVersionInForce) {
  { ASSERT_TRUE(Served::start(options).ok()); }
  auto weights = test::small_company()["strategy.yaml"];
  weights.replace(weights.find("weight: 60"), 10, "weight: 50");
  weights.replace(weights.find("weight: 40"), 10, "weight: 50");
  ASSERT_TRUE(platform::write_file(options.model + "/strategy.yaml", weights).ok());
  auto served = Served::start(options);
  ASSERT_TRUE(served.ok());
  EXPECT_NE((*served)->note().find("propose what changed"), std::string::npos);
}

TEST_F(ServeTest, RefusesAnIncoherentModelWithItsFindings) {
  auto weights = test::small_company()["strategy.yaml"];
  weights.replace(weights.find("weight: 60"), 10, "weight: 61");
  ASSERT_TRUE(platform::write_file(options.model + "/strategy.yaml", weights).ok());
  model::Compilation incoherent;
  auto served = Served::start(options, &incoherent);
  ASSERT_FALSE(served.ok());
  EXPECT_EQ(served.error().code, "DT-X908");
  ASSERT_TRUE(incoherent.model);
  EXPECT_EQ(incoherent.diagnostics.all().front().code, "DT-S101");
}

TEST_F(ServeTest, SaysWhichPortIsTaken) {
  auto first = Served::start(options);
  ASSERT_TRUE(first.ok());
  auto other = options;
  other.data = folder.path() + "/other";
  other.port = port_of(**first);
  auto second = Served::start(other);
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().code, "DT-X928");
}

}  // namespace
}  // namespace drivetrain::app
