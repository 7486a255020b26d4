// One change to a file, and nothing else moves.
#include "notation/yaml_edit.h"

#include <gtest/gtest.h>

#include <vector>

namespace drivetrain::notation {
namespace {

struct Editing {
  SourceText source;
  Diagnostics diagnostics;
  std::vector<YamlNode> documents;
  explicit Editing(std::string text) : source("objectives.yaml", std::move(text)) { documents = read_yaml(source, diagnostics); }
  /// Node by keys and item numbers: at("spec", "bands", "1").
  template <class... Steps>
  YamlNode const& at(Steps... steps) const {
    auto const* node = &documents.at(0);
    for (auto const& step : std::vector<std::string>{steps...})
      node = node->kind == YamlKind::sequence ? &node->items.at(std::stoul(step)) : node->find(step);
    return *node;
  }
};

std::string text(Result<std::string> const& result) { return result.ok() ? *result : "refused: " + result.error().message; }

TEST(YamlEdit, ReplacesAValueAndKeepsTheRest) {
  Editing file("# weights of the year\nspec:\n  weight: 30   # agreed in March\n  parent:\n  title: \"a\"\n");
  EXPECT_EQ(text(replace_scalar(file.source, file.at("spec", "weight").span, "35")),
            "# weights of the year\nspec:\n  weight: 35   # agreed in March\n  parent:\n  title: \"a\"\n");
  EXPECT_EQ(text(replace_scalar(file.source, file.at("spec", "parent").span, "keep-running")),
            "# weights of the year\nspec:\n  weight: 30   # agreed in March\n  parent: keep-running\n  title: \"a\"\n");
  EXPECT_EQ(text(replace_scalar(file.source, file.at("spec", "title").span, yaml_text("it's: \"b\""))),
            "# weights of the year\nspec:\n  weight: 30   # agreed in March\n  parent:\n  title: \"it's: \\\"b\\\"\"\n");
  Editing flow("bands: [{when: \"a <= 8\", role: x}, {when: \"a > 8\", role: y}]\n");
  EXPECT_EQ(text(replace_scalar(flow.source, flow.at("bands", "0", "when").span, "\"a <= 9\"")),
            "bands: [{when: \"a <= 9\", role: x}, {when: \"a > 8\", role: y}]\n");
  Editing block("why: |\n  two\n  lines\n\nnext: 1\n");
  EXPECT_EQ(text(replace_scalar(block.source, block.at("why").span, "one")), "why: one\n\nnext: 1\n");
}

TEST(YamlEdit, RefusesWhatWouldSayMoreThanAsked) {
  Editing file("a: 1\nb: 2\n");
  EXPECT_FALSE(replace_scalar(file.source, file.at("a").span, "1\nc: 3").ok());
  EXPECT_FALSE(replace_scalar(file.source, file.at("a").span, "x: y: z").ok());
  EXPECT_FALSE(replace_scalar(file.source, file.at("a").span, "\"open").ok());
  EXPECT_FALSE(replace_scalar(file.source, {"objectives.yaml", {1, 1, 0}, {1, 2, 1}}, "z").ok()) << "a place that holds no value";
  Editing flow("a: {b: 1}\n");
  EXPECT_FALSE(replace_scalar(flow.source, flow.at("a", "b").span, "x, c: 2").ok()) << "reads as one value alone, as two in its place";
}

TEST(YamlEdit, ItemsOfABlockList) {
  std::string head = "spec:\n  bands:\n    # small\n    - {when: a, role: x} # first\n    # large\n    - when: b\n      role: y\n";
  Editing file(head + "  sla: PT4H\n");
  auto const& bands = file.at("spec", "bands");
  EXPECT_EQ(text(insert_item(file.source, bands, 1, "{when: m, role: z}")),
            "spec:\n  bands:\n    # small\n    - {when: a, role: x} # first\n    - {when: m, role: z}\n    # large\n    - when: b\n      "
            "role: y\n  sla: PT4H\n");
  EXPECT_EQ(text(insert_item(file.source, bands, 2, "{when: m}")), head + "    - {when: m}\n  sla: PT4H\n");
  EXPECT_EQ(text(insert_item(file.source, bands, 0, "{when: m}")),
            "spec:\n  bands:\n    # small\n    - {when: m}\n    - {when: a, role: x} # first\n    # large\n    - when: b\n      role: y\n  "
            "sla: PT4H\n");
  EXPECT_EQ(text(remove_item(file.source, bands, 0)),
            "spec:\n  bands:\n    # small\n    # large\n    - when: b\n      role: y\n  sla: PT4H\n");
  EXPECT_EQ(text(remove_item(file.source, bands, 1)),
            "spec:\n  bands:\n    # small\n    - {when: a, role: x} # first\n    # large\n  sla: PT4H\n");
  EXPECT_FALSE(remove_item(file.source, bands, 2).ok());
  Editing no_end("a:\n- x");
  EXPECT_EQ(text(insert_item(no_end.source, no_end.at("a"), 1, "y")), "a:\n- x\n- y");
  EXPECT_EQ(text(remove_item(no_end.source, no_end.at("a"), 0)), "a: []");
  Editing nested("- - a\n  - b\n");
  EXPECT_EQ(text(remove_item(nested.source, nested.at("0"), 0)), "- - b\n");
  EXPECT_EQ(text(remove_item(nested.source, nested.at("0"), 1)), "- - a\n");
  Editing windows("a:\r\n  - x\r\n");
  EXPECT_EQ(text(insert_item(windows.source, windows.at("a"), 1, "y")), "a:\r\n  - x\r\n  - y\r\n");
}

TEST(YamlEdit, ItemsOfAFlowList) {
  Editing file("a: [x, y]\nb: []\nc: [one,\n    two]\n");
  EXPECT_EQ(text(insert_item(file.source, file.at("a"), 0, "z")), "a: [z, x, y]\nb: []\nc: [one,\n    two]\n");
  EXPECT_EQ(text(insert_item(file.source, file.at("a"), 2, "z")), "a: [x, y, z]\nb: []\nc: [one,\n    two]\n");
  EXPECT_EQ(text(insert_item(file.source, file.at("b"), 0, "z")), "a: [x, y]\nb: [z]\nc: [one,\n    two]\n");
  EXPECT_EQ(text(insert_item(file.source, file.at("c"), 2, "three")), "a: [x, y]\nb: []\nc: [one,\n    two,\n    three]\n");
  EXPECT_EQ(text(remove_item(file.source, file.at("a"), 0)), "a: [y]\nb: []\nc: [one,\n    two]\n");
  EXPECT_EQ(text(remove_item(file.source, file.at("a"), 1)), "a: [x]\nb: []\nc: [one,\n    two]\n");
}

TEST(YamlEdit, EntriesOfGroups) {
  Editing file("a:\n  x: 1 # one\n  y: {p: 1}\nb: 2\nc:\n  - m: 1\n    n: 2\n");
  EXPECT_EQ(text(insert_entry(file.source, file.at("a"), "z", "[1]")),
            "a:\n  x: 1 # one\n  y: {p: 1}\n  z: [1]\nb: 2\nc:\n  - m: 1\n    n: 2\n");
  EXPECT_EQ(text(insert_entry(file.source, file.at("a", "y"), "q", "2")),
            "a:\n  x: 1 # one\n  y: {p: 1, q: 2}\nb: 2\nc:\n  - m: 1\n    n: 2\n");
  EXPECT_EQ(text(insert_entry(file.source, file.at("c", "0"), "o", "3")),
            "a:\n  x: 1 # one\n  y: {p: 1}\nb: 2\nc:\n  - m: 1\n    n: 2\n    o: 3\n");
  EXPECT_FALSE(insert_entry(file.source, file.at("a"), "x", "2").ok());
  EXPECT_EQ(text(remove_entry(file.source, file.at("a"), "x")), "a:\n  y: {p: 1}\nb: 2\nc:\n  - m: 1\n    n: 2\n");
  EXPECT_EQ(text(remove_entry(file.source, file.at(), "a")), "b: 2\nc:\n  - m: 1\n    n: 2\n");
  EXPECT_EQ(text(remove_entry(file.source, file.at("c", "0"), "m")), "a:\n  x: 1 # one\n  y: {p: 1}\nb: 2\nc:\n  - n: 2\n");
  EXPECT_EQ(text(remove_entry(file.source, file.at("c", "0"), "n")), "a:\n  x: 1 # one\n  y: {p: 1}\nb: 2\nc:\n  - m: 1\n");
  EXPECT_EQ(text(remove_entry(file.source, file.at("a", "y"), "p")), "a:\n  x: 1 # one\n  y: {}\nb: 2\nc:\n  - m: 1\n    n: 2\n");
  EXPECT_FALSE(remove_entry(file.source, file.at("a"), "none").ok());
  Editing single("a:\n  b: 1\nc: 2\n");
  EXPECT_EQ(text(remove_entry(single.source, single.at("a"), "b")), "a:\n  {}\nc: 2\n");
}

TEST(YamlEdit, TextsAreWrittenSoThatTheyStayTexts) {
  for (std::string value :
       {"works-manager", "a: b",       "true", "12",   "",    " x",   "- a",  "#a",   "a #b", "it's", "say \"x\"", "back\\slash",
        "größe",         "two\nlines", "~",    "null", "[a]", "x, y", "50 %", "\x07", "a:",   "@x",   "=1",        "a > 8"}) {
    Editing file("{k: " + yaml_text(value) + "}\n");
    ASSERT_EQ(file.documents.size(), 1u) << value << " as " << yaml_text(value);
    EXPECT_EQ(file.at("k").text, value);
    EXPECT_EQ(file.at("k").kind, YamlKind::scalar) << value;
  }
  EXPECT_EQ(yaml_text("works-manager"), "works-manager");
  EXPECT_EQ(yaml_text("Größe der Halle"), "Größe der Halle");
  EXPECT_EQ(yaml_text("true"), "\"true\"");
}

}  // namespace
}  // namespace drivetrain::notation
