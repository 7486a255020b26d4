// What holds for every operation alike: versions, writes sent again, pages, turns, figures.
#include "app/api/client_for_test.h"

#include "base/text.h"

namespace drivetrain::app::api {
namespace {

using Headers = std::map<std::string, std::string>;

class ConventionsTest : public test::ApiTest {
 protected:
  ConventionsTest() { machine_stands_still = false; }
  test::Answer write(std::string const& path, std::string const& body, Headers headers) { return send("POST", "/api/v1" + path, body, std::move(headers)); }
  std::string tag_of(std::string const& path) { return get(path).headers["ETag"]; }
  std::uint64_t head() { return runtime->journal().durable(); }
};

TEST_F(ConventionsTest, AnAnswerThatIsKnownAlreadyIsNotSentAgain) {
  auto first = get("/people");
  auto tag = first.headers["ETag"];
  EXPECT_EQ(tag.size(), 34u) << tag;
  auto again = send("GET", "/api/v1/people", "", {{"if-none-match", tag}});
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.text.empty());
  EXPECT_EQ(again.headers["ETag"], tag);
  EXPECT_EQ(send("GET", "/api/v1/people", "", {{"if-none-match", "\"other\", " + tag}}).status, 304);
  EXPECT_EQ(send("GET", "/api/v1/people", "", {{"if-none-match", "\"other\""}}).status, 200);
}

TEST_F(ConventionsTest, AWriteOnWhatHasChangedSinceIsRefused) {
  sign_in("ann");
  auto repair = start_repair("M-1", "critical");
  auto seen = tag_of("/cases/" + repair);
  EXPECT_EQ(tag_of("/cases/" + repair), seen);
  pass(hours(1));
  EXPECT_EQ(tag_of("/cases/" + repair), seen) << "time alone changes nothing";
  sign_in("max");
  EXPECT_EQ(write("/cases/" + repair + "/cancel", R"({"reason":"sold"})", {{"if-match", "\"" + repair + ".1\""}}).status, 412);
  auto refused = write("/cases/" + repair + "/cancel", R"({"reason":"sold"})", {{"if-match", "\"nothing\""}});
  EXPECT_EQ(refused.word("code"), "DT-X907");
  EXPECT_EQ(refused.headers["ETag"], seen);
  EXPECT_EQ(write("/cases/" + repair + "/cancel", R"({"reason":"sold"})", {{"if-match", seen}}).status, 200);
  EXPECT_NE(tag_of("/cases/" + repair), seen);
  EXPECT_EQ(write("/cases/" + repair + "/cancel", R"({"reason":"sold"})", {{"if-match", seen}}).status, 412);
  EXPECT_EQ(write("/drift/measure", "{}", {{"if-match", seen}}).status, 412) << "nothing there has a version";
}

TEST_F(ConventionsTest, AChangeSaysFromWhichVersionItWasMade) {
  sign_in("lea");
  constexpr char const* body = R"({"title":"t","reason":"r","edits":{"set_weight":[{"objective":"keep-running","weight":20},{"objective":"margin","weight":80}]}})";
  EXPECT_EQ(post("/changes", body).status, 428);
  EXPECT_EQ(write("/changes", body, {{"if-match", "\"an older one\""}}).status, 412);
  EXPECT_EQ(tag_of("/model/versions"), "\"" + get("/session").word("revision") + "\"");
  EXPECT_EQ(write("/changes", body, {{"if-match", tag_of("/model/versions")}}).status, 200);
}

TEST_F(ConventionsTest, AWriteSentAgainIsDoneOnce) {
  sign_in("ann");
  auto start = [&](std::string const& key, std::string const& business_key) {
    return write("/cases", R"({"process":"repair","business_key":")" + business_key + R"(","service":"repair-service","tier":"critical","customer":"Aqua West","variables":{"delay_hours":4}})",
                 {{"idempotency-key", key}});
  };
  auto first = start("one", "M-1");
  ASSERT_EQ(first.status, 200) << first.text;
  EXPECT_FALSE(first.headers.contains("Idempotency-Replayed"));
  auto after = head();
  auto again = start("one", "M-1");
  EXPECT_EQ(again.text, first.text);
  EXPECT_EQ(again.headers["Idempotency-Replayed"], "true");
  EXPECT_EQ(again.headers["Drivetrain-Position"], first.headers["Drivetrain-Position"]);
  EXPECT_EQ(head(), after) << "nothing more happened";
  EXPECT_EQ(start("one", "M-2").status, 422);
  EXPECT_NE(start("two", "M-1").word("id"), first.word("id"));
  sign_in("bob");
  EXPECT_NE(start("one", "M-1").word("id"), first.word("id")) << "a key belongs to its sender";
  EXPECT_EQ(start(std::string(201, 'x'), "M-3").status, 422);
}

TEST_F(ConventionsTest, ARefusalIsRepeatedToo) {
  sign_in("ann");
  auto refused = write("/cases/case-404/cancel", R"({"reason":"r"})", {{"idempotency-key", "k"}});
  EXPECT_EQ(refused.status, 404);
  auto after = head();
  EXPECT_EQ(write("/cases/case-404/cancel", R"({"reason":"r"})", {{"idempotency-key", "k"}}).text, refused.text);
  EXPECT_EQ(head(), after);
}

TEST_F(ConventionsTest, AKeyIsForgottenAfterADay) {
  sign_in("ann");
  auto measure = [&] { return write("/drift/measure", "{}", {{"idempotency-key", "k"}}); };
  EXPECT_EQ(measure().status, 200);
  pass(hours(11));
  EXPECT_EQ(measure().headers["Idempotency-Replayed"], "true");
  pass(hours(11));
  EXPECT_EQ(measure().headers["Idempotency-Replayed"], "true");
  pass(hours(3));
  EXPECT_FALSE(measure().headers.contains("Idempotency-Replayed"));
}

TEST_F(ConventionsTest, ALinkLeadsToTheNextPage) {
  sign_in("ann");
  for (int i = 0; i < 3; ++i) start_repair("M-" + std::to_string(i), "standard");
  auto first = get("/audit?limit=2&kind=event");
  auto link = first.headers["Link"];
  ASSERT_TRUE(link.starts_with("</api/v1/audit?kind=event&limit=2&cursor=") && link.ends_with(">; rel=\"next\"")) << link;
  auto next = send("GET", link.substr(1, link.find('>') - 1));
  EXPECT_EQ(next.status, 200);
  EXPECT_EQ(next.size(), 2u);
  EXPECT_NE(next.text, first.text);
  EXPECT_FALSE(get("/cases").headers.contains("Link")) << "all of them are on this page";
}

TEST_F(ConventionsTest, WhoAsksTooOftenWaits) {
  int answered = 0;
  while (get("/clock").status == 200 && answered < 10'000) ++answered;
  EXPECT_EQ(answered, 500);
  auto refused = get("/clock");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.headers["Retry-After"], "1");
  pass(seconds(1));
  EXPECT_EQ(get("/clock").status, 200);
}

TEST_F(ConventionsTest, FiguresAreOpenMetrics) {
  sign_in("ann");
  get("/cases/case-404");
  auto text = send("GET", "/metrics").text;
  EXPECT_TRUE(text.ends_with("# EOF\n"));
  EXPECT_NE(text.find("drivetrain_http_requests_total{operation=\"get_case\",status=\"404\"} 1\n"), std::string::npos) << text;
  EXPECT_NE(text.find("drivetrain_http_request_seconds_bucket{operation=\"get_case\",le=\"+Inf\"} 1\n"), std::string::npos);
  EXPECT_NE(text.find("drivetrain_journal_records_total " + std::to_string(head()) + "\n"), std::string::npos);
  EXPECT_NE(text.find("drivetrain_sessions 1\n"), std::string::npos);
  EXPECT_EQ(text.find("M-1"), std::string::npos);
  for (auto line : split(text, '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    auto blank = line.rfind(' ');
    EXPECT_TRUE(Decimal::parse(line.substr(blank + 1))) << line;
  }
}

TEST_F(ConventionsTest, AServerThatIsAboutToStopIsAliveAndNotReady) {
  EXPECT_EQ(send("GET", "/readyz").status, 200);
  api->drain();
  EXPECT_EQ(send("GET", "/readyz").status, 503);
  EXPECT_EQ(send("GET", "/livez").status, 200);
}

}  // namespace
}  // namespace drivetrain::app::api
