// Decimals: FEEL's number and money's. The last part drives the small and the big path with the same random numbers.
#include "base/decimal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "base/decimal_intel.h"
#include "base/random.h"

namespace drivetrain {

// gtest finds it by name and shows numbers instead of bytes.
void PrintTo(Decimal d, std::ostream* out) { *out << d.to_string(); }

namespace {

Decimal dec(std::string_view text) {
  auto parsed = Decimal::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Decimal(-999));
}

std::string text_of(std::optional<Decimal> d) { return d ? d->to_string() : "nothing"; }

TEST(Decimal, parses_feel_literals_and_writes_them_plainly) {
  for (auto text : {"0", "12", "1.20", "0.5", "-7", "0.00", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
                    "1234567890123456789012345678901234", "0.1234567890123456789012345678901234", "0.0000000000000000000000000001",
                    "-1234567890.1234567890123456789012"})
    EXPECT_EQ(dec(text).to_string(), text);
  EXPECT_EQ(dec("-.5").to_string(), "-0.5");
  EXPECT_EQ(dec("1.23e-4").to_string(), "0.000123");
  EXPECT_EQ(dec("1e3").to_string(), "1000");
  EXPECT_EQ(dec("15E+3").to_string(), "15000");
  EXPECT_EQ(dec("1e39").to_string(), "1000000000000000000000000000000000000000");
  EXPECT_EQ(dec("007.50").to_string(), "7.50");
  EXPECT_EQ(dec("-0").to_string(), "0");
  EXPECT_EQ(dec("-0.00").to_string(), "0.00");
}

TEST(Decimal, refuses_everything_else) {
  for (auto text : {"", "-", ".", "+1", "1.", "1.e5", "e5", "1e", "1e+", " 1", "1 ", "1,5", "0x10", "NaN", "Infinity", "--1", "1.2.3", "1e5.0",
                    "1e6145", "1e-6177", "9e99999999999999999999"})
    EXPECT_FALSE(Decimal::parse(text)) << text;
}

TEST(Decimal, long_texts_are_rounded_once_half_to_even) {
  EXPECT_EQ(dec("12345678901234567890123456789012345").to_string(), "12345678901234567890123456789012340");
  EXPECT_EQ(dec("12345678901234567890123456789012355").to_string(), "12345678901234567890123456789012360");
  EXPECT_EQ(dec("12345678901234567890123456789012345.0000000000000000000001").to_string(), "12345678901234567890123456789012350");
  EXPECT_EQ(dec("0.99999999999999999999999999999999999").to_string(), "1.000000000000000000000000000000000");
}

TEST(Decimal, an_exponent_only_past_forty_digits) {
  EXPECT_EQ(dec("1e40").to_string(), "1E+40");
  EXPECT_EQ(dec("-1.5e60").to_string(), "-1.5E+60");
  EXPECT_EQ(dec("1e-39").to_string(), "0.000000000000000000000000000000000000001");
  EXPECT_EQ(dec("1e-40").to_string(), "1E-40");
  EXPECT_EQ(dec("1.50e-60").to_string(), "1.50E-60");
  for (auto text : {"1e40", "1.50e-60", "9.999999999999999999999999999999999e6144", "1e-6176"}) {
    auto number = dec(text);
    EXPECT_EQ(dec(number.to_string()).to_string(), number.to_string());
    EXPECT_EQ(dec(number.to_string()), number);
  }
}

TEST(Decimal, scale_is_kept_and_does_not_count_in_comparison) {
  EXPECT_EQ(text_of(Decimal::add(dec("1.10"), dec("2"))), "3.10");
  EXPECT_EQ(text_of(Decimal::multiply(dec("1.10"), dec("2"))), "2.20");
  EXPECT_EQ(dec("1.10"), dec("1.1"));
  EXPECT_EQ(dec("1.10").hash(), dec("1.1").hash());
  EXPECT_EQ(dec("1").hash(), dec("1.0000000000000000000000000").hash());
  EXPECT_EQ(dec("0").hash(), dec("0.000").hash());
  EXPECT_EQ(dec("1"), dec("1.0000000000000000000000000"));
  EXPECT_LT(dec("-1"), dec("0.5"));
  EXPECT_LT(dec("9223372036854775807"), dec("9223372036854775807.5"));
  EXPECT_GT(dec("1e300"), dec("9223372036854775807"));
  EXPECT_EQ(Decimal::compare(dec("-1e300"), dec("1e-300")), -1);
}

TEST(Decimal, tenths_are_tenths) {
  EXPECT_EQ(text_of(Decimal::add(dec("0.1"), dec("0.2"))), "0.3");
  EXPECT_EQ(text_of(Decimal::divide(Decimal(1), Decimal(3))), "0.3333333333333333333333333333333333");
  EXPECT_EQ(text_of(Decimal::divide(Decimal(1), Decimal(4))), "0.25");
  EXPECT_EQ(text_of(Decimal::divide(Decimal(10), Decimal(2))), "5");
  EXPECT_EQ(text_of(Decimal::divide(Decimal(2), Decimal(3))), "0.6666666666666666666666666666666667");
}

TEST(Decimal, what_no_decimal_holds_is_nothing) {
  EXPECT_FALSE(Decimal::divide(Decimal(1), dec("0.00")));
  EXPECT_FALSE(Decimal::modulo(Decimal(1), Decimal(0)));
  EXPECT_FALSE(Decimal::multiply(dec("9e6144"), Decimal(10)));
  EXPECT_FALSE(Decimal::add(dec("9.999999999999999999999999999999999e6144"), dec("1e6144")));
  EXPECT_FALSE(Decimal(-1).sqrt());
  EXPECT_FALSE(Decimal(0).log());
  EXPECT_FALSE(Decimal(-1).log());
  EXPECT_FALSE(Decimal(100'000).exp());
  EXPECT_TRUE(Decimal::multiply(dec("1e-6176"), dec("0.1"))->is_zero());
}

TEST(Decimal, modulo_has_the_sign_of_the_divisor) {
  // DMN 1.5 §10.3.4.5, the specification's own examples.
  EXPECT_EQ(text_of(Decimal::modulo(Decimal(12), Decimal(5))), "2");
  EXPECT_EQ(text_of(Decimal::modulo(Decimal(-12), Decimal(5))), "3");
  EXPECT_EQ(text_of(Decimal::modulo(Decimal(12), Decimal(-5))), "-3");
  EXPECT_EQ(text_of(Decimal::modulo(Decimal(-12), Decimal(-5))), "-2");
  EXPECT_EQ(text_of(Decimal::modulo(dec("10.1"), dec("4.5"))), "1.1");
  EXPECT_EQ(text_of(Decimal::modulo(dec("-10.1"), dec("4.5"))), "3.4");
  EXPECT_EQ(text_of(Decimal::modulo(dec("10.1"), dec("-4.5"))), "-3.4");
  EXPECT_EQ(text_of(Decimal::modulo(dec("-10.1"), dec("-4.5"))), "-1.1");
  EXPECT_EQ(text_of(Decimal::modulo(dec("1e30"), Decimal(7))), "1");
  EXPECT_EQ(text_of(Decimal::modulo(dec("-1e30"), Decimal(7))), "6");
}

TEST(Decimal, rounding_in_all_directions) {
  using R = Decimal::Rounding;
  struct Case {
    char const* number;
    R rounding;
    int scale;
    char const* result;
  };
  constexpr Case cases[] = {
      {"2.5", R::half_even, 0, "2"},      {"3.5", R::half_even, 0, "4"},     {"2.51", R::half_even, 0, "3"},  {"-2.5", R::half_even, 0, "-2"},
      {"2.5", R::half_up, 0, "3"},        {"-2.5", R::half_up, 0, "-3"},     {"2.5", R::half_down, 0, "2"},   {"2.51", R::half_down, 0, "3"},
      {"2.1", R::up, 0, "3"},             {"-2.1", R::up, 0, "-3"},          {"2.9", R::down, 0, "2"},        {"-2.9", R::down, 0, "-2"},
      {"-2.1", R::floor, 0, "-3"},        {"2.9", R::floor, 0, "2"},         {"-2.9", R::ceiling, 0, "-2"},   {"2.1", R::ceiling, 0, "3"},
      {"5", R::half_even, 2, "5.00"},     {"1.125", R::half_even, 2, "1.12"}, {"1234", R::half_up, -2, "1200"}, {"1250", R::half_even, -2, "1200"},
      {"1250", R::half_up, -2, "1300"},   {"0.4", R::up, -3, "1000"},        {"0.4", R::down, 0, "0"},        {"-0.4", R::ceiling, 0, "0"},
      {"9.99", R::half_up, 1, "10.0"},    {"1e-50", R::ceiling, 0, "1"},     {"1e-50", R::half_up, 0, "0"},
      {"1234567890123456789012345678901234", R::half_even, 2, "1234567890123456789012345678901234"}};
  for (auto const& c : cases) EXPECT_EQ(text_of(dec(c.number).rounded(c.scale, c.rounding)), c.result) << c.number << " at " << c.scale;
  EXPECT_TRUE(Decimal(5).rounded(6'176, R::half_even));
  EXPECT_FALSE(Decimal(5).rounded(6'177, R::half_even));
  EXPECT_FALSE(Decimal(5).rounded(-6'112, R::half_even));
  EXPECT_EQ(text_of(Decimal(5).rounded(-6'111, R::up)), "1E+6111");
}

TEST(Decimal, powers_are_exact_where_they_can_be) {
  EXPECT_EQ(text_of(Decimal::power(Decimal(2), Decimal(10))), "1024");
  EXPECT_EQ(text_of(Decimal::power(dec("1.1"), Decimal(2))), "1.21");
  EXPECT_EQ(text_of(Decimal::power(Decimal(-3), Decimal(3))), "-27");
  EXPECT_EQ(text_of(Decimal::power(Decimal(2), Decimal(-2))), "0.25");
  EXPECT_EQ(text_of(Decimal::power(Decimal(10), Decimal(-6'150))), "1E-6150");  // 10^6150 itself is no decimal128
  EXPECT_EQ(text_of(Decimal::power(Decimal(10), Decimal(-6'176))), "1E-6176");
  EXPECT_TRUE(Decimal::power(Decimal(10), Decimal(-6'177))->is_zero());           // as 1E-6176 * 0.1
  EXPECT_EQ(text_of(Decimal::power(dec("0.5"), Decimal(-3))), "8");
  EXPECT_EQ(text_of(Decimal::power(dec("137.21566124033"), Decimal(-38))), "6.007033487862770558032411614243115E-82");
  EXPECT_EQ(text_of(Decimal::power(Decimal(-3), Decimal(-1))), "-0.3333333333333333333333333333333333");
  EXPECT_EQ(Decimal::power(dec("0.01"), dec("0.5")), dec("0.1"));
  EXPECT_EQ(text_of(Decimal::power(Decimal(0), Decimal(0))), "1");
  EXPECT_EQ(text_of(Decimal::power(Decimal(0), Decimal(5))), "0");
  EXPECT_EQ(text_of(Decimal::power(Decimal(0), Decimal(-1))), "nothing");
  EXPECT_EQ(text_of(Decimal::power(Decimal(10), Decimal(6'145))), "nothing");
  EXPECT_EQ(text_of(Decimal::power(Decimal(-8), dec("0.5"))), "nothing");
  EXPECT_EQ(Decimal::power(Decimal(9), dec("0.5")), Decimal(3));
  EXPECT_EQ(text_of(Decimal::power(Decimal(-1), dec("1000000000000000001"))), "-1");
  EXPECT_EQ(Decimal::power(dec("1.0"), dec("1000000000000000000")), Decimal(1));
  // Computed with Python's decimal at 400 digits, rounded to 34 half even.
  EXPECT_EQ(text_of(Decimal::power(dec("1.8008"), Decimal(27))), "7898925.428530088498396978492761643");
  EXPECT_EQ(text_of(Decimal::power(dec("1.000001"), Decimal(1'000'000'000))), "1.969086325334251320258819556136839E+434");
}

TEST(Decimal, roots_exponentials_and_logarithms) {
  EXPECT_EQ(Decimal(16).sqrt(), Decimal(4));
  EXPECT_EQ(text_of(Decimal(2).sqrt()), "1.414213562373095048801688724209698");
  EXPECT_EQ(Decimal(0).exp(), Decimal(1));
  EXPECT_EQ(text_of(Decimal(1).exp()).substr(0, 34), "2.71828182845904523536028747135266");
  EXPECT_EQ(text_of(Decimal(10).log()).substr(0, 34), "2.30258509299404568401799145468436");
}

TEST(Decimal, negation_and_bounds_of_the_small_form) {
  EXPECT_EQ(dec("-9223372036854775808").negated().to_string(), "9223372036854775808");
  EXPECT_EQ(dec("9223372036854775808").negated().to_string(), "-9223372036854775808");
  EXPECT_EQ(dec("-9223372036854775808").absolute().to_string(), "9223372036854775808");
  EXPECT_EQ(Decimal(0).negated().to_string(), "0");
  EXPECT_FALSE(Decimal(0).negated().is_negative());
  EXPECT_EQ(text_of(Decimal::divide(dec("-9223372036854775808"), Decimal(-1))), "9223372036854775808");
  EXPECT_EQ(text_of(Decimal::modulo(dec("-9223372036854775808"), Decimal(-1))), "0");
}

TEST(Decimal, whole_numbers_become_integers) {
  EXPECT_EQ(dec("5.00").to_int64(), 5);
  EXPECT_EQ(dec("-9223372036854775808").to_int64(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(dec("9223372036854775808").to_int64(), std::nullopt);
  EXPECT_EQ(dec("5.5").to_int64(), std::nullopt);
  EXPECT_EQ(dec("7.0000000000000000000000").to_int64(), 7);
  EXPECT_EQ(dec("1e20").to_int64(), std::nullopt);
  EXPECT_TRUE(dec("1e6000").is_integer());
  EXPECT_FALSE(dec("1e-6000").is_integer());
  EXPECT_TRUE(dec("0.00").is_integer());
}

TEST(Decimal, doubles_at_fifteen_digits) {
  EXPECT_EQ(text_of(Decimal::from_double(0.1)), "0.1");
  EXPECT_EQ(text_of(Decimal::from_double(1.0 / 3)), "0.333333333333333");
  EXPECT_EQ(text_of(Decimal::from_double(-0.0)), "0");
  EXPECT_EQ(text_of(Decimal::from_double(1e22)), "10000000000000000000000");
  EXPECT_EQ(text_of(Decimal::from_double(std::nan(""))), "nothing");
  EXPECT_EQ(text_of(Decimal::from_double(std::numeric_limits<double>::infinity())), "nothing");
  EXPECT_EQ(dec("0.1").to_double(), 0.1);
  EXPECT_EQ(dec("-1e6000").to_double(), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(dec("1e-6000").to_double(), 0.0);
}

TEST(Decimal, bytes_keep_value_and_scale_and_refuse_damage) {
  for (auto text : {"0", "1.10", "1.1", "-7", "1e300", "0.1234567890123456789012345678901234", "-9223372036854775808", "0.00"}) {
    std::uint8_t bytes[16];
    dec(text).to_bytes(bytes);
    EXPECT_EQ(text_of(Decimal::from_bytes(bytes)), dec(text).to_string());
  }
  // 1.10 as the standard's interchange format: coefficient 110, exponent -2 + 6176, little end first.
  std::uint8_t bytes[16];
  dec("1.10").to_bytes(bytes);
  std::uint8_t const expected[16] = {110, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x3C, 0x30};
  EXPECT_TRUE(std::equal(std::begin(bytes), std::end(bytes), std::begin(expected)));
  std::uint8_t ones[16];
  std::fill(std::begin(ones), std::end(ones), std::uint8_t{0xFF});
  EXPECT_FALSE(Decimal::from_bytes(ones));
  std::uint8_t too_many_digits[16] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x41, 0x30};
  EXPECT_FALSE(Decimal::from_bytes(too_many_digits));
}

// --- The small and the big path agree -----------------------------------------------------------------------------

intel::Bits bits_of(Decimal d) {
  std::uint8_t bytes[16];
  d.to_bytes(bytes);
  intel::Bits bits;
  std::memcpy(&bits.low, bytes, 8);
  std::memcpy(&bits.high, bytes + 8, 8);
  return bits;
}

std::optional<Decimal> from_bits(intel::Bits bits) {
  std::uint8_t bytes[16];
  std::memcpy(bytes, &bits.low, 8);
  std::memcpy(bytes + 8, &bits.high, 8);
  return Decimal::from_bytes(bytes);
}

/// Integers, amounts and rates, with a taste for the edges of int64 and of the scale.
Decimal some_decimal(Random& random) {
  auto magnitude = random.next() >> random.below(64);
  if (random.below(8) == 0) magnitude = 0x7FFFFFFFFFFFFFFFull - random.below(3);
  auto coefficient = std::to_string(magnitude);
  auto text = (random.below(2) ? "-" : "") + coefficient + "e-" + std::to_string(random.below(random.below(4) == 0 ? 24 : 6));
  return *Decimal::parse(text);
}

TEST(DecimalPaths, small_and_big_give_the_same_number_and_scale) {
  Random random(20'260'327);
  int small_results = 0;
  for (int i = 0; i < 200'000; ++i) {
    auto a = some_decimal(random), b = some_decimal(random);
    auto x = bits_of(a), y = bits_of(b);
    auto message = [&] { return a.to_string() + " and " + b.to_string(); };
    ASSERT_EQ(text_of(Decimal::add(a, b)), text_of(from_bits(intel::add(x, y)))) << message();
    ASSERT_EQ(text_of(Decimal::subtract(a, b)), text_of(from_bits(intel::subtract(x, y)))) << message();
    ASSERT_EQ(text_of(Decimal::multiply(a, b)), text_of(from_bits(intel::multiply(x, y)))) << message();
    ASSERT_EQ(Decimal::compare(a, b), intel::less(x, y) ? -1 : intel::less(y, x) ? 1 : 0) << message();
    if (!b.is_zero()) {
      ASSERT_EQ(text_of(Decimal::divide(a, b)), text_of(from_bits(intel::divide(x, y)))) << message();
      auto rest = from_bits(intel::remainder(x, y));
      if (!rest->is_zero() && rest->is_negative() != b.is_negative()) rest = Decimal::add(*rest, b);
      ASSERT_EQ(text_of(Decimal::modulo(a, b)), text_of(rest)) << message();
    }
    if (Decimal::add(a, b)->to_string().size() < 19) ++small_results;
  }
  EXPECT_GT(small_results, 10'000);  // the small path was really taken
}

TEST(DecimalPaths, text_and_bytes_survive) {
  Random random(7);
  for (int i = 0; i < 100'000; ++i) {
    auto a = some_decimal(random), b = some_decimal(random);
    for (auto d : {std::optional(a), Decimal::multiply(a, b), b.is_zero() ? std::nullopt : Decimal::divide(a, b)}) {
      if (!d) continue;
      auto back = Decimal::parse(d->to_string());
      ASSERT_TRUE(back);
      ASSERT_EQ(*back, *d);
      ASSERT_EQ(back->to_string(), d->to_string());
      ASSERT_EQ(text_of(from_bits(bits_of(*d))), d->to_string());
      ASSERT_EQ(Decimal::add(*d, Decimal(0))->hash(), d->hash());
    }
  }
}

TEST(DecimalPaths, whole_powers_equal_repeated_multiplication_while_exact) {
  Random random(11);
  for (int i = 0; i < 20'000; ++i) {
    auto base = *Decimal::parse(std::to_string(random.below(200) + 1) + "e-" + std::to_string(random.below(3)));
    auto n = static_cast<int>(random.below(12)) + 1;
    Decimal product = base;
    for (int k = 1; k < n; ++k) product = *Decimal::multiply(product, base);  // at most 31 digits
    ASSERT_EQ(text_of(Decimal::power(base, Decimal(n))), product.to_string()) << base.to_string() << "^" << n;
  }
}

}  // namespace
}  // namespace drivetrain
