// JSON out: decimals stay decimals, texts stay texts.
#include "base/json_writer.h"

#include <gtest/gtest.h>

#include <cmath>

namespace drivetrain {
namespace {

struct Role {};
enum class Mood { calm = 1, busy = 2 };
std::string_view to_string(Mood mood) { return mood == Mood::calm ? "calm" : "busy"; }
enum class Plain { one = 1 };

struct Point {
  int x = 0;
};
void write_json(JsonWriter& out, Point const& point) { out.begin_array().value(point.x).end_array(); }

struct Note {
  std::string text;
  std::optional<Decimal> amount;
  std::vector<std::string> tags;
  Instant at;
  Duration lead;
  Date due;
  Id<Role> owner;
  Mood mood = Mood::busy;
  Plain plain = Plain::one;
  bool done = false;
  std::vector<Point> points;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "text", self.text);
    visit(2, "amount", self.amount);
    visit(3, "tags", self.tags);
    visit(4, "at", self.at);
    visit(5, "lead", self.lead);
    visit(6, "due", self.due);
    visit(7, "owner", self.owner);
    visit(8, "mood", self.mood);
    visit(9, "plain", self.plain);
    visit(10, "done", self.done);
    visit(11, "points", self.points);
  }
};

TEST(JsonWriter, a_listed_type_becomes_an_object) {
  Note note{"hold the line", *Decimal::parse("0.10"), {"a", "b"}, {0}, minutes(90), {2026, 3, 27}, Id<Role>("planner"), Mood::busy, Plain::one, true, {{1}, {2}}};
  EXPECT_EQ(to_json(note),
            R"({"text":"hold the line","amount":0.10,"tags":["a","b"],"at":"1970-01-01T00:00:00Z","lead":"PT1H30M",)"
            R"("due":"2026-03-27","owner":"planner","mood":"busy","plain":1,"done":true,"points":[[1],[2]]})");
}

TEST(JsonWriter, absent_is_null_and_empty_is_empty) {
  EXPECT_EQ(to_json(std::optional<Decimal>()), "null");
  EXPECT_EQ(to_json(std::vector<std::string>()), "[]");
  EXPECT_EQ(to_json(std::vector<std::vector<int>>{{1, 2}, {}, {3}}), "[[1,2],[],[3]]");
}

TEST(JsonWriter, texts_are_escaped) {
  EXPECT_EQ(to_json(std::string("a\"b\\c\n\r\t\x01\x1F/ü")), R"("a\"b\\c\n\r\t\u0001\u001f/ü")");
  EXPECT_EQ(to_json(std::string("nul\0!", 5)), R"("nul\u0000!")");
}

TEST(JsonWriter, decimals_have_no_exponent_and_no_loss) {
  EXPECT_EQ(to_json(*Decimal::parse("0.1")), "0.1");
  EXPECT_EQ(to_json(*Decimal::parse("0.1234567890123456789012345678901234")), "0.1234567890123456789012345678901234");
  EXPECT_EQ(to_json(*Decimal::parse("1000000")), "1000000");
}

TEST(JsonWriter, doubles_read_back_equal_or_are_null) {
  EXPECT_EQ(to_json(0.1), "0.1");
  EXPECT_EQ(to_json(std::nan("")), "null");
  EXPECT_EQ(to_json(HUGE_VAL), "null");
  EXPECT_EQ(std::stod(to_json(1.0 / 3)), 1.0 / 3);
}

TEST(JsonWriter, commas_only_between) {
  JsonWriter out;
  out.begin_object().field("a", 1).key("b").begin_array().value(true).null().raw("{}").end_array().field("c", -1).end_object();
  EXPECT_EQ(out.text(), R"({"a":1,"b":[true,null,{}],"c":-1})");
}

}  // namespace
}  // namespace drivetrain
