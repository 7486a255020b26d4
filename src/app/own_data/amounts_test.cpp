// Amounts as people type them, and those that must not be guessed.
#include "app/own_data/amounts.h"

#include <gtest/gtest.h>

namespace drivetrain::app::own_data {
namespace {

std::string number(std::string_view text) {
  auto read = read_number(text);
  return read ? read->to_string() : "-";
}

TEST(Amounts, SeparatorsOfThousandsAndDecimalsAreToldApart) {
  EXPECT_EQ(number("15.000"), "15000");
  EXPECT_EQ(number("15,000"), "15000");
  EXPECT_EQ(number("15 000"), "15000");
  EXPECT_EQ(number("15'000"), "15000");
  EXPECT_EQ(number("1.234.567,89"), "1234567.89");
  EXPECT_EQ(number("1,234,567.89"), "1234567.89");
  EXPECT_EQ(number("2,5"), "2.5");
  EXPECT_EQ(number("2.5"), "2.5");
  EXPECT_EQ(number("0,125"), "0.125");
  EXPECT_EQ(number("15.000,-"), "15000");
  EXPECT_EQ(number("1,23,456"), "-");
  EXPECT_EQ(number("12 34"), "-");
  EXPECT_EQ(number("1.2.3"), "-");
}

TEST(Amounts, UnitsAndFactors) {
  auto quantity = [](std::string_view text) {
    auto read = read_quantity(text);
    return read ? in_words(read->value, read->unit) : "-";
  };
  EXPECT_EQ(quantity("15.000 €"), "EUR 15,000");
  EXPECT_EQ(quantity("€15,000"), "EUR 15,000");
  EXPECT_EQ(quantity("2.5k"), "2,500");
  EXPECT_EQ(quantity("2,5 Tsd. €"), "EUR 2,500");
  EXPECT_EQ(quantity("15 TEUR"), "EUR 15,000");
  EXPECT_EQ(quantity("1,2 Mio EUR"), "EUR 1,200,000");
  EXPECT_EQ(quantity("12,5 %"), "12.5 %");
  EXPECT_EQ(quantity("8 Std."), "8 h");
  EXPECT_EQ(quantity("room 15"), "-");
}

TEST(Amounts, LimitsInTwoLanguages) {
  auto limit = [](std::string_view text) -> std::string {
    auto read = read_limit(text);
    if (!read) return "-";
    if (read->unlimited) return "all";
    if (read->none) return "none";
    std::string words;
    if (read->above) words = (read->above_included ? ">=" : ">") + read->above->to_string();
    if (read->up_to) words += (read->up_to_included ? "<=" : "<") + read->up_to->to_string();
    return words;
  };
  EXPECT_EQ(limit("15.000 €"), "<=15000");
  EXPECT_EQ(limit("up to 15,000"), "<=15000");
  EXPECT_EQ(limit("bis 2.500"), "<=2500");
  EXPECT_EQ(limit("≤ 15k"), "<=15000");
  EXPECT_EQ(limit("unter 5.000"), "<5000");
  EXPECT_EQ(limit("< 5000"), "<5000");
  EXPECT_EQ(limit("5.000 - 15.000 €"), ">5000<=15000");
  EXPECT_EQ(limit("5–15k"), ">5000<=15000");
  EXPECT_EQ(limit("von 5.000 bis 15.000"), ">5000<=15000");
  EXPECT_EQ(limit("über 15.000"), ">15000");
  EXPECT_EQ(limit("above 15,000"), ">15000");
  EXPECT_EQ(limit("ab 15.000"), ">=15000");
  EXPECT_EQ(limit("15,000+"), ">=15000");
  EXPECT_EQ(limit("unbegrenzt"), "all");
  EXPECT_EQ(limit("-"), "none");
  EXPECT_EQ(limit("0"), "none");
  EXPECT_EQ(limit("after consultation"), "-");
  EXPECT_EQ(limit("15000 to 5000"), "-");
}

TEST(Amounts, TargetsSayTheirDirection) {
  auto most = read_target("max. 5 Tage");
  ASSERT_TRUE(most);
  EXPECT_EQ(most->direction, -1);
  EXPECT_EQ(in_words(most->value, most->unit), "5 days");
  auto least = read_target("≥ 95 %");
  ASSERT_TRUE(least);
  EXPECT_EQ(least->direction, 1);
  EXPECT_EQ(in_words(least->value, least->unit), "95 %");
  EXPECT_EQ(read_target("5 complaints")->unit, "complaints");
  EXPECT_FALSE(read_target("as good as possible"));
}

}  // namespace
}  // namespace drivetrain::app::own_data
