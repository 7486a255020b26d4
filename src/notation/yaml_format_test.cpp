// One layout: what moves, what stays, and what is never lost.
#include "notation/yaml_format.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace drivetrain::notation {
namespace {

struct FormattedBand {
  Formula when;
  std::string role;
  std::vector<std::string> words;
};
struct FormattedRule {
  Header header;
  std::string question;
  std::vector<FormattedBand> bands;
  std::map<std::string, FormattedBand> by_name;
  FormattedBand one;
  std::int64_t weight = 0;
};
void declare(Declaration<FormattedBand>& d) {
  d.about("A band.");
  d.field("when", &FormattedBand::when, "w");
  d.field("role", &FormattedBand::role, "r");
  d.field("words", &FormattedBand::words, "l");
}
void declare(Declaration<FormattedRule>& d) {
  d.kind("Rule", "A rule.");
  d.field("question", &FormattedRule::question, "q");
  d.field("weight", &FormattedRule::weight, "w");
  d.field("bands", &FormattedRule::bands, "b").one_or_many();
  d.field("by_name", &FormattedRule::by_name, "m");
  d.field("one", &FormattedRule::one, "o");
}

Catalogue const& rules() {
  static Catalogue const all = [] {
    Catalogue catalogue;
    catalogue.add<FormattedRule>();
    return catalogue;
  }();
  return all;
}

std::string formatted(std::string const& text) {
  auto result = format_yaml(SourceText("rule.yaml", text), rules());
  if (!result) return "refused: " + result.error().message;
  auto again = format_yaml(SourceText("rule.yaml", *result), rules());
  EXPECT_TRUE(again.ok()) << again.error().message << "\n" << *result;
  if (again.ok()) {
    EXPECT_EQ(*again, *result) << "a second time it looks different";
  }
  return *result;
}

TEST(YamlFormat, FieldsTakeTheOrderOfTheDeclarationAndTwoBlanksALevel) {
  EXPECT_EQ(formatted("# the head stays the head\n"
                      "spec:\n"
                      "   one: {role: x, when: a}\n"
                      "   bands:\n"
                      "   - role: y\n"
                      "     when: \"a > 1\"\n"
                      "   - {role: z,   when: \"a > 2\"}\n"
                      "   weight:   3\n"
                      "   unknown: [ 1,2 ]\n"
                      "   question: 'May it?'\n"
                      "metadata:\n"
                      "   title: One, two\n"
                      "   id: a\n"
                      "kind: Rule\n"
                      "apiVersion: drivetrain/v1"),
            "# the head stays the head\n"
            "apiVersion: drivetrain/v1\n"
            "kind: Rule\n"
            "metadata: {id: a, title: \"One, two\"}\n"
            "spec:\n"
            "  question: \"May it?\"\n"
            "  weight: 3\n"
            "  bands:\n"
            "    - when: \"a > 1\"\n"
            "      role: y\n"
            "    - {when: \"a > 2\", role: z}\n"
            "  one: {when: a, role: x}\n"
            "  unknown: [1, 2]\n");
}

TEST(YamlFormat, CommentsStayWithWhatTheySpeakOf) {
  EXPECT_EQ(formatted("kind: Rule\n"
                      "metadata: {id: a}\n"
                      "spec:    # all of it\n"
                      "    # why three\n"
                      "    weight: 3 # of ten\n"
                      "    bands:  # small first\n"
                      "     # the small one\n"
                      "     - role: x   # x\n"
                      "       # its limit\n"
                      "       when: a    # a\n"
                      "       # nothing more of x\n"
                      "     -   # on a dash\n"
                      "       when: b\n"
                      "     # more bands later\n"
                      "\n"
                      "    # the question comes first\n"
                      "\n"
                      "    question: Q\n"
                      "# the end\n"),
            "kind: Rule\n"
            "metadata: {id: a}\n"
            "spec:  # all of it\n"
            "  # the question comes first\n"
            "\n"
            "  question: Q\n"
            "  # why three\n"
            "  weight: 3  # of ten\n"
            "  bands:     # small first\n"
            "    # the small one\n"
            "    # its limit\n"
            "    - when: a  # a\n"
            "      role: x  # x\n"
            "      # nothing more of x\n"
            "    # on a dash\n"
            "    - when: b\n"
            "    # more bands later\n"
            "# the end\n");
}

TEST(YamlFormat, AGroupSetApartStaysApart) {
  EXPECT_EQ(formatted("kind: Rule\n\n\nmetadata: {id: a}\nspec:\n\n  question: Q\n\n\n  # two\n  weight: 1\n\n\n---\n\n\nkind: Rule\nmetadata: {id: b}\n"),
            "kind: Rule\n\nmetadata: {id: a}\nspec:\n  question: Q\n\n  # two\n  weight: 1\n---\nkind: Rule\nmetadata: {id: b}\n");
}

TEST(YamlFormat, BracketsUnfoldWhenTheyAreTooLongOrHoldAComment) {
  std::string const word(40, 'w');
  EXPECT_EQ(formatted("kind: Rule\nspec: {one: {words: [" + word + ", " + word + "]}, bands: {when: " + word + ", role: " + word + "}}\n"),
            "kind: Rule\nspec:\n  bands: {when: " + word + ", role: " + word + "}\n  one: {words: [" + word + ", " + word + "]}\n");
  EXPECT_EQ(formatted("kind: Rule\nspec:\n  bands: [{when: a}, # the small\n    # the large\n    {when: b, role: c}] # all\n"),
            "kind: Rule\nspec:\n  bands:  # all\n    - {when: a}  # the small\n    # the large\n    - {when: b, role: c}\n");
  EXPECT_EQ(formatted("a: [ # none yet\n]\n"), "# none yet\na: []\n");
  EXPECT_EQ(formatted("{\"a\": 1, \"b\": [true, null]}\n"), "\"a\": 1\n\"b\": [true, null]\n");
}

TEST(YamlFormat, TextsKeepTheirQuotesAndTheirLines) {
  EXPECT_EQ(formatted("a:\n     long text that\n     goes on # behind\nb: \"two\n   lines\"\nc: 'it''s'\nd: 'say \"x\"'\ne: \"\\u00e4\"\n"),
            "a: long text that\n  goes on  # behind\nb: \"two\n  lines\"\nc: 'it''s'\nd: 'say \"x\"'\ne: \"\\u00e4\"\n");
  EXPECT_EQ(formatted("a: |    # why\n      one\n        two\n\n      three\nb: >-\n  folded\n  text\nc: |+\n  kept\n\n\nd: |2\n    deep\n"),
            "a: |    # why\n  one\n    two\n\n  three\nb: >-\n  folded\n  text\nc: |+\n  kept\n\n\nd: |2\n    deep\n");
  EXPECT_EQ(formatted("x:\n   - - a\n     - |\n        text\n   -\n      k:   |\n         t\n      l: 1\n"),
            "x:\n  - - a\n    - |\n      text\n  - k: |\n      t\n    l: 1\n");
  EXPECT_EQ(formatted("a: |\n  no end"), "a: |\n  no end\n");
}

TEST(YamlFormat, EmptyValuesLineEndsAndMarks) {
  EXPECT_EQ(formatted("\xEF\xBB\xBF" "a:   # nothing\r\nb: ~\r\nc: {x: , y: }\r\nd:\r\n  -\r\n  - z\r\n"),
            "a:  # nothing\nb: ~\nc: {x: , y: }\nd:\n  -\n  - z\n");
  EXPECT_EQ(formatted("# only words\n\n# and more\n"), "# only words\n\n# and more\n");
  EXPECT_EQ(formatted("---\n# one\na: 1\n...\n---\n# none\n---\n# two\nb: 2\n---\n"), "# one\na: 1\n---\n# none\n# two\nb: 2\n");
  EXPECT_EQ(formatted(""), "");
}

TEST(YamlFormat, WhatCannotBeReadIsRefusedWithItsPlace) {
  EXPECT_EQ(formatted("a: [1\nb: 2\n").substr(0, 22), "refused: rule.yaml:2:2");
  EXPECT_EQ(formatted("a: 1\na: 2\n"), "refused: rule.yaml:2:1: the key a stands twice in one group");
  EXPECT_EQ(formatted("%YAML 1.2\n---\na: 1\n").substr(0, 22), "refused: rule.yaml:1:1");
}

/// Any tree in any layout: random groups, lists and texts with comments and blank lines strewn in.
class StrewnYaml {
 public:
  explicit StrewnYaml(Random& random) : random_(random) {}
  std::string document() {
    text_ = chance(3) ? "# head\n" : "";
    if (chance(4)) text_ += "\n";
    group(0, 0);
    return text_;
  }

