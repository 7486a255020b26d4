// Codec: old journals must keep replaying, and damaged ones must be noticed.
#include "base/codec.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/random.h"

namespace drivetrain {
namespace {

struct Role {};
enum class Mood : std::uint8_t { calm = 1, busy = 7 };

struct Line {
  std::string item;
  Decimal amount;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(2, "amount", self.amount);
  }
  bool operator==(Line const&) const = default;
};

struct Order {
  bool urgent = false;
  std::int64_t count = 0;
  std::uint16_t small = 0;
  Mood mood = Mood::calm;
  double share = 0;
  std::string customer;
  Instant at;
  Duration lead;
  Date due;
  Id<Role> owner;
  Bytes seal;
  std::optional<std::string> note;
  std::optional<std::int64_t> level;
  std::vector<Line> lines;
  std::vector<std::int64_t> marks;
  std::vector<bool> flags;
  std::vector<std::string> tags;
  Line main;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "urgent", self.urgent);
    visit(2, "count", self.count);
    visit(3, "small", self.small);
    visit(4, "mood", self.mood);
    visit(5, "share", self.share);
    visit(6, "customer", self.customer);
    visit(7, "at", self.at);
    visit(8, "lead", self.lead);
    visit(9, "due", self.due);
    visit(10, "owner", self.owner);
    visit(11, "seal", self.seal);
    visit(12, "note", self.note);
    visit(13, "level", self.level);
    visit(14, "lines", self.lines);
    visit(15, "marks", self.marks);
    visit(16, "flags", self.flags);
    visit(17, "tags", self.tags);
    visit(200, "main", self.main);
  }
  bool operator==(Order const&) const = default;
};

Order sample() {
  Order order;
  order.urgent = true;
  order.count = -42;
  order.small = 65'535;
  order.mood = Mood::busy;
  order.share = -0.125;
  order.customer = "Fells Café";
  order.at = {-1};
  order.lead = hours(36);
  order.due = {2026, 3, 27};
  order.owner = Id<Role>("works-manager");
  order.seal = {0, 255, 128};
  order.note = "";
  order.level = std::numeric_limits<std::int64_t>::min();
  order.lines = {{"gear", *Decimal::parse("12.50")}, {"", Decimal(0)}, {std::string(300, 'x'), *Decimal::parse("1e300")}};
  order.marks = {0, -1, std::numeric_limits<std::int64_t>::max()};
  order.flags = {true, false, true};
  order.tags = {"a", "", "b"};
  order.main = {std::string(20'000, 'y'), Decimal(7)};
  return order;
}

TEST(Codec, everything_comes_back) {
  auto order = sample();
  Order back;
  ASSERT_TRUE(decode_fields(encode(order), back));
  EXPECT_EQ(back, order);
  EXPECT_EQ(back.lines[0].amount.to_string(), "12.50");
  EXPECT_EQ(encode(back), encode(order));
}

TEST(Codec, absent_optionals_and_empty_vectors_stay_so) {
  Order back;
  back.main.amount = Decimal(1);
  ASSERT_TRUE(decode_fields(encode(Order{}), back));
  EXPECT_EQ(back, Order{});
  EXPECT_FALSE(back.note);
}

struct OldLine {
  std::string item;
  std::string unit = "piece";  ///< a field that the writer did not have
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "item", self.item);
    visit(9, "unit", self.unit);
  }
};

TEST(Codec, unknown_fields_are_skipped_and_missing_ones_keep_their_default) {
  OldLine old;
  ASSERT_TRUE(decode_fields(encode(Line{"gear", Decimal(3)}), old));
  EXPECT_EQ(old.item, "gear");
  EXPECT_EQ(old.unit, "piece");
}

TEST(Codec, every_cut_is_noticed_or_ends_between_fields) {
  auto bytes = encode(Line{"gear", Decimal(3)});  // 1, 4, gear, 2, 16, number
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Line line;
    bool between_fields = size == 0 || size == 6;
    EXPECT_EQ(decode_fields(std::span(bytes).first(size), line), between_fields) << size;
  }
}

TEST(Codec, damaged_bodies_are_refused) {
  auto decodes = [](Bytes const& bytes) {
    Order order;
    return decode_fields(bytes, order);
  };
  EXPECT_TRUE(decodes({2, 1, 84}));
  EXPECT_FALSE(decodes({2, 1, 0x80}));                  // an integer that does not end
  EXPECT_FALSE(decodes({2, 2, 84, 84}));                // one and a half
  EXPECT_FALSE(decodes({2, 0}));                        // none
  EXPECT_FALSE(decodes({5, 7, 0, 0, 0, 0, 0, 0, 0}));   // a double of seven bytes
  EXPECT_FALSE(decodes({5, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
  EXPECT_FALSE(decodes({14, 3, 2, 1, 0}));              // a decimal of one byte inside a line
  EXPECT_FALSE(decodes({6, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 'x'}));  // longer than all memory
  Bytes not_a_number{14, 18, 2, 16};
  not_a_number.insert(not_a_number.end(), 16, 0xFF);
  EXPECT_FALSE(decodes(not_a_number));
}

TEST(Codec, junk_never_crashes) {
  Random random(3);
  auto good = encode(sample());
  for (int i = 0; i < 20'000; ++i) {
    auto bytes = good;
    for (int k = 0; k < 3; ++k) bytes[random.below(200)] = static_cast<std::uint8_t>(random.next());
    Order order;
    if (decode_fields(bytes, order)) encode(order);
  }
}

}  // namespace
}  // namespace drivetrain
