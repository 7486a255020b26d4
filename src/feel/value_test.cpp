// Values: what they hold, when they are equal, how they travel as text, JSON and journal bytes.
#include "feel/value.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "feel/codec.h"
#include "feel/expression.h"
#include "feel/json.h"

namespace drivetrain::feel {
namespace {

Value evaluated(std::string_view text) {
  auto compiled = compile(text, {});
  if (auto* error = std::get_if<CompileError>(&compiled)) {
    ADD_FAILURE() << text << ": " << error->message;
    return {};
  }
  auto result = std::get<Expression>(compiled).evaluate({});
  EXPECT_TRUE(result.warnings.empty()) << text << ": " << result.warnings.front().message;
  return result.value;
}

Value journalled(Value const& value) {
  Bytes bytes;
  Encoder encoder(bytes);
  Codec<Value>::put(encoder, value);
  Decoder decoder(bytes);
  Value back = "not read";
  EXPECT_TRUE(Codec<Value>::get(decoder, back));
  EXPECT_TRUE(decoder.done());
  return back;
}

Context job() {
  Context customer, order, top;
  customer.set("tier", "gold");
  order.set("customer", std::move(customer));
  order.set("delay hours", 7);
  top.set("job", std::move(order));
  return top;
}

TEST(Value, TakesSixteenBytesAndKnowsItsKind) {
  EXPECT_EQ(sizeof(Value), 16u);
  EXPECT_EQ(Value().kind(), Kind::null);
  EXPECT_EQ(Value(true).kind(), Kind::boolean);
  EXPECT_EQ(Value(12).kind(), Kind::number);
  EXPECT_EQ(Value(*Decimal::parse("-1.5e6000")).kind(), Kind::number);
  EXPECT_EQ(Value(*Decimal::parse("9999999999999999999999999999999999e6111")).kind(), Kind::number);
  EXPECT_EQ(Value("text").kind(), Kind::string);
  EXPECT_EQ(Value(Date{2026, 3, 27}).kind(), Kind::date);
  EXPECT_EQ(Value(Instant{0}).kind(), Kind::date_time);
  EXPECT_EQ(Value(hours(4)).kind(), Kind::days_duration);
  EXPECT_EQ(Value(MonthsDuration{14}).kind(), Kind::months_duration);
  EXPECT_EQ(Value(List{}).kind(), Kind::list);
  EXPECT_EQ(Value(Context{}).kind(), Kind::context);
  EXPECT_EQ(to_string(Kind::days_duration), "days and time duration");
}

TEST(Value, GivesBackWhatWentIn) {
  EXPECT_EQ(Value(Date{-999'999'999, 12, 31}).date(), (Date{-999'999'999, 12, 31}));
  EXPECT_EQ(Value(hours(-5)).duration(), hours(-5));
  EXPECT_EQ(Value(Instant{1'774'627'800'000'001}).instant(), Instant{1'774'627'800'000'001});
  EXPECT_EQ(Value(Instant{-1}).instant(), Instant{-1});
  TimeOfDay time{86'399'999'999'999, ZoneRef::of_offset(-64'800)};
  EXPECT_EQ(Value(time).time(), time);
  auto berlin = *ZoneRef::named("Europe/Berlin");
  DateTime moment{{999'999'999, 12, 31}, 86'399'999'999'999, berlin};
  EXPECT_EQ(Value(moment).date_time(), moment);
  EXPECT_EQ(Value(DaysDuration{-1, 999'999'999}).days_duration(), (DaysDuration{-1, 999'999'999}));
}

TEST(Value, SharesLargePartsWhenCopied) {
  Value text("a text that is shared");
  Value copy = text, moved = std::move(copy);
  EXPECT_EQ(text.string().data(), moved.string().data());
  copy = moved;
  moved = Value();
  EXPECT_EQ(copy.string(), "a text that is shared");
  copy = *&copy;
  EXPECT_EQ(copy.string(), "a text that is shared");
}

TEST(Value, IsEqualByDmnWithinAKindAndUnequalAcrossKinds) {
  EXPECT_EQ(Value(*Decimal::parse("1.10")), Value(*Decimal::parse("1.1")));
  EXPECT_NE(Value(1), Value("1"));
  EXPECT_NE(Value(0), Value(false));
  EXPECT_NE(Value(), Value(false));
  EXPECT_EQ(Value(List{1, "a"}), Value(List{1, "a"}));
  EXPECT_NE(Value(List{1, 2}), Value(List{2, 1}));
  Context a, b;
  a.set("x", 1), a.set("y", 2);
  b.set("y", 2), b.set("x", 1);
  EXPECT_EQ(Value(a), Value(b));
}

TEST(Value, ComparesMomentsAcrossZones) {
  EXPECT_EQ(evaluated("@\"2026-03-27T10:00:00Z\""), evaluated("@\"2026-03-27T11:00:00@Europe/Berlin\""));
  EXPECT_NE(evaluated("@\"2026-03-27T10:00:00Z\""), evaluated("@\"2026-03-27T10:00:00@Europe/Berlin\""));
}

TEST(Context, KeepsTheOrderWrittenAndReplacesByName) {
  Context context;
  context.set("b", 1), context.set("a", 2), context.set("b", 3);
  ASSERT_EQ(context.size(), 2u);
  EXPECT_EQ(context.entries()[0].first, "b");
  EXPECT_EQ(*context.find("b"), Value(3));
  EXPECT_EQ(context.find("c"), nullptr);
}

TEST(Value, IsReachedByPath) {
  Value value(job());
  EXPECT_EQ(value.at("job.customer.tier"), Value("gold"));
  EXPECT_EQ(value.at("job.delay hours"), Value(7));
  EXPECT_TRUE(value.at("job.customer.name").is_null());
  EXPECT_TRUE(value.at("job.customer.tier.letters").is_null());
  Context dotted;
  dotted.set("risk 2.1", "high");
  EXPECT_EQ(Value(dotted).at("risk 2.1"), Value("high"));
}

TEST(Value, ShowsAsFeelText) {
  EXPECT_EQ(to_text(Value(*Decimal::parse("1.20"))), "1.20");
  EXPECT_EQ(to_text(Value("a \"quoted\"\n\\ text")), R"("a \"quoted\"\n\\ text")");
  EXPECT_EQ(to_text(Value(List{1, 2})), "[1, 2]");
  Context context;
  context.set("x", 1), context.set("unit price", 2), context.set("if", 3);
  EXPECT_EQ(to_text(Value(context)), R"({x: 1, "unit price": 2, "if": 3})");
  EXPECT_EQ(to_text(Value(Date{2026, 3, 27})), "date(\"2026-03-27\")");
  EXPECT_EQ(to_text(Value(hours(4))), "@\"PT4H\"");
  EXPECT_EQ(to_plain_text(Value("bare")), "bare");
  EXPECT_EQ(to_plain_text(Value(List{"a", Value(Date{2026, 3, 27})})), "[\"a\", 2026-03-27]");
  EXPECT_EQ(describe(Value(std::string(100, 'x'))).size(), std::string("string ").size() + 60 + 3);
}

struct Literal : testing::TestWithParam<char const*> {};
TEST_P(Literal, ReadsBackFromItsTextAndFromTheJournal) {
  auto value = evaluated(GetParam());
  EXPECT_FALSE(value.is_null());
  EXPECT_EQ(evaluated(to_text(value)), value) << to_text(value);
  EXPECT_EQ(to_text(journalled(value)), to_text(value));
}
INSTANTIATE_TEST_SUITE_P(
    Values, Literal,
    testing::Values("true", "12", "-0.5", "1.20", "1.23e-4", "-9999999999999999999999999999999999e6111", "\"\"", R"("tab\t quote\" back\\ \u00e9 \U01F40E")",
                    "[]", "[1, [\"a\", null], true]", "{}", "{a: 1, \"b c\": {d: [1]}}", "@\"2026-03-27\"", "@\"-2026-03-27\"", "@\"999999999-12-31\"",
                    "@\"16:50:00\"", "@\"16:50:00.000000001\"", "@\"16:50:00+05:45:01\"", "@\"16:50:00@Europe/Berlin\"", "@\"2026-03-27T16:50:00\"",
                    "@\"2026-03-27T24:00:00Z\"", "@\"2026-03-27T16:50:00.5-08:00\"", "@\"2026-03-27T16:50:00@Asia/Kolkata\"", "@\"PT4H\"", "@\"-P1DT2H3M4.1234S\"",
                    "@\"P1Y2M\"", "@\"-P14M\"", "[1..10]", "(1..10)", "]1..10[", "[null..10)", "(< 10)", "(>= -3)", "(= \"a\")", "(!= 2)",
                    "[@\"2026-01-01\"..@\"2026-12-31\"]"));

TEST(Literals, RandomValuesReadBackFromTheirTextAndFromTheJournal) {
  Random random(20260327);
  auto number = [&] {
    auto digits = std::to_string(random.below(1'000'000'000'000)) + "." + std::to_string(random.below(1'000));
    return Value(*Decimal::parse(random.below(2) ? digits : "-" + digits));
  };
  std::function<Value(int)> any = [&](int depth) -> Value {
    switch (random.below(depth > 3 ? 6 : 9)) {
      case 0: return {};
      case 1: return random.below(2) == 0;
      case 2: return number();
      case 3: {
        std::string text;
        for (auto n = random.below(12); n > 0; --n) text += static_cast<char>(1 + random.below(127));
        return text;
      }
      case 4: return date_from_days(static_cast<std::int64_t>(random.below(2'000'000)) - 700'000);
      case 5: return DaysDuration{static_cast<std::int64_t>(random.below(1'000'000'000)) - 500'000'000, static_cast<std::int32_t>(random.below(1'000'000'000))};
      case 6: {
        List list;
        for (auto n = random.below(4); n > 0; --n) list.push_back(any(depth + 1));
        return list;
      }
      default: {
        Context context;
        for (auto n = random.below(4); n > 0; --n) context.set("entry " + std::to_string(random.below(9)), any(depth + 1));
        return context;
      }
    }
  };
  for (int i = 0; i < 2'000; ++i) {
    auto value = any(0);
    ASSERT_EQ(evaluated(to_text(value)), value) << to_text(value);
    ASSERT_EQ(journalled(value), value) << to_text(value);
  }
}

TEST(Journal, RefusesDamagedBytesWithoutHarm) {
  Bytes bytes;
  Encoder encoder(bytes);
  Codec<Value>::put(encoder, evaluated("{a: [1, \"text\", @\"PT4H\"], b: @\"2026-03-27T16:50:00@Europe/Berlin\"}"));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Decoder decoder({bytes.data(), size});
    Value value;
    EXPECT_FALSE(Codec<Value>::get(decoder, value)) << size;
  }
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (int b : {0, 13, 255}) {
      auto damaged = bytes;
      damaged[i] = static_cast<std::uint8_t>(b);
      Decoder decoder(damaged);
      Value value;
      (void)Codec<Value>::get(decoder, value);
    }
}

// ---- JSON

TEST(Json, KeepsEveryDigitOfANumber) {
  for (std::string digits : {"0.1234567890123456789012345678901234", "1.10", "0", "-12", "12345678901234567890123456789"}) {
    auto value = from_json("{\"n\": " + digits + "}");
    ASSERT_TRUE(value.ok()) << value.error().message;
    EXPECT_EQ(value->at("n").number().to_string(), digits);
  }
  EXPECT_EQ(from_json("1e3")->number(), Decimal(1000));
  EXPECT_EQ(from_json("1e400")->number(), *Decimal::parse("1e400"));
}

TEST(Json, BecomesValuesAndComesBack) {
  std::string text = R"({"id":"J-1","late":true,"note":null,"lines":[{"qty":2,"price":19.90},[]],"é":"\u00e9"})";
  auto value = from_json(text);
  ASSERT_TRUE(value.ok()) << value.error().message;
  JsonWriter writer;
  write_json(writer, *value);
  EXPECT_EQ(writer.text(), R"({"id":"J-1","late":true,"note":null,"lines":[{"qty":2,"price":19.90},[]],"é":"é"})");
}

TEST(Json, CarriesTemporalValuesAsIso8601) {
  JsonWriter writer;
  write_json(writer, evaluated("[@\"2026-03-27\", @\"PT4H30M\", @\"2026-03-27T16:50:00Z\", @\"P1Y\", [1..2)]"));
  EXPECT_EQ(writer.text(), R"json(["2026-03-27","PT4H30M","2026-03-27T16:50:00Z","P1Y","[1..2)"])json");
}

struct BadJson : testing::TestWithParam<std::pair<char const*, char const*>> {};
TEST_P(BadJson, IsRefusedWithItsPlace) {
  auto value = from_json(GetParam().first);
  ASSERT_FALSE(value.ok());
  EXPECT_NE(value.error().message.find(GetParam().second), std::string::npos) << value.error().message;
}
INSTANTIATE_TEST_SUITE_P(Texts, BadJson,
                         testing::Values(std::pair("", "line 1, column 1"), std::pair("{\"a\":1", "ends before"), std::pair("{\"a\":1,\"a\":2}", "\"a\" appears twice"),
                                         std::pair("[1,\n  x]", "line 2"), std::pair("1 2", "follows"), std::pair("[1e99999]", "outside the range"),
                                         std::pair("{\"a\":01}", "line 1"), std::pair("\"\xff\"", "line 1")));

TEST(Json, RefusesDepthThatNoDocumentNeeds) {
  EXPECT_TRUE(from_json(std::string(60, '[') + std::string(60, ']')).ok());
  EXPECT_FALSE(from_json(std::string(100'000, '[')).ok());
}

}  // namespace
}  // namespace drivetrain::feel
