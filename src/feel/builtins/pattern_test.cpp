// Patterns as XPath 3.1 defines them: what matches, what is no pattern, and that none runs away.
#include <gtest/gtest.h>

#include "feel/builtins/pattern_engine.h"
#include "feel/expression.h"

namespace drivetrain::feel {
namespace {

struct Search {
  char const* text;
  char const* pattern;
  char const* flags;
  bool found;
};
void PrintTo(Search const& search, std::ostream* out) { *out << search.text << " ~ " << search.pattern << " / " << search.flags; }

struct Searching : testing::TestWithParam<Search> {};
TEST_P(Searching, FindsAPartOfTheText) {
  PatternFlags flags;
  ASSERT_TRUE(read_flags(GetParam().flags, flags));
  std::string error;
  auto* pattern = Pattern::find(GetParam().pattern, flags, error);
  ASSERT_NE(pattern, nullptr) << error;
  SearchBound bound{10, 0, 0};
  EXPECT_EQ(pattern->occurs_in(GetParam().text, bound), GetParam().found);
}
INSTANTIATE_TEST_SUITE_P(
    Patterns, Searching,
    testing::Values(Search{"foobar", "^fo*b", "", true}, Search{"a\n", "a$", "", false}, Search{"a\nb", "a$", "m", true}, Search{"a\rb", "a.b", "", false}, Search{"a\rb", "a.b", "s", true},
                    Search{"J-17", "[A-Z]-\\d+", "", true}, Search{"x", "[a-z-[aeiou]]", "", true}, Search{"e", "[a-z-[aeiou]]", "", false}, Search{"é", "\\p{L}", "", true},
                    Search{"Ω", "\\p{IsGreek}", "", true}, Search{"Ω", "\\P{IsGreek}", "", false}, Search{"a#b", "a#b", "", true}, Search{"a b", "a b", "", true}, Search{"ab", "a b", "x", true},
                    Search{"a b", "a[ ]b", "x", true}, Search{"\xC2\xA0", "\\s", "", false}, Search{"abab", "(ab)\\1", "", true}, Search{"a&&b", "[a&&b]{4}", "", true},
                    Search{"_x", "\\i\\c", "", true}, Search{"-", "[a-]", "", true}, Search{"^", "[\\^]", "", true}, Search{"xAy", "x(?:a|A)y", "", true}, Search{"K", "k", "i", true}, Search{"", "", "", true}));

struct NoPattern : testing::TestWithParam<char const*> {};
TEST_P(NoPattern, IsRefusedWithAReason) {
  std::string error;
  EXPECT_EQ(Pattern::find(GetParam(), {}, error), nullptr);
  EXPECT_FALSE(error.empty());
}
INSTANTIATE_TEST_SUITE_P(Patterns, NoPattern,
                         testing::Values("(", ")", "a)", "[", "[]", "[a", "a]", "{", "a{2,1}", "a{x}", "*a", "a**", "a++", "\\", "\\q", "(a)\\2", "(a\\1)", "(?=a)", "(?i)a", "[z-a]", "[a-\\d]", "[a[b]]",
                                         "\\p{Xx}", "\\p{Greek}", "\\pL", "[a-z-[b]c]", "a{1", "?"));

TEST(Patterns, ThatRunAwayAreStopped) {
  std::string error;
  auto* pattern = Pattern::find("^(a+)+$", {}, error);
  ASSERT_NE(pattern, nullptr);
  SearchBound bound{10, 0, 0};
  EXPECT_EQ(pattern->occurs_in(std::string(64, 'a') + "b", bound), std::nullopt);
  EXPECT_EQ(bound.ticks_left, 0u);
}

TEST(Patterns, ReplaceAndSplit) {
  auto value = [](char const* text) { return to_text(std::get<Expression>(compile(text, {})).evaluate({}).value); };
  EXPECT_EQ(value(R"feel(replace("J-17", "([A-Z])-(\d+)", "$2/$1"))feel"), "\"17/J\"");
  EXPECT_EQ(value(R"feel(replace("café 3€", "\d€", "\$$0"))feel"), "\"café $3€\"");
  EXPECT_EQ(value(R"feel(replace("abc", "b", "$"))feel"), "null");
  EXPECT_EQ(value(R"feel(replace("abc", "x*", "-"))feel"), "null");
  EXPECT_EQ(value(R"feel(split("a;b;;c", ";"))feel"), R"(["a", "b", "", "c"])");
  EXPECT_EQ(value(R"feel(split("José 1 Ü", "\s"))feel"), R"(["José", "1", "Ü"])");
  EXPECT_EQ(value(R"feel(matches("abc", "b", "q"))feel"), "null");
}

}  // namespace
}  // namespace drivetrain::feel