 private:
  bool chance(std::uint64_t one_in) { return random_.below(one_in) == 0; }
  template <std::size_t N>
  std::string pick(char const* const (&from)[N]) {
    return from[random_.below(N)];
  }
  std::string scalar() {
    return pick({"a", "12", "\"12\"", "'x y'", "true", "~", "", "a b c", "\"q: #1\"", "Größe", "'it''s'", "x > 3", "2026-01-05", "\"\"", "PT4H", "a#b"});
  }
  std::string key(std::size_t i) { return pick({"when", "role", "words", "question", "weight", "bands", "one", "free"}) + (i ? std::to_string(i) : ""); }
  void end_of_line() {
    if (chance(6)) text_ += pick({"  # behind", " #x", "\t# tab", "   # größer"});
    text_ += chance(9) ? "  \n" : "\n";
  }
  void strew(std::size_t indent) {
    if (chance(8)) text_ += "\n";
    if (chance(12)) text_ += "   \n\n";
    if (chance(8)) text_ += std::string(chance(4) ? random_.below(8) : indent, ' ') + "# above " + std::to_string(random_.below(99)) + "\n";
    if (chance(14)) text_ += "\n";
  }
  std::string flow(int depth) {
    if (depth > 2 || chance(2)) {
      auto value = scalar();
      return value.find_first_of(",[]{}") == std::string::npos ? value : "z";
    }
    bool group = chance(2);
    std::string text = group ? "{" : "[";
    auto count = random_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      auto item = flow(depth + 1);
      if (!group && item.empty()) item = "e";
      text += (i ? (chance(10) ? ",\n          " : ", ") : "") + (group ? key(i + 1) + ": " : "") + item;
      if (chance(40)) text += " # inside\n          ";
    }
    return text + (group ? "}" : "]");
  }
  void value(std::size_t indent, int depth) {
    switch (depth > 3 ? 5 : random_.below(9)) {
      case 0: end_of_line(), group(indent + 1 + random_.below(4), depth + 1); break;
      case 1: end_of_line(), list(indent + random_.below(4), depth + 1); break;
      case 2:
        text_ += pick({" |", " >", " |-", " >-", " |+"}) + std::string("\n");
        for (auto lines = 1 + random_.below(3); lines > 0; --lines) text_ += std::string(indent + 3, ' ') + pick({"one", "  two", "# no comment", "three"}) + "\n", text_ += chance(5) ? "\n" : "";
        break;
      case 3: text_ += " plain text\n" + std::string(indent + 2, ' ') + "that goes on", end_of_line(); break;
      case 4: text_ += " \"quoted text\n" + std::string(indent + 1, ' ') + "that goes on\"", end_of_line(); break;
      default: text_ += " " + flow(0), end_of_line();
    }
  }
  void group(std::size_t indent, int depth) {
    auto count = 1 + random_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      strew(indent);
      text_ += std::string(indent, ' ') + key(i) + ":";
      value(indent, depth);
    }
    strew(indent);
  }
  void list(std::size_t indent, int depth) {
    auto count = 1 + random_.below(4);
    for (std::size_t i = 0; i < count; ++i) {
      strew(indent);
      text_ += std::string(indent, ' ') + "-";
      if (depth < 3 && chance(3)) {
        // A group that begins behind its dash.
        text_ += " k: 1\n" + std::string(indent + 2, ' ') + "l:";
        value(indent + 2, depth + 1);
      } else {
        value(indent, depth + 1);
      }
    }
  }
  Random& random_;
  std::string text_;
};

TEST(YamlFormat, AnyFileKeepsItsValuesAndCommentsAndLooksTheSameTheSecondTime) {
  Random random(20260105);
  int formatted_files = 0, refused_layouts = 0;
  for (int i = 0; i < 4'000; ++i) {
    StrewnYaml strewn(random);
    auto text = "kind: Rule\nspec:\n" + std::string("  free: 1\n") ;
    text = random.below(2) == 0 ? strewn.document() : text + "---\n" + strewn.document();
    Diagnostics findings;
    read_yaml(SourceText("x.yaml", text), findings);
    if (!findings.empty()) continue;  // not every random file is YAML
    auto once = format_yaml(SourceText("x.yaml", text), rules());
    if (!once) {
      ++refused_layouts;
      ADD_FAILURE() << once.error().message << "\n" << text;
      if (refused_layouts > 3) return;
      continue;
    }
    ++formatted_files;
    auto twice = format_yaml(SourceText("x.yaml", *once), rules());
    ASSERT_TRUE(twice.ok()) << *once;
    ASSERT_EQ(*twice, *once) << "from\n" << text;
  }
  EXPECT_GT(formatted_files, 2'000);
}

}  // namespace
}  // namespace drivetrain::notation
