// Positions, refusals and bounds of the YAML reader.
#include "notation/yaml.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace drivetrain::notation {
namespace {

struct Read {
  SourceText source;
  Diagnostics diagnostics;
  std::vector<YamlNode> documents;
  explicit Read(std::string text) : source("decisions/expedite.yaml", std::move(text)) { documents = read_yaml(source, diagnostics); }
  Diagnostic const& only() const {
    EXPECT_EQ(diagnostics.all().size(), 1u);
    static Diagnostic const none;
    return diagnostics.all().empty() ? none : diagnostics.all().front();
  }
  std::string_view written(Span const& span) const { return source.text().substr(span.begin.offset, span.end.offset - span.begin.offset); }
};

std::string place(Position position) { return std::to_string(position.line) + ":" + std::to_string(position.column); }

TEST(Yaml, KnowsTheExactPlaceOfKeysAndValues) {
  Read read(
      "kind: Decision\nspec:\n  bands:\n    - {when: \"hours <= 8\", role: cell-lead}\n    - when: 'über 8'\n      role: works-manager  # "
      "later\n");
  ASSERT_EQ(read.documents.size(), 1u);
  auto const& root = read.documents[0];
  EXPECT_EQ(root.kind, YamlKind::mapping);
  EXPECT_EQ(place(root.entries[0].key_span.begin), "1:1");
  auto const& bands = *root.find("spec")->find("bands");
  ASSERT_EQ(bands.items.size(), 2u);
  EXPECT_FALSE(bands.flow);
  EXPECT_TRUE(bands.items[0].flow);
  EXPECT_EQ(read.written(bands.items[0].span), "{when: \"hours <= 8\", role: cell-lead}");
  auto const& when = bands.items[0].entries[0];
  EXPECT_EQ(read.written(when.key_span), "when");
  EXPECT_EQ(read.written(when.value.span), "\"hours <= 8\"");
  EXPECT_EQ(when.value.text, "hours <= 8");
  EXPECT_TRUE(when.value.quoted);
  // Beyond a character of two bytes, columns count characters and offsets count bytes.
  auto const& second = bands.items[1];
  EXPECT_EQ(second.find("when")->text, "über 8");
  EXPECT_EQ(read.written(second.find("role")->span), "works-manager");
  EXPECT_EQ(place(second.find("role")->span.begin), "6:13");
  EXPECT_EQ(read.written(second.span), "when: 'über 8'\n      role: works-manager");
}

TEST(Yaml, ColumnsCountCharactersAfterWideText) {
  Read read("{title: \"Größe 歯車\", weight: 30}\n");
  auto const& weight = *read.documents[0].find("weight");
  EXPECT_EQ(read.written(weight.span), "30");
  EXPECT_EQ(place(weight.span.begin), "1:29");
}

TEST(Yaml, TellsEmptyFromText) {
  Read read("a:\nb: ~\nc: null\nd: 'null'\ne: \"\"\nf: |\n  two\n  lines\n\ng: 1\n");
  auto const& root = read.documents[0];
  EXPECT_EQ(root.find("a")->kind, YamlKind::null);
  EXPECT_EQ(root.find("b")->kind, YamlKind::null);
  EXPECT_EQ(root.find("c")->kind, YamlKind::null);
  EXPECT_EQ(root.find("d")->kind, YamlKind::scalar);
  EXPECT_EQ(root.find("e")->kind, YamlKind::scalar);
  EXPECT_EQ(root.find("f")->text, "two\nlines\n");
  EXPECT_EQ(read.written(root.find("f")->span), "|\n  two\n  lines");
  EXPECT_EQ(place(root.find("a")->span.begin), "1:3");
}

TEST(Yaml, ReadsAllDocumentsOfAFile) {
  Read read("kind: Role\n---\nkind: Unit\n...\n---\n- 1\n");
  ASSERT_EQ(read.documents.size(), 3u);
  EXPECT_EQ(read.documents[1].find("kind")->text, "Unit");
  EXPECT_EQ(read.documents[2].items.size(), 1u);
  EXPECT_TRUE(Read("").documents.empty());
  EXPECT_TRUE(Read("# nothing but a remark\n").documents.empty());
}

TEST(Yaml, AnUnclosedQuoteIsReportedWhereItBegan) {
  Read read("kind: Role\n---\nkind: \"Decision\nspec: 1\n");
  EXPECT_EQ(read.only().code, "DT-R010");
  EXPECT_EQ(place(read.only().span.begin), "3:7");
  EXPECT_NE(read.only().message.find("while scanning a quoted scalar that began at 3:7"), std::string::npos) << read.only().message;
  EXPECT_NE(read.only().help.find("close the quote"), std::string::npos);
  EXPECT_EQ(read.documents.size(), 1u) << "the whole document before it is still read";
}

TEST(Yaml, ASyntaxErrorSaysWhatToDo) {
  Read colon("kind: Decision\nquestion: Expedite: yes or no\n");
  EXPECT_EQ(colon.only().code, "DT-R010");
  EXPECT_EQ(place(colon.only().span.begin), "2:19");
  EXPECT_NE(colon.only().help.find("quotes"), std::string::npos);
  Read tab("spec:\n\tweight: 30\n");
  EXPECT_EQ(tab.only().code, "DT-R010");
  EXPECT_EQ(place(tab.only().span.begin), "2:1");
  EXPECT_NE(tab.only().help.find("tabs"), std::string::npos);
  Read indent("spec:\n  a: 1\n b: 2\n");
  EXPECT_EQ(indent.only().code, "DT-R010");
  EXPECT_FALSE(indent.only().help.empty()) << indent.only().message;
}

TEST(Yaml, EveryKindOfSyntaxErrorHasAdvice) {
  std::pair<std::string, std::string> const broken[] = {
      {"a: \"open\n", "close the quote; everything"},
      {"a: 'open\n---\nb: 1\n", "close the quote before"},
      {"a: b: c\n", "a colon followed by a blank"},
      {"a: @x\n", "quote a text that begins with @"},
      {"a:\n\t- b\n", "not tabs"},
      {"a: 1\n b: 2\n", "a colon followed by a blank"},
      {"a:\n   - b\n  - c\n", "same indentation"},
      {"a: 1\nb\nc: 2\n", "a colon and a blank after the key"},
      {"a:\n  - b\n  c: 1\n", "same indentation"},
      {"a: [b, c\nd: 1\n", "close the bracket"},
      {"a: [b,, c]\n", "write a value here"},
      {"a: - b\n", "begin the list on its own line"},
      {"a: 1\n]\n", "same indentation"},
      {"- a\nb: 1\n", "same indentation"},
      {"a: \"\\q\"\n", "backslash"},
      {"a: \"b\" c\n", "same indentation"},
  };
  for (auto const& [text, help] : broken) {
    Read read(text);
    ASSERT_EQ(read.diagnostics.all().size(), 1u) << text;
    auto const& found = read.diagnostics.all()[0];
    EXPECT_EQ(found.code, "DT-R010") << text;
    EXPECT_NE(found.help.find(help), std::string::npos) << text << found.message << "\nhelp: " << found.help;
  }
}

TEST(Yaml, AKeyWrittenTwiceIsRefusedAndTheFirstKept) {
  Read read("weight: 30\nowner: a\nweight: 20\n");
  EXPECT_EQ(read.only().code, "DT-R011");
  EXPECT_EQ(place(read.only().span.begin), "3:1");
  ASSERT_EQ(read.only().notes.size(), 1u);
  EXPECT_EQ(place(read.only().notes[0].span.begin), "1:1");
  EXPECT_EQ(read.documents[0].find("weight")->text, "30");
  EXPECT_EQ(read.documents[0].entries.size(), 2u);
}

TEST(Yaml, AnchorsAliasesAndTagsAreRefused) {
  Read read("a: &shared {x: 1}\nb: *shared\nc: !weight 30\n");
  ASSERT_EQ(read.diagnostics.all().size(), 3u);
  for (auto const& found : read.diagnostics.all()) EXPECT_EQ(found.code, "DT-R012");
  EXPECT_EQ(place(read.diagnostics.all()[1].span.begin), "2:4");
  EXPECT_NE(read.diagnostics.all()[2].message.find("!weight"), std::string::npos);
  EXPECT_EQ(Read("%TAG ! tag:x,2000:\n---\na: 1\n").only().code, "DT-R012");
}

TEST(Yaml, AKeyMustBeAWord) {
  EXPECT_EQ(Read("[a, b]: 1\n").only().code, "DT-R010");
  EXPECT_EQ(Read("{: 1}\n").only().code, "DT-R010");
}

TEST(Yaml, DepthSizeAndCountAreBounded) {
  auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(Read(nested(limits::max_yaml_depth)).diagnostics.empty());
  Read deep(nested(20'000));
  EXPECT_EQ(deep.only().code, "DT-R013");
  EXPECT_TRUE(deep.documents.empty());
  std::string many = "[";
  for (std::size_t i = 0; i < limits::max_yaml_nodes; ++i) many += "1,";
  Read wide(many + "]");
  EXPECT_EQ(wide.only().code, "DT-R013");
  Read large(std::string(limits::max_model_file_bytes + 1, ' '));
  EXPECT_EQ(large.only().code, "DT-R013");
}

TEST(Yaml, OnlyUtf8AndVisibleCharacters) {
  Read latin("a: 1\nname: M\xFCller\n");
  EXPECT_EQ(latin.only().code, "DT-R014");
  EXPECT_EQ(place(latin.only().span.begin), "2:8");
  Read bell("a: 1\nname: x\x07y\n");
  EXPECT_EQ(bell.only().code, "DT-R010");
  EXPECT_EQ(place(bell.only().span.begin), "2:8");
  Read bom("\xEF\xBB\xBFkind: Role\n");
  EXPECT_TRUE(bom.diagnostics.empty());
  EXPECT_EQ(bom.documents[0].find("kind")->text, "Role");
}

TEST(Yaml, CarriageReturnsDoNotShiftPlaces) {
  Read read("a: 1\r\nb: zwei\r\n");
  EXPECT_EQ(place(read.documents[0].find("b")->span.begin), "2:4");
  EXPECT_EQ(read.written(read.documents[0].find("b")->span), "zwei");
}

}  // namespace
}  // namespace drivetrain::notation
