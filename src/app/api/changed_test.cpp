// What pages hear of changes: hello, then one event for each commit, and no gap for whoever was away for a moment.
#include "app/api/changed.h"

#include "app/api/client_for_test.h"

namespace drivetrain::app::api {
namespace {

class ChangedTest : public test::ApiTest {
 protected:
  struct Heard {
    std::string id, event;
    feel::Value data;
  };
  static std::vector<Heard> hear(platform::EventStream& stream) {
    std::vector<Heard> all;
    for (auto const& text : stream.take()) {
      Heard heard;
      for (std::size_t at = 0; at < text->size();) {
        auto end = text->find('\n', at);
        auto line = text->substr(at, end - at);
        if (line.starts_with("id: ")) heard.id = line.substr(4);
        if (line.starts_with("event: ")) heard.event = line.substr(7);
        if (line.starts_with("data: ")) heard.data = *feel::from_json(line.substr(6));
        at = end + 1;
      }
      for (auto const& misfit : Contract::current().check_schema("ChangedEvent", heard.data)) ADD_FAILURE() << misfit.pointer << " " << misfit.detail;
      EXPECT_EQ(heard.id, feel::to_text(heard.data.at("position")));
      all.push_back(std::move(heard));
    }
    return all;
  }
  static bool has(feel::Value const& list, char const* word) {
    for (auto const& one : list.list())
      if (one == feel::Value(word)) return true;
    return false;
  }
};

TEST_F(ChangedTest, SaysHelloThenWhatEachCommitChanged) {
  sign_in("ann");
  auto stream = get("/events").events;
  ASSERT_NE(stream, nullptr);
  auto hello = hear(*stream);
  ASSERT_EQ(hello.size(), 1u);
  EXPECT_EQ(hello[0].event, "hello");
  EXPECT_TRUE(hello[0].data.at("topics").list().empty());

  auto repair = start_repair("M-1", "critical");
  auto heard = hear(*stream);
  ASSERT_EQ(heard.size(), 1u);
  EXPECT_EQ(heard[0].event, "changed");
  EXPECT_TRUE(has(heard[0].data.at("topics"), "cases"));
  EXPECT_TRUE(has(heard[0].data.at("topics"), "work"));
  EXPECT_FALSE(has(heard[0].data.at("topics"), "issues"));
  EXPECT_TRUE(has(heard[0].data.at("subjects"), repair.c_str()));
  EXPECT_EQ(heard[0].data.at("position"), feel::Value(static_cast<std::int64_t>(runtime->journal().durable())));
}

TEST_F(ChangedTest, ResumesWithoutAGapOrSaysThatEverythingMayHaveChanged) {
  sign_in("ann");
  auto first = get("/events").events;
  start_repair("M-1", "critical");
  auto seen = hear(*first).back().id;
  start_repair("M-2", "critical");
  start_repair("M-3", "critical");
  auto resumed = hear(*send("GET", "/api/v1/events", "", {{"last-event-id", seen}}).events);
  ASSERT_EQ(resumed.size(), 3u);  // the two that were missed, then hello
  EXPECT_EQ(resumed[0].event, "changed");
  EXPECT_EQ(resumed[2].event, "hello");
  auto number = [](auto const& event) { return std::stoull(event.id); };
  EXPECT_LT(std::stoull(seen), number(resumed[0]));
  EXPECT_LT(number(resumed[0]), number(resumed[1])) << "who is cut off anywhere resumes there";
  EXPECT_LE(number(resumed[1]), number(resumed[2]));
  auto restored = hear(*send("GET", "/api/v1/events", "", {{"last-event-id", "99999999"}}).events);
  ASSERT_EQ(restored.size(), 2u);
  EXPECT_TRUE(has(restored[0].data.at("topics"), "all")) << "an id that this journal has not reached is of another one";
  auto stranger = hear(*send("GET", "/api/v1/events", "", {{"last-event-id", "abc"}}).events);
  ASSERT_EQ(stranger.size(), 2u);
  EXPECT_TRUE(has(stranger[0].data.at("topics"), "all"));
}

TEST_F(ChangedTest, ANewVersionMayChangeEverythingAndARefusalMovesTheDrift) {
  sign_in("dora");
  auto stream = get("/events").events;
  auto repair = start_repair("M-1", "critical");
  hear(*stream);
  for (auto const& [id, item] : runtime->company().coordination.items) post("/work-items/" + id + "/start", "{}");
  auto refused = hear(*stream);
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_TRUE(has(refused[0].data.at("topics"), "drift"));
  auto proposed = send("POST", "/api/v1/changes", R"({"title":"t","reason":"r","edits":{"set_weight":[{"objective":"keep-running","weight":20},{"objective":"margin","weight":80}]}})", {{"if-match", "*"}});
  ASSERT_EQ(proposed.status, 200) << proposed.text;
  auto live = get("/changes/" + proposed.word("id")).word("decision_live");
  hear(*stream);
  ASSERT_EQ(post("/decisions/" + live + "/take", R"({"outcome":"approve","reason":"r"})").status, 200);
  auto deployed = hear(*stream);
  ASSERT_FALSE(deployed.empty());
  EXPECT_TRUE(has(deployed[0].data.at("topics"), "all"));
}

TEST_F(ChangedTest, WhoHasGoneIsForgotten) {
  sign_in("ann");
  auto stream = get("/events").events;
  EXPECT_EQ(api->changed().subscribers(), 1u);
  stream->detach();
  start_repair("M-1", "critical");
  EXPECT_EQ(api->changed().subscribers(), 0u);
}

}  // namespace
}  // namespace drivetrain::app::api
