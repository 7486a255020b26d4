// The whole thing over a socket: start, ask, move time, stop, and go on where it stopped.
#include "app/serve.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <future>

#include "app/known_head.h"
#include "app/model_evidence.h"
#include "app/small_company_for_test.h"
#include "decisions/commands.h"
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
  EXPECT_NE((*served)->note().find("was not made from version"), std::string::npos) << (*served)->note();
  EXPECT_NE((*served)->note().find("drivetrain export --model " + options.model + " --data " + options.data + " --force"), std::string::npos) << (*served)->note();
}

TEST_F(ServeTest, WritesTheFilesOfACompanyAndOfNoDemo) {
  auto in_files = [&] { return model::revision_of(platform::read_tree(options.model, model::belongs_to_model).take()); };
  auto approve = [&](Served& served, int running) {
    auto& runtime = served.runtime();
    auto files = runtime.company().model().files;
    auto& text = files["strategy.yaml"];
    auto replace = [&](std::string const& id, int weight) {
      auto at = text.find("weight: ", text.find("metadata: {id: " + id)) + 8;
      text.replace(at, 2, std::to_string(weight));
    };
    replace("keep-running", running), replace("margin", 100 - running);
    auto proposed = runtime.propose(journal::Actor::person("lea"), {"Other weights", "the numbers say so", "", false, ""}, {{"strategy.yaml", text, false}});
    EXPECT_TRUE(proposed.accepted()) << proposed.refusal->message;
    std::string live;
    EXPECT_TRUE(runtime.journal().read([&] { for (auto const& [id, one] : runtime.company().decisions.live) live = id; }).ok());
    auto taken = runtime.ask(journal::Actor::person("max"), decisions::TakeDecision{live, "approve", "because"});
    EXPECT_TRUE(taken.accepted()) << taken.refusal->message;
    served.look_at_folder();
  };
  options.reload = options.write_model = true;
  {
    auto demo = Served::start(options);
    ASSERT_TRUE(demo.ok()) << demo.error().message;
    approve(**demo, 56);
    EXPECT_EQ(in_files(), model::revision_of(test::small_company()));
  }
  options.demo = false;
  options.data = folder.path() + "/company";
  std::string written;
  {
    std::vector<std::string> said;  // by the watch or by the look that is asked for, whichever comes first
    options.say_folder = [&](ServedFolder::Look const& seen) { said.push_back(seen.text); };
    auto served = Served::start(options);
    ASSERT_TRUE(served.ok()) << served.error().message;
    approve(**served, 55);
    written = (*served)->runtime().company().model().revision;
    (*served)->stop();
    ASSERT_FALSE(said.empty());
    EXPECT_NE(said.front().find("wrote version " + written.substr(0, 8)), std::string::npos) << said.front();
  }
  EXPECT_EQ(in_files(), written);
  options.say_folder = {};
  auto again = Served::start(options);
  ASSERT_TRUE(again.ok()) << again.error().message;
  EXPECT_EQ((*again)->note(), "") << "the folder is the version in force";
  auto text = platform::read_file(options.model + "/strategy.yaml").take();
  text.replace(text.find("weight: 55"), 10, "weight: 58").replace(text.find("weight: 45"), 10, "weight: 42");
  ASSERT_TRUE(platform::write_file(options.model + "/strategy.yaml", text).ok());
  (*again)->look_at_folder();
  EXPECT_EQ((*again)->runtime().company().model().revision, in_files()) << "and is edited on by hand";
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

TEST_F(ServeTest, NoticesAnAlteredJournalGoesOnAndSaysSo) {
  { ASSERT_TRUE(Served::start(options).ok()); }
  {
    auto connection = platform::Connection::open(options.data + "/journal.db", platform::Access::read_write, 1'000);
    ASSERT_TRUE(connection.ok());
    ASSERT_TRUE((*connection)->execute("UPDATE records SET actor_id = 'somebody else' WHERE position = 1").ok());
  }
  std::promise<std::string> heard;
  auto alarm = heard.get_future();
  options.say_alarm = [&heard](std::string const& text) { heard.set_value(text); };
  auto served = Served::start(options);
  ASSERT_TRUE(served.ok()) << "from its snapshot it starts all the same: " << served.error().message;
  ASSERT_EQ(alarm.wait_for(std::chrono::seconds(30)), std::future_status::ready);
  EXPECT_NE(alarm.get().find("record 1 does not continue the chain"), std::string::npos);
  EXPECT_NE(exchange(**served, "GET /metrics HTTP/1.1").body.find("\ndrivetrain_journal_verified 0\n"), std::string::npos);
  EXPECT_EQ(exchange(**served, "GET /readyz HTTP/1.1").body, "ok") << "it stops nothing";
}

TEST_F(ServeTest, DoesNotGoOnWhereAJournalHasLostItsEnd) {
  { ASSERT_TRUE(Served::start(options).ok()); }
  auto known = known_head(options.data);
  ASSERT_TRUE(known) << "who stops says how far it reached";
  {
    auto connection = platform::Connection::open(options.data + "/journal.db", platform::Access::read_write, 1'000);
    ASSERT_TRUE(connection.ok());
    ASSERT_TRUE((*connection)->execute("DELETE FROM records WHERE position > 2").ok());
  }
  auto refused = Served::start(options);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, "DT-X952") << refused.error().message;
  {
    auto store = platform::SqliteStore::open(options.data, platform::Access::read_only);
    EXPECT_EQ(*(*store)->head(), 2u) << "nothing was written over what is missing";
    auto head = head_of(**store, known->seen_at, "test");
    ASSERT_TRUE(accept_head(options.data, **head).ok());
  }
  auto accepted = Served::start(options);
  EXPECT_TRUE(accepted.ok()) << accepted.error().message;
}

TEST_F(ServeTest, NobodyElseReadsItsData) {
  auto before = ::umask(0);
  {
    auto served = Served::start(options);
    ASSERT_TRUE(served.ok()) << served.error().message;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(options.data)) {
      struct stat about{};
      if (::stat(entry.path().c_str(), &about) != 0) continue;  // put in its place meanwhile
      EXPECT_EQ(about.st_mode & 077, 0u) << entry.path();
    }
  }
  for (auto const& entry : std::filesystem::recursive_directory_iterator(options.data)) {
    struct stat about{};
    ASSERT_EQ(::stat(entry.path().c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 077, 0u) << entry.path();
  }
  ::umask(before);
}

TEST_F(ServeTest, WarnsWhereOthersCouldReadAlong) {
  options.demo = false;
  for (auto const* address : {"127.0.0.1", "127.0.0.2", "::1", "localhost"}) {
    options.address = address;
    EXPECT_EQ(warning_of_address(options), "") << address;
  }
  for (auto const* address : {"0.0.0.0", "::", "192.168.1.7"}) {
    options.address = address;
    options.public_url = "";
    auto warning = warning_of_address(options);
    for (auto const* words : {address, "without https", "--public-url"}) EXPECT_NE(warning.find(words), std::string::npos) << warning;
    EXPECT_EQ(warning.find("demo"), std::string::npos);
    options.public_url = "http://mill.example";
    EXPECT_NE(warning_of_address(options), "");
    options.public_url = "https://mill.example";
    EXPECT_EQ(warning_of_address(options), "");
  }
  options.public_url = "";
  options.demo = true;
  EXPECT_NE(warning_of_address(options).find("acts as any of its people"), std::string::npos);
}

}  // namespace
}  // namespace drivetrain::app
