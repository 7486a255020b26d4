// Images: what goes in comes out, equal states are equal bytes, and a changed layout has a changed name.
#include "base/image.h"

#include <gtest/gtest.h>

namespace drivetrain::image {
namespace {

enum class Mood : std::uint8_t { calm, cross };

struct Numbered {
  std::string text;
  std::optional<Instant> at;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "text", self.text);
    visit(4, "at", self.at);
  }
  bool operator==(Numbered const&) const = default;
};

struct Bench {
  std::uint64_t number = 0;
  Mood mood = Mood::calm;
  bool busy = false;
  double hours = 0;
  Date since;
  Duration worked;
  Decimal cost;
  std::deque<std::optional<std::string>> notes;
  std::map<std::string, std::vector<Numbered>> by_name;
  std::unordered_map<std::string, std::int32_t> counts;
  bool operator==(Bench const&) const = default;
};

Bench full() {
  Bench bench;
  bench.number = UINT64_MAX;
  bench.mood = Mood::cross;
  bench.busy = true;
  bench.hours = -0.1;
  bench.since = {2026, 3, 29};
  bench.worked = {-5};
  bench.cost = *Decimal::parse("12.50");
  bench.notes = {"a", std::nullopt, std::string("\0b", 2), ""};
  bench.by_name = {{"", {}}, {"x", {{"one", Instant{-1}}, {"", std::nullopt}}}};
  for (int i = 0; i < 100; ++i) bench.counts["key " + std::to_string(i)] = -i;
  return bench;
}

Bytes bytes_of(Bench const& bench) {
  Bytes out;
  put(out, bench);
  return out;
}

TEST(Image, WhatGoesInComesOut) {
  auto bytes = bytes_of(full());
  Source source(bytes);
  Bench read;
  ASSERT_TRUE(get(source, read));
  EXPECT_TRUE(source.in.done());
  EXPECT_EQ(read, full());
  EXPECT_EQ(bytes_of(read), bytes);
}

TEST(Image, EqualStatesHaveEqualBytesHoweverTheyCameAbout) {
  Bench other = full();
  other.counts.clear();
  other.counts.rehash(4'096);
  for (int i = 99; i >= 0; --i) other.counts["key " + std::to_string(i)] = -i;
  EXPECT_EQ(bytes_of(other), bytes_of(full()));
}

TEST(Image, CutOrDamagedBytesAreRefusedNotRead) {
  auto bytes = bytes_of(full());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Source source{std::span(bytes).first(size)};
    Bench read;
    EXPECT_FALSE(get(source, read)) << size;
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto damaged = bytes;
    damaged[at] ^= 0xFF;
    Source source(damaged);
    Bench read;
    (void)get(source, read);  // may be readable by chance, but must not run away
  }
}

struct Before {
  std::int32_t a = 0;
  std::map<std::string, std::vector<Numbered>> inner;
};
struct Renamed {
  std::int32_t b = 0;
  std::map<std::string, std::vector<Numbered>> other;
};
struct Wider {
  std::int64_t a = 0;
  std::map<std::string, std::vector<Numbered>> inner;
};
struct Longer {
  std::int32_t a = 0;
  std::map<std::string, std::vector<Numbered>> inner;
  bool more = false;
};
struct NumberedAnew {
  std::string text;
  std::optional<Instant> at;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit(1, "text", self.text);
    visit(5, "at", self.at);
  }
};
struct DeepChange {
  std::int32_t a = 0;
  std::map<std::string, std::vector<NumberedAnew>> inner;
};

TEST(Image, AChangedLayoutHasAnotherName) {
  auto before = layout_of<Before>();
  EXPECT_EQ(before, "(i4 map<text>to<list<{1 text text 4 at optional<instant> }>> )");
  EXPECT_EQ(before, layout_of<Renamed>());
  EXPECT_NE(before, layout_of<Wider>());
  EXPECT_NE(before, layout_of<Longer>());
  EXPECT_NE(before, layout_of<DeepChange>());
}

}  // namespace
}  // namespace drivetrain::image
